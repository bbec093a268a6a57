package engram.local.infra;

import static engram.local.infra.Template.list;
import static engram.local.infra.Template.map;
import static org.assertj.core.api.Assertions.assertThat;

import engram.local.infra.Calls.Call;
import engram.local.infra.DataAccess.Grant;
import engram.local.infra.DataAccess.Need;
import engram.local.infra.Policy.Request;
import engram.local.infra.Policy.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each function's role against each call that its code makes: nothing is missing, nothing is unused.
class LeastPrivilegeTest {

    private static final Calls CALLS = Calls.read();
    private static final Template TEMPLATE = Template.main();

    /// Where nothing narrower exists; the template says so beside each.
    private static final Set<String> ANYWHERE = Set.of("Traces", "Interfaces", "InterfacesAreNotForCode");

    /// What there is only under a condition of the template.
    private static final Map<String, String> ON_CONDITION = Map.of(
            "archive", "Archives",
            "archive-key", "HasArchiveKey",
            "inventory", "HasInventory",
            "inventory-key", "HasInventoryKey",
            "key", "CustomerKey",
            "documents-key", "HasDocumentsKey",
            "traces", "Traces",
            "interfaces", "InNetwork");

    /// All that a stack can be of what matters to roles.
    static Stream<Stack> stacks() {
        return Stream.of(
                Map.<String, String>of(),
                Map.of("ArchiveBucket", "old-things"),
                Map.of("DocumentsBucket", "ours", "Network", "private", "Tracing", "Active", "Encryption", "customer", "ArchiveBucket", "old-things",
                        "InventoryBucket", "lists", "InventoryFolder", "daily/"),
                Map.of("Index", "existing", "IndexEndpoint", "https://search.example.com", "IndexDomain", "ours", "IndexAlias", "engram",
                        "Network", "existing", "SubnetIds", "subnet-1", "SecurityGroupIds", "sg-1"),
                Map.of("Index", "serverless"),
                Map.of("Index", "serverless", "Network", "private", "Encryption", "customer"),
                Map.of("DocumentsBucket", "ours", "DocumentsKeyArn", Stack.arn("kms", "key/documents"),
                        "ArchiveBucket", "old-things", "ArchiveKeyArn", Stack.arn("kms", "key/archive"),
                        "InventoryBucket", "lists", "InventoryFolder", "daily/", "InventoryKeyArn", Stack.arn("kms", "key/inventory")))
                .map(parameters -> new Stack(TEMPLATE, parameters));
    }

    static Stream<String> functions() {
        return TEMPLATE.ofType(Template.FUNCTION).stream();
    }

    private static Policy policy(Stack stack, String function) {
        return Policy.of(stack, role(stack, function));
    }

    private static String role(Stack stack, String function) {
        return list(map(stack.template().properties(function).get("Role")).get("Fn::GetAtt")).getFirst().toString();
    }

    private static List<Request> needed(Stack stack, String function) {
        Places places = Places.of(stack);
        return calls(stack, function).flatMap(call -> call.requests(places).stream()).toList();
    }

    private static Stream<Call> calls(Stack stack, String function) {
        String kind = stack.holds("MakesCollection") ? "serverless" : "domain";
        return CALLS.of(function.toLowerCase(Locale.ROOT)).stream()
                .filter(call -> !ON_CONDITION.containsKey(call.on()) || stack.holds(ON_CONDITION.get(call.on())))
                .filter(call -> call.isMadeTo(kind));
    }

    static Stream<Stack> stacksWithACollection() {
        return stacks().filter(stack -> stack.holds("MakesCollection"));
    }

    private static List<Need> neededInTheCollection(Stack stack, String function) {
        String alias = stack.resolve(Map.of("Ref", "IndexAlias")).toString();
        return calls(stack, function)
                .filter(call -> call.on().equals("index"))
                .flatMap(call -> DataAccess.needs(call.name(), alias).stream())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("stacks")
    void everythingThatTheCodeCallsIsAllowed(Stack stack) {
        functions().forEach(function -> {
            Policy policy = policy(stack, function);
            assertThat(needed(stack, function)).as(function).isNotEmpty().allSatisfy(request ->
                    assertThat(policy.allows(request)).as("%s may %s", function, request).isTrue());
        });
    }

    @ParameterizedTest
    @MethodSource("stacks")
    void nothingIsAllowedThatTheCodeDoesNotCall(Stack stack) {
        functions().forEach(function -> {
            List<Request> needed = needed(stack, function);
            List<String> unused = new ArrayList<>();
            for (Statement statement : policy(stack, function).statements()) {
                for (String action : statement.actions()) {
                    for (String resource : statement.resources()) {
                        if (statement.allows() && needed.stream().noneMatch(one(statement, action, resource)::fits)) {
                            unused.add(statement.sid() + ": " + action + " on " + resource);
                        }
                    }
                }
            }
            assertThat(unused).as(function).isEmpty();
        });
    }

    @ParameterizedTest
    @MethodSource("stacksWithACollection")
    void aCollectionAllowsWhatTheCodeAsksOfItAndNothingElse(Stack stack) {
        DataAccess access = DataAccess.of(stack);
        List<Grant> unused = new ArrayList<>(access.grants());
        functions().forEach(function -> {
            String role = principal(role(stack, function));
            for (Need need : neededInTheCollection(stack, function)) {
                assertThat(access.allows(role, need)).as("%s may %s", function, need).isTrue();
                unused.removeIf(grant -> grant.fits(role, need));
            }
        });
        assertThat(unused).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("stacksWithACollection")
    void onlyIngestMakesAndWritesTheCollectionAndNobodyReachesAnotherOneOrAnotherAlias(Stack stack) {
        Set<String> changes = Set.of("aoss:CreateIndex", "aoss:WriteDocument", "aoss:UpdateCollectionItems");
        assertThat(DataAccess.of(stack).grants()).allSatisfy(grant -> {
            assertThat(grant.resource()).matches("(collection|index)/" + Stack.COLLECTION_NAME + "(/engram(-\\*)?)?");
            assertThat(grant.permission()).isNotIn("aoss:*", "aoss:DeleteIndex", "aoss:UpdateIndex", "aoss:DeleteCollectionItems");
            if (changes.contains(grant.permission())) {
                assertThat(grant.principal()).as("%s", grant).isEqualTo(principal("IngestRole"));
            }
        });
    }

    private static String principal(String role) {
        return "arn:aws:iam::" + Stack.ACCOUNT + ":role/" + role;
    }

    private static Statement one(Statement statement, String action, String resource) {
        return new Statement(statement.sid(), true, List.of(action), List.of(resource), statement.keys());
    }

    @ParameterizedTest
    @MethodSource("stacks")
    void noActionAndNoResourceIsAStarWhereAwsKnowsANarrowerOne(Stack stack) {
        functions().forEach(function -> policy(stack, function).statements().forEach(statement -> {
            assertThat(statement.actions()).as("%s %s", function, statement.sid()).allSatisfy(action ->
                    assertThat(action).matches("[a-z0-9-]+:[A-Z][A-Za-z0-9]+"));
            if (!ANYWHERE.contains(statement.sid())) {
                assertThat(statement.resources()).as("%s %s", function, statement.sid()).allSatisfy(resource ->
                        assertThat(resource).matches("arn:aws:[a-z0-9]+:[^*]*:[^*]*:[^*].*"));
            }
        }));
    }

    @Test
    void eachFunctionHasARoleOfItsOwn() {
        Map<String, String> roles = new HashMap<>();
        Stack stack = new Stack(TEMPLATE, Map.of());
        functions().forEach(function -> assertThat(roles.put(role(stack, function), function)).as(function).isNull());
        assertThat(roles).containsOnlyKeys(TEMPLATE.ofType("AWS::IAM::Role"));
    }

    @ParameterizedTest
    @MethodSource("stacks")
    void queryWritesNoChunksAndNoCatalog(Stack stack) {
        assertNone(stack, "Query", "es:ESHttpPut on index/engram-MODEL", "es:ESHttpPost on index/engram/_bulk",
                "es:ESHttpPost on index/engram/_doc/1", "es:ESHttpDelete on index/engram-MODEL", "dynamodb:PutItem on catalog",
                "dynamodb:UpdateItem on catalog", "dynamodb:DeleteItem on catalog", "dynamodb:BatchWriteItem on embeddings",
                "s3:PutObject on documents/*", "s3:DeleteObjectVersion on documents/*", "s3:GetObject on ledger/*");
    }

    @ParameterizedTest
    @MethodSource("stacks")
    void ofADocumentsRowsReconcileChangesWhenItsNextHintIsAndNothingElse(Stack stack) {
        Policy policy = policy(stack, "Reconcile");
        String catalog = Places.of(stack).arn("catalog");
        for (String attribute : List.of("nextHint", "expiresAt", "chunkHashes", "owner")) {
            Map<String, List<String>> keys = Map.of(
                    "dynamodb:LeadingKeys", List.of("acme/notes/a file.md"),
                    "dynamodb:Attributes", List.of("document", "kind", "unsettledSince", attribute));
            assertThat(policy.allows(new Request("dynamodb:UpdateItem", catalog, keys))).as(attribute).isEqualTo(attribute.equals("nextHint"));
        }
    }

    @ParameterizedTest
    @MethodSource("stacks")
    void healthReadsNoDocuments(Stack stack) {
        assertNone(stack, "Health", "s3:GetObject on documents/*", "s3:GetObjectVersion on documents/*", "s3:GetObject on ledger/*",
                "es:ESHttpPost on index/engram/_search", "es:ESHttpGet on index/engram/_search",
                "es:ESHttpGet on index/engram-MODEL/_search", "es:ESHttpGet on index/engram-MODEL/_doc/1", "dynamodb:GetItem on catalog",
                "dynamodb:Query on catalog", "dynamodb:Scan on catalog", "dynamodb:PutItem on catalog", "sqs:SendMessage on hints");
    }

    /// No role has a key for what its function neither reads nor writes.
    @ParameterizedTest
    @MethodSource("stacks")
    void onlyRetentionEncryptsObjectsAndSmokeHasNoKeyAndNoNetwork(Stack stack) {
        for (String other : new String[] {"Ingest", "Query", "Health", "Reconcile", "Verify"}) {
            assertNone(stack, other, "kms:GenerateDataKey on documents-key", "kms:GenerateDataKey on archive-key", "kms:Decrypt on archive-key");
        }
        assertNone(stack, "Health", "kms:Decrypt on documents-key");
        assertNone(stack, "Smoke", "kms:Decrypt on key", "kms:Decrypt on documents-key", "ec2:CreateNetworkInterface on anything");
    }

    @ParameterizedTest
    @MethodSource("stacks")
    void onlyIngestWritesChunks(Stack stack) {
        for (String other : new String[] {"Query", "Health", "Reconcile", "Retention", "Verify", "Smoke"}) {
            assertNone(stack, other, "es:ESHttpPost on index/engram/_bulk", "es:ESHttpPut on index/engram-MODEL",
                    "es:ESHttpPut on index/engram/_doc/1", "es:ESHttpPost on index/_bulk", "es:ESHttpPost on index/_aliases",
                    "es:ESHttpDelete on index/engram/_doc/1", "dynamodb:PutItem on embeddings", "dynamodb:PutItem on catalog");
        }
    }

    @ParameterizedTest
    @MethodSource("stacks")
    void onlyRetentionTouchesItsLedgerAndNoneTakesALockOff(Stack stack) {
        functions().forEach(function -> {
            assertNone(stack, function, "s3:BypassGovernanceRetention on ledger/*", "s3:DeleteObjectVersion on ledger/*",
                    "s3:PutObjectRetention on ledger/*", "s3:PutBucketPolicy on ledger");
            if (!function.equals("Retention")) {
                assertNone(stack, function, "s3:GetObject on ledger/*", "s3:PutObject on ledger/*", "s3:DeleteObject on ledger/*");
            }
        });
    }

    /// Requests of a document's partition, which has a "/" in it.
    private static void assertNone(Stack stack, String function, String... requests) {
        Policy policy = policy(stack, function);
        Places places = Places.of(stack);
        assertThat(requests).as(function).allSatisfy(request -> {
            String[] parts = request.split(" on ");
            Map<String, List<String>> keys = new TreeMap<>(Map.of(
                    "dynamodb:LeadingKeys", List.of("acme/notes/a file.md"),
                    "dynamodb:Attributes", List.of("document", "kind", "status")));
            assertThat(policy.allows(new Request(parts[0], places.arn(parts[1]), keys))).isFalse();
        });
    }
}
