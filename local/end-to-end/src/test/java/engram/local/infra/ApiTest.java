package engram.local.infra;

import static engram.local.infra.Template.list;
import static engram.local.infra.Template.map;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The HTTP API, before anything of it reaches a function.
class ApiTest {

    private static final Stack STACK = new Stack(Template.main(), Map.of());

    private static List<String> open() {
        return STACK.template().ofType("AWS::ApiGatewayV2::Route").stream()
                .filter(route -> STACK.properties(route).get("AuthorizationType").equals("NONE"))
                .toList();
    }

    /// Beside the scheduled look: what no process is left for is a 503, which counts as an answer that failed.
    @Test
    void whoeverAsksWithoutATokenCannotTakeAllProcessesOfHealth() {
        Map<String, Object> stage = STACK.properties("ApiStage");
        Map<String, Object> settings = map(stage.get("RouteSettings"));
        int atOnce = 0;
        for (String route : open()) {
            Map<String, Object> limits = map(settings.get(STACK.properties(route).get("RouteKey").toString()));
            assertThat(limits).as(route).containsKeys("ThrottlingRateLimit", "ThrottlingBurstLimit");
            assertThat(list(STACK.template().resource("ApiStage").get("DependsOn"))).contains(route);
            atOnce += (int) limits.get("ThrottlingBurstLimit");
        }

        assertThat(settings).hasSameSizeAs(open()).isNotEmpty();
        assertThat(atOnce).isLessThan((int) STACK.properties("Health").get("ReservedConcurrentExecutions"));
    }

    /// A page that signs its requests, or has a token.
    @Test
    void pagesOfAllowedOriginsMaySendWhatTheAuthorizerAsksFor() {
        Map<String, Object> cors = map(new Stack(Template.main(), Map.of("AllowedOrigins", "https://app.example.com"))
                .properties("Api").get("CorsConfiguration"));

        assertThat(list(cors.get("AllowOrigins"))).containsExactly("https://app.example.com");
        assertThat(list(cors.get("AllowHeaders"))).contains(
                "authorization", "content-type", "x-amz-date", "x-amz-security-token", "x-amz-content-sha256");
    }
}
