package engram.local.cli.retention;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import engram.local.cli.remote.Api;
import engram.local.cli.remote.Json;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/// The function `retention`, asked as often as its answers have parts.
public final class Retention {

    private static final String NAME = "retention";
    /// Of one invocation, so that there is something to see.
    private static final int SECONDS = 20;

    private final Api api;
    private final String by;

    /// @param by who asks, as receipts name him
    public Retention(Api api, String by) {
        this.api = api;
        this.by = by;
    }

    public ObjectNode order(String task) {
        return Json.object().put("task", task).put("by", by);
    }

    public JsonNode ask(ObjectNode order) throws IOException {
        return api.invoke(NAME, order);
    }

    /// What a run would do: `on`, `limits`, `objects` and all `intentions`.
    ///
    /// @param yaml other rules than those that are in force
    public ObjectNode plan(Optional<String> yaml) throws IOException {
        ObjectNode plan = Json.object().put("on", false).put("objects", 0);
        ArrayNode intentions = plan.putArray("intentions");
        Optional<String> after = Optional.empty();
        do {
            ObjectNode order = order("plan");
            yaml.ifPresent(text -> order.put("yaml", text));
            after.ifPresent(key -> order.put("after", key));
            JsonNode page = ask(order);
            plan.put("on", page.path("on").asBoolean()).set("limits", page.path("limits"));
            plan.put("objects", plan.path("objects").asLong() + page.at("/part/objects").asLong());
            page.at("/part/intentions").forEach(intentions::add);
            after = Optional.ofNullable(page.at("/part/next").textValue());
        } while (after.isPresent());
        return plan;
    }

    /// Sweeps until it is done, or asks.
    ///
    /// @param progress gets the report of each part
    /// @return the last report
    public JsonNode sweep(Optional<String> approval, Consumer<JsonNode> progress) throws IOException {
        ObjectNode order = order("sweep").put("seconds", SECONDS);
        approval.ifPresent(token -> order.put("approve", token));
        JsonNode report = ask(order);
        while (report.path("end").asText().equals("MORE")) {
            progress.accept(report);
            order.remove("approve");
            report = ask(order);
        }
        return report;
    }

    /// All receipts from the first on.
    public ArrayNode receipts() throws IOException {
        ArrayNode all = Json.array();
        for (JsonNode page = page(1); !page.isEmpty(); page = page(all.get(all.size() - 1).path("number").asLong() + 1)) {
            page.forEach(all::add);
        }
        return all;
    }

    private JsonNode page(long from) throws IOException {
        return ask(order("receipts").put("from", from)).path("receipts");
    }

    /// Looks at each receipt: `checked` and `problems`.
    public ObjectNode verify() throws IOException {
        ObjectNode sum = Json.object().put("checked", 0);
        ArrayNode problems = sum.putArray("problems");
        ObjectNode order = order("verify");
        JsonNode next;
        do {
            JsonNode part = ask(order);
            sum.put("checked", sum.path("checked").asLong() + part.path("checked").asLong()).put("last", part.path("last").asLong());
            part.path("problems").forEach(problems::add);
            next = part.path("next");
            order.put("from", next.path("number").asLong());
            order.remove("hash");
            if (next.path("hash").isTextual()) {
                order.put("hash", next.path("hash").asText());
            }
        } while (next.isObject());
        return sum;
    }
}
