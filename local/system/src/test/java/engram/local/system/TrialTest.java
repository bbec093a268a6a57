package engram.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import engram.local.system.parts.Part;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrialTest {

    private static Endpoints endpoints() {
        var ports = new EnumMap<Part, Integer>(Part.class);
        for (Part part : Part.values()) {
            ports.put(part, 1000 + part.ordinal());
        }
        return Endpoints.of(ports);
    }

    @Test
    void nobodyIsLedAnotherWayUsually() {
        assertThat(endpoints().by(Trial.NONE.detour())).isEqualTo(endpoints());
    }

    @Test
    void aDetourIsAllThatFunctionsSee() {
        Map<String, String> environment = endpoints().by((_, there) -> URI.create("http://127.0.0.1:" + (there.getPort() + 1000)))
                .environment();

        assertThat(String.join(" ", environment.values())).doesNotContain(":100").contains(":2000", ":2001", ":2002", ":2003");
    }

    @Test
    void variablesOfATrialReplaceTheUsualOnes() {
        SystemSettings settings = SystemSettings.of(Path.of("data"), 0)
                .withTrial(new Trial(Trial.NONE.detour(), Map.of("ENGRAM_INGEST_TIMEOUT", "PT7S")));

        assertThat(Deployment.ENGRAM.functions(settings, endpoints().environment()))
                .isNotEmpty()
                .allSatisfy(function -> assertThat(function.environment()).containsEntry("ENGRAM_INGEST_TIMEOUT", "PT7S"));
    }

    @Test
    void settingsOfFunctionsComeFromTheEnvironmentAndTheSystemsOwnStandAboveThem() {
        SystemSettings settings = SystemSettings.of(Path.of("data"), 0).withVariablesOf(Map.of(
                "ENGRAM_QUERY_LARGEST_K", "7", "ENGRAM_FAILURE_TRIES", "3", "ENGRAM_INGEST_TIMEOUT", "PT7S", "ENGRAM_BUCKET", "other", "PATH", "/x"));

        assertThat(Deployment.ENGRAM.functions(settings, endpoints().environment())).isNotEmpty().allSatisfy(function ->
                assertThat(function.environment())
                        .containsEntry("ENGRAM_QUERY_LARGEST_K", "7")
                        .containsEntry("ENGRAM_FAILURE_TRIES", "3")
                        .containsEntry("ENGRAM_BUCKET", Endpoints.BUCKET)
                        .doesNotContainKey("PATH"));
        assertThat(Deployment.ENGRAM.functions(settings, endpoints().environment()).getFirst().environment())
                .containsEntry("ENGRAM_INGEST_TIMEOUT", Deployment.INGEST_TIMEOUT.toString());
    }
}
