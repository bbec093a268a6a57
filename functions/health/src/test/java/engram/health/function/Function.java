package engram.health.function;

import com.fasterxml.jackson.databind.node.ObjectNode;
import engram.testing.lambda.HttpFunction;
import engram.testing.lambda.Json;
import engram.testing.lambda.Reply;

/// The function under test.
final class Function {

    static final String REQUEST_ID = HttpFunction.REQUEST_ID;

    private static final HttpFunction HTTP = new HttpFunction("health", 512);

    private Function() {}

    /// The event in that file of `events/`.
    static ObjectNode event(String name) {
        return Json.event(name);
    }

    static Reply get(String path) {
        ObjectNode event = event("health-page.json");
        event.put("rawPath", path);
        ((ObjectNode) event.at("/requestContext/http")).put("path", path);
        return call(event);
    }

    static Reply call(ObjectNode event) {
        return HTTP.call(event);
    }
}
