package engram.local.infra;

import static engram.local.infra.Template.list;
import static engram.local.infra.Template.map;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Nothing that holds something is lost by a deployment or with it.
class StoresAreKeptTest {

    private static final Template TEMPLATE = Template.main();
    private static final Set<String> STORES =
            Set.of("AWS::S3::Bucket", "AWS::DynamoDB::Table", "AWS::KMS::Key", "AWS::OpenSearchService::Domain");

    /// Nobody could reach one that stays, nor could another stack have it; and its name would be taken.
    private static final Set<String> COLLECTIONS = Set.of("AWS::OpenSearchServerless::Collection", "AWS::OpenSearchServerless::CollectionGroup");

    @Test
    void storesOutliveTheirStack() {
        for (String type : STORES) {
            assertThat(TEMPLATE.ofType(type)).as(type).isNotEmpty().allSatisfy(id -> {
                assertThat(TEMPLATE.resource(id).get("DeletionPolicy")).as(id).isEqualTo("RetainExceptOnCreate");
                assertThat(TEMPLATE.resource(id).get("UpdateReplacePolicy")).as(id).isEqualTo("Retain");
            });
        }
    }

    @Test
    void aCollectionGoesWithItsStackAndNoUpdateTakesItAway() throws Exception {
        for (String type : COLLECTIONS) {
            assertThat(TEMPLATE.ofType(type)).as(type).isNotEmpty().allSatisfy(id ->
                    assertThat(TEMPLATE.resource(id)).containsEntry("DeletionPolicy", "Delete").containsEntry("UpdateReplacePolicy", "Delete"));
        }
        assertThat(refused()).containsAll(COLLECTIONS);
        String tearDown = Repository.text("docs/deploy.md").split("## Tear-down")[1].split("## Permissions")[0];
        assertThat(tearDown).contains("collection").doesNotContain("opensearchserverless");
    }

    /// The commands of `docs/deploy.md`, run by a shell that has another `aws`: it tells what is deleted, and where AWS makes up names says
    /// what it was asked for.
    private static final String TOLD_ONLY = """
            aws() {
              case "$1 $2" in
                "sts get-caller-identity") echo %s ;;
                "cloudformation list-stack-resources") sed "s/.*=='\\(.*\\)'.*/made-\\1/" <<<"$*" ;;
                "opensearch describe-domain") return 1 ;;
                *delet*) echo "deletes $* ;" >&2 ;;
              esac
            }
            AWS_REGION=%s
            """.formatted(Stack.ACCOUNT, Stack.REGION);

    @Test
    void whatOutlivesTheStackIsDeletedWhereTheStackIsTornDown() throws Exception {
        String page = Repository.text("docs/deploy.md");
        String section = page.substring(page.indexOf("## Tear-down"), page.indexOf("## Permissions"));
        String commands = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL).matcher(section).results()
                .map(block -> block.group(1)).collect(Collectors.joining("\n"));
        Process shell = new ProcessBuilder("bash", "-u", "-c", TOLD_ONLY + commands).redirectErrorStream(true).start();
        shell.getOutputStream().close();
        String told = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8).replace("engram-dev", Stack.NAME);
        assertThat(shell.waitFor()).as(told).isZero();
        assertThat(told).contains("deletes cloudformation delete-stack --stack-name " + Stack.NAME + " ;");

        Stack stack = new Stack(TEMPLATE, Map.of("Network", "private", "Encryption", "customer"));
        assertThat(TEMPLATE.section("Resources").keySet()).filteredOn(id -> "RetainExceptOnCreate".equals(TEMPLATE.resource(id).get("DeletionPolicy")))
                .hasSizeGreaterThan(10)
                .allSatisfy(id -> {
                    Map<String, Object> properties = stack.properties(id);
                    Object name = Stream.of("BucketName", "TableName", "LogGroupName").map(properties::get).filter(Objects::nonNull).findFirst()
                            .orElse("made-" + id);
                    assertThat(told).as(id).contains(" " + name + " ;");
                });
    }

    /// A stack policy does not see into nested stacks.
    @ParameterizedTest
    @ValueSource(strings = {"infra/network.yaml", "infra/watch.yaml"})
    void nestedStacksHoldNothing(String file) {
        Template nested = Template.read(Repository.path(file));

        assertThat(STORES).allSatisfy(type -> assertThat(nested.ofType(type)).isEmpty());
        assertThat(nested.ofType("AWS::SQS::Queue")).isEmpty();
    }

    @Test
    void anUpdateThatWouldReplaceAStoreIsRefused() throws Exception {
        assertThat(refused()).containsAll(STORES).contains("AWS::SQS::Queue");
    }

    private static Set<String> refused() throws Exception {
        JsonNode policy = new ObjectMapper().readTree(Repository.text("infra/stack-policy.json"));
        Set<String> refused = new TreeSet<>();
        for (JsonNode statement : policy.path("Statement")) {
            if (statement.path("Effect").asText().equals("Deny")) {
                assertThat(statement.path("Action")).extracting(JsonNode::asText).contains("Update:Replace", "Update:Delete");
                statement.at("/Condition/StringEquals/ResourceType").forEach(type -> refused.add(type.asText()));
            }
        }
        return refused;
    }

    @Test
    void bucketsAreClosedVersionedAndSpeakTlsOnly() {
        Stack stack = new Stack(TEMPLATE, Map.of());
        for (String bucket : TEMPLATE.ofType("AWS::S3::Bucket")) {
            Map<String, Object> properties = stack.properties(bucket);
            // A bucket that stays keeps the policy that protects it.
            assertThat(TEMPLATE.resource(bucket + "Policy")).containsEntry("DeletionPolicy", "Retain").containsEntry("UpdateReplacePolicy", "Retain");
            assertThat(map(properties.get("VersioningConfiguration"))).as(bucket).containsEntry("Status", "Enabled");
            assertThat(map(properties.get("PublicAccessBlockConfiguration")).values()).as(bucket).hasSize(4).containsOnly(true);
            List<Object> statements = list(map(stack.properties(bucket + "Policy").get("PolicyDocument")).get("Statement"));
            assertThat(statements).as(bucket).anySatisfy(statement -> {
                assertThat(map(statement)).containsEntry("Effect", "Deny").containsEntry("Principal", "*");
                assertThat(map(statement).get("Condition")).isEqualTo(Map.of("Bool", Map.of("aws:SecureTransport", "false")));
            });
        }
        assertThat(stack.properties("Ledger").get("ObjectLockEnabled")).isEqualTo(true);
    }

    @Test
    void aKeyOfTheStackEncryptsEverythingThatKeepsSomething() {
        Stack stack = new Stack(TEMPLATE, Map.of("Encryption", "customer"));

        for (String type : new String[] {"AWS::S3::Bucket", "AWS::DynamoDB::Table", "AWS::SQS::Queue", "AWS::Logs::LogGroup"}) {
            assertThat(TEMPLATE.ofType(type)).as(type).allSatisfy(id ->
                    assertThat(stack.properties(id).toString()).as(id).contains(Stack.arn("kms", "key/Key")));
        }
        assertThat(map(stack.properties("Domain").get("EncryptionAtRestOptions"))).containsEntry("KmsKeyId", "Key");
        assertThat(policy(stack, "CollectionEncryption")).containsEntry("AWSOwnedKey", false).containsEntry("KmsARN", Stack.arn("kms", "key/Key"));
        assertThat(policy(new Stack(TEMPLATE, Map.of()), "CollectionEncryption")).containsEntry("AWSOwnedKey", true).doesNotContainKey("KmsARN");
    }

    private static Map<String, Object> policy(Stack stack, String id) {
        return map(list(DataAccess.json(stack.properties(id).get("Policy").toString())).getFirst());
    }

    /// A policy that names another collection protects none.
    @Test
    void aCollectionIsMadeAfterThePoliciesThatNameIt() {
        Stack stack = new Stack(TEMPLATE, Map.of("Index", "serverless"));
        String name = stack.properties("Collection").get("Name").toString();

        assertThat(name).isEqualTo(Stack.COLLECTION_NAME).matches("[a-z][a-z0-9-]{2,31}");
        assertThat(list(TEMPLATE.resource("Collection").get("DependsOn"))).contains("CollectionEncryption", "CollectionNetwork", "CollectionGroup");
        assertThat(stack.properties("Collection")).containsEntry("Type", "VECTORSEARCH")
                .containsEntry("CollectionGroupName", stack.properties("CollectionGroup").get("Name"));
        for (String policy : new String[] {"CollectionEncryption", "CollectionNetwork"}) {
            assertThat(list(policy(stack, policy).get("Rules"))).as(policy)
                    .containsExactly(Map.of("ResourceType", "collection", "Resource", List.of("collection/" + name)));
        }
        for (String id : new String[] {"Collection", "CollectionGroup", "CollectionEncryption", "CollectionNetwork", "CollectionAccess"}) {
            assertThat(stack.makes(id)).as(id).isTrue();
            assertThat(new Stack(TEMPLATE, Map.of()).makes(id)).as(id).isFalse();
        }
        assertThat(stack.makes("Domain")).isFalse();
    }

    @Test
    void aCollectionSleepsUnlessSomebodyWantsItAwake() {
        assertThat(limits(Map.of("Index", "serverless"))).containsEntry("MinSearchCapacityInOcu", 0).containsEntry("MinIndexingCapacityInOcu", 0)
                .containsEntry("MaxSearchCapacityInOcu", "8").containsEntry("MaxIndexingCapacityInOcu", "8");
        assertThat(limits(Map.of("Index", "serverless", "IndexMinimum", "1", "IndexMaximum", "2"))).containsEntry("MinSearchCapacityInOcu", "1")
                .containsEntry("MinIndexingCapacityInOcu", "1").containsEntry("MaxSearchCapacityInOcu", "2").containsEntry("MaxIndexingCapacityInOcu", "2");
    }

    private static Map<String, Object> limits(Map<String, String> parameters) {
        return map(new Stack(TEMPLATE, parameters).properties("CollectionGroup").get("CapacityLimits"));
    }

    @Test
    void aCollectionOfAPrivateNetworkIsReachedFromThereOnly() {
        Template network = Template.read(Repository.path("infra/network.yaml"));
        for (String kind : new String[] {"serverless", "small"}) {
            Stack stack = new Stack(TEMPLATE, Map.of("Index", kind, "Network", "private"));
            String collection = map(stack.properties("PrivateNetwork").get("Parameters")).get("Collection").toString();
            assertThat(new Stack(network, Map.of("Collection", collection)).makes("CollectionEndpoint")).isEqualTo(kind.equals("serverless"));
        }
        assertThat(network.properties("CollectionEndpoint").get("SecurityGroupIds")).isEqualTo(List.of(Map.of("Ref", "IndexGroup")));

        assertThat(policy(new Stack(TEMPLATE, Map.of("Index", "serverless", "Network", "private")), "CollectionNetwork"))
                .containsEntry("AllowFromPublic", false)
                .containsEntry("SourceVPCEs", List.of("PrivateNetwork.Outputs.CollectionEndpoint"));
        assertThat(policy(new Stack(TEMPLATE, Map.of("Index", "serverless")), "CollectionNetwork"))
                .containsEntry("AllowFromPublic", true).doesNotContainKey("SourceVPCEs");
    }

    @Test
    void nobodyComesInWithoutBeingAskedWhoHeIsButProbes() {
        for (String authorizer : new String[] {"jwt", "iam"}) {
            Stack stack = new Stack(TEMPLATE, Map.of("Authorizer", authorizer, "JwtIssuer", "https://id.example.com", "JwtAudience", "engram"));
            List<String> open = TEMPLATE.ofType("AWS::ApiGatewayV2::Route").stream()
                    .map(stack::properties)
                    .filter(route -> route.get("AuthorizationType").equals("NONE"))
                    .map(route -> route.get("RouteKey").toString())
                    .toList();

            assertThat(open).containsExactlyInAnyOrder("GET /health/live", "GET /health/ready");
            assertThat(stack.properties("Api")).doesNotContainKey("CorsConfiguration");
        }
    }

    @Test
    void everythingThatCanHasTheTagOfItsStage() {
        Stack stack = new Stack(TEMPLATE, Map.of("Stage", "trial"));
        for (String type : new String[] {"AWS::S3::Bucket", "AWS::DynamoDB::Table", "AWS::SQS::Queue", "AWS::KMS::Key", "AWS::IAM::Role",
            "AWS::OpenSearchService::Domain", "AWS::OpenSearchServerless::CollectionGroup", "AWS::Logs::LogGroup", "AWS::CloudWatch::Alarm", "AWS::CloudFormation::Stack", "AWS::Events::Rule"}) {
            assertThat(TEMPLATE.ofType(type)).as(type).isNotEmpty().allSatisfy(id ->
                    assertThat(list(stack.properties(id).get("Tags"))).as(id).contains(Map.of("Key", "engram:stage", "Value", "trial")));
        }
        assertThat(map(TEMPLATE.at("Globals", "Function", "Tags").orElseThrow())).containsKey("engram:stage");
        assertThat(TEMPLATE.at("Globals", "Function", "PropagateTags")).hasValue(true);
        assertThat(Repository.text("infra/samconfig.toml")).contains("tags = 'engram:stage=\"dev\"'", "tags = 'engram:stage=\"prod\"'",
                "tags = 'engram:stage=\"sleepy\"'");
        Template network = Template.read(Repository.path("infra/network.yaml"));
        assertThat(network.ofType("AWS::EC2::VPCEndpoint")).isNotEmpty().allSatisfy(id ->
                assertThat(network.properties(id)).as(id).containsKey("Tags"));
    }
}
