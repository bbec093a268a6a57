package engram.local.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Parameters that would make something which cannot work are refused before anything is made.
class RulesTest {

    private static final Map<String, String> EXISTING = Map.of("Index", "existing", "IndexEndpoint", "https://search.example.com");

    static Stream<Map<String, String>> sound() {
        return Stream.of(
                Map.of(),
                Map.of("Network", "private"),
                Map.of("Index", "serverless", "IndexMinimum", "2", "IndexMaximum", "2"),
                Map.of("Index", "serverless", "Network", "private"),
                EXISTING,
                with(EXISTING, "Network", "existing", "SubnetIds", "subnet-1", "SecurityGroupIds", "sg-1"),
                Map.of("Authorizer", "jwt", "JwtIssuer", "https://id.example.com", "JwtAudience", "engram"),
                Map.of("DomainName", "memory.example.com", "CertificateId", "01234567-89ab-cdef-0123-456789abcdef"));
    }

    @ParameterizedTest
    @MethodSource("sound")
    void whatCanWorkIsTaken(Map<String, String> parameters) {
        assertThat(new Stack(Template.main(), parameters).refusals()).isEmpty();
    }

    static Stream<Arguments> unsound() {
        return Stream.of(
                Arguments.of(Map.of("Index", "existing"), "IndexEndpoint"),
                Arguments.of(with(EXISTING, "Network", "private"), "cannot be reached from the private network"),
                Arguments.of(with(EXISTING, "Network", "existing", "SecurityGroupIds", "sg-1"), "SubnetIds"),
                Arguments.of(with(EXISTING, "Network", "existing", "SubnetIds", "subnet-1"), "SecurityGroupIds"),
                Arguments.of(Map.of("Network", "existing", "SubnetIds", "subnet-1", "SecurityGroupIds", "sg-1"), "for an existing index"),
                Arguments.of(Map.of("Index", "serverless", "Network", "existing", "SubnetIds", "subnet-1", "SecurityGroupIds", "sg-1"), "for an existing index"),
                Arguments.of(Map.of("Authorizer", "jwt", "JwtIssuer", "https://id.example.com"), "JwtAudience"),
                Arguments.of(Map.of("Authorizer", "jwt", "JwtAudience", "engram"), "JwtIssuer"),
                Arguments.of(Map.of("DomainName", "memory.example.com"), "CertificateId"));
    }

    @ParameterizedTest
    @MethodSource("unsound")
    void whatCannotIsRefused(Map<String, String> parameters, String why) {
        assertThat(new Stack(Template.main(), parameters).refusals()).singleElement().asString().contains(why);
    }

    private static Map<String, String> with(Map<String, String> some, String... more) {
        Map<String, String> all = new TreeMap<>(some);
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return all;
    }
}
