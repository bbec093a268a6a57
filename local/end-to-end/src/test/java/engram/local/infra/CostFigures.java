package engram.local.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;

/// What `local/engram cost` takes for true of Engram.
public record CostFigures(JsonNode all) {

    public static CostFigures read() {
        try {
            return new CostFigures(new ObjectMapper().readTree(
                    Repository.text("local/cli/src/main/resources/engram/local/cli/cost/figures.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public double get(String name) {
        return all.required(name).required("value").doubleValue();
    }
}
