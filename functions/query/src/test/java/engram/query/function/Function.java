package engram.query.function;

import com.fasterxml.jackson.databind.node.ObjectNode;
import engram.testing.lambda.HttpFunction;
import engram.testing.lambda.Json;
import engram.testing.lambda.Reply;

/// The function under test.
final class Function {

    static final String REQUEST_ID = HttpFunction.REQUEST_ID;

    private static final HttpFunction HTTP = new HttpFunction("query", 1024);

    private Function() {}

    /// The event in that file of `events/`.
    static ObjectNode event(String name) {
        return Json.event(name);
    }

    /// The sample search with another body.
    static Reply search(String body) {
        return call(event("query-search.json").put("body", body));
    }

    static Reply get(String rawPath, String rawQuery) {
        return call("GET", rawPath, rawQuery);
    }

    /// A request to a function URL, which leaves the path as the client wrote it.
    static Reply call(String method, String rawPath, String rawQuery) {
        ObjectNode event = event("query-get-function-url.json");
        event.put("rawPath", rawPath).put("rawQueryString", rawQuery);
        ((ObjectNode) event.at("/requestContext/http")).put("method", method).put("path", rawPath);
        return call(event);
    }

    static Reply call(ObjectNode event) {
        return HTTP.call(event);
    }
}
