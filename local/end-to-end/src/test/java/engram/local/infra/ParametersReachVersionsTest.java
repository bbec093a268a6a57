package engram.local.infra;

import static engram.local.infra.Template.map;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// An alias stays with its version until there is another one: whatever a parameter says to a function has to make one.
class ParametersReachVersionsTest {

    private static final Template TEMPLATE = Template.main();

    /// What Lambda and EventBridge keep of a function itself, not of its versions.
    private static final Set<String> OF_NO_VERSION = Set.of(
            "ReservedConcurrentExecutions", "Tags", "Events", "EventInvokeConfig", "DeploymentPreference", "AutoPublishAlias",
            "AutoPublishAliasAllProperties", "RecursiveLoop", "VersionDescription");

    /// So that each parameter means something; the other value is in [#OTHERS].
    private static final List<Map<String, String>> STACKS = List.of(
            Map.of("InventoryBucket", "lists", "Workspaces", "acme", "DomainName", "memory.example.com"),
            Map.of("Index", "serverless"),
            Map.of("Index", "existing", "IndexEndpoint", "https://one.example.com", "IndexDomain", "ours",
                    "Network", "existing", "SubnetIds", "subnet-1,subnet-2", "SecurityGroupIds", "sg-1"));

    private static final Map<String, String> OTHERS = Map.ofEntries(
            Map.entry("Stage", "trial"),
            Map.entry("DocumentsBucket", "ours"),
            Map.entry("DocumentsKeyArn", Stack.arn("kms", "key/0a1b")),
            Map.entry("InventoryBucket", "other-lists"),
            Map.entry("InventoryFolder", "daily/"),
            Map.entry("InventoryKeyArn", Stack.arn("kms", "key/0a1b")),
            Map.entry("InventoryTimeout", "900"),
            Map.entry("InventoryStorage", "8192"),
            Map.entry("OldVersionsDays", "7"),
            Map.entry("DefaultWorkspace", "acme"),
            Map.entry("PiiPolicy", "redact"),
            Map.entry("RetrievalInterval", "0"),
            Map.entry("LedgerLockDays", "7"),
            Map.entry("ArchiveBucket", "old-things"),
            Map.entry("ArchiveKeyArn", Stack.arn("kms", "key/0a1b")),
            Map.entry("Index", "production"),
            Map.entry("IndexVersion", "OpenSearch_3.3"),
            Map.entry("IndexStorage", "50"),
            Map.entry("IndexMinimum", "1"),
            Map.entry("IndexMaximum", "16"),
            Map.entry("IndexEndpoint", "https://other.example.com"),
            Map.entry("IndexDomain", ""),
            Map.entry("IndexAlias", "memory"),
            Map.entry("IndexRest", "24"),
            Map.entry("Authorizer", "jwt"),
            Map.entry("JwtIssuer", "https://id.example.com"),
            Map.entry("JwtAudience", "engram"),
            Map.entry("Workspaces", "acme,globex"),
            Map.entry("AllowedOrigins", "https://app.example.com"),
            Map.entry("RequestsPerSecond", "50"),
            Map.entry("RequestsBurst", "100"),
            Map.entry("DomainName", "other.example.com"),
            Map.entry("CertificateId", "01234567-89ab-cdef-0123-456789abcdef"),
            Map.entry("HostedZoneId", "Z1"),
            Map.entry("IngestConcurrency", "7"),
            Map.entry("QueryConcurrency", "7"),
            Map.entry("ReserveConcurrency", "no"),
            Map.entry("Package", "native"),
            Map.entry("Architecture", "arm64"),
            Map.entry("QueryStart", "None"),
            Map.entry("Rollout", "AllAtOnce"),
            Map.entry("Network", "private"),
            Map.entry("SubnetIds", "subnet-1,subnet-3"),
            Map.entry("SecurityGroupIds", "sg-1,sg-2"),
            Map.entry("Encryption", "customer"),
            Map.entry("Tracing", "Active"),
            Map.entry("LogDays", "7"),
            Map.entry("CriticalEmail", "a@example.com"),
            Map.entry("WarningEmail", "b@example.com"));

    static Set<String> parameters() {
        return TEMPLATE.section("Parameters").keySet();
    }

    @ParameterizedTest
    @MethodSource("parameters")
    void aParameterThatAFunctionIsToldMakesAVersion(String parameter) {
        assertThat(OTHERS).containsKey(parameter);
        for (Map<String, String> parameters : STACKS) {
            Stack before = new Stack(TEMPLATE, parameters);
            Map<String, String> changed = new LinkedHashMap<>(parameters);
            changed.put(parameter, OTHERS.get(parameter));
            Stack after = new Stack(TEMPLATE, changed);

            boolean told = TEMPLATE.ofType(Template.FUNCTION).stream()
                    .anyMatch(function -> !configuration(before, function).equals(configuration(after, function)));

            if (told) {
                assertThat(after.properties("Settings")).as("%s changed in %s", parameter, parameters)
                        .isNotEqualTo(before.properties("Settings"));
            }
        }
    }

    private static Map<String, Object> configuration(Stack stack, String function) {
        Map<String, Object> properties = new LinkedHashMap<>(stack.properties(function));
        properties.keySet().removeAll(OF_NO_VERSION);
        return properties;
    }

    /// Without the first Lambda publishes nothing, as nothing of the function changed; without the second CloudFormation asks for
    /// nothing.
    @Test
    void anotherNumberIsAnotherConfigurationAndAnotherVersion() {
        assertThat(TEMPLATE.ofType(Template.FUNCTION)).isNotEmpty().allSatisfy(function -> {
            Map<String, Object> written = TEMPLATE.properties(function);
            assertThat(map(written.get("Description")).get("Fn::Sub").toString())
                    .endsWith("(settings ${Settings}:${Settings.LatestVersionNumber})");
            assertThat(map(written.get("VersionDescription")).get("Fn::Sub")).isEqualTo("Settings ${Settings}:${Settings.LatestVersionNumber}");
            assertThat(TEMPLATE.resource(function)).containsEntry("UpdateReplacePolicy", "Retain").doesNotContainKey("DeletionPolicy");
        });
    }

    /// With a name it could not be replaced; tags are not for the template itself.
    @Test
    void theTextIsAllThereIsToIt() {
        assertThat(TEMPLATE.properties("Settings")).containsOnlyKeys("VersionDescription", "LaunchTemplateData");
        assertThat(map(TEMPLATE.properties("Settings").get("LaunchTemplateData"))).containsOnlyKeys("MetadataOptions", "UserData");
    }
}
