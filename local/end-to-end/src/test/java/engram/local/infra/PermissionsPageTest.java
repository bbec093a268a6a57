package engram.local.infra;

import static org.assertj.core.api.Assertions.assertThat;

import engram.local.infra.DataAccess.Grant;
import engram.local.infra.Policy.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// `docs/permissions.md` shows what the roles of the template say.
class PermissionsPageTest {

    private static final String BEGIN = "<!-- begin permissions -->\n";
    private static final String END = "<!-- end permissions -->\n";
    private static final Stack STACK = new Stack(
            Template.main(), Map.of("ArchiveBucket", "archive", "InventoryBucket", "inventory", "InventoryFolder", "daily/", "Network", "private", "Tracing", "Active", "Encryption", "customer",
                    "DocumentsKeyArn", Stack.arn("kms", "key/documents"), "InventoryKeyArn", Stack.arn("kms", "key/inventory"), "ArchiveKeyArn", Stack.arn("kms", "key/archive")));

    private static final String BEGIN_COLLECTION = "<!-- begin collection -->\n";
    private static final String END_COLLECTION = "<!-- end collection -->\n";
    private static final Stack WITH_COLLECTION = new Stack(Template.main(), Map.of("Index", "serverless"));

    /// What ARNs are called there; the longer ones first.
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("arn:aws:s3:::engram-documents-" + Stack.ACCOUNT + "-" + Stack.REGION, "documents"),
            Map.entry("arn:aws:s3:::engram-ledger-" + Stack.ACCOUNT + "-" + Stack.REGION, "ledger"),
            Map.entry("arn:aws:s3:::archive", "archive"),
            Map.entry("arn:aws:s3:::inventory", "inventory"),
            Map.entry(Stack.arn("dynamodb", "table/engram-"), ""),
            Map.entry(Stack.arn("sqs", "engram-"), ""),
            Map.entry(Stack.arn("es", "domain/" + Stack.DOMAIN), "index"),
            Map.entry(Stack.arn("logs", "log-group:"), ""),
            Map.entry(Stack.arn("lambda", "function:engram-"), "function "),
            Map.entry(Stack.arn("codedeploy", "deploymentgroup:"), "deployment group "),
            Map.entry(Stack.arn("events", ""), ""),
            Map.entry(Stack.arn("kms", "key/Key"), "the stack's key"),
            Map.entry(Stack.arn("kms", "key/documents"), "the key of documents"),
            Map.entry(Stack.arn("kms", "key/inventory"), "the key of inventories"),
            Map.entry(Stack.arn("kms", "key/archive"), "the key of the archive"));

    @Test
    void itIsWhatTheTemplateSays() {
        String page = Repository.text("docs/permissions.md");

        assertThat(page.substring(page.indexOf(BEGIN) + BEGIN.length(), page.indexOf(END))).isEqualTo(table());
    }

    @Test
    void itSaysWhatACollectionAllowsInPlaceOfADomain() {
        String page = Repository.text("docs/permissions.md");

        assertThat(page.substring(page.indexOf(BEGIN_COLLECTION) + BEGIN_COLLECTION.length(), page.indexOf(END_COLLECTION))).isEqualTo(collectionTable());
    }

    /// What a role may with it, and what the collection lets it: a row for what is allowed on the same.
    private static String collectionTable() {
        StringBuilder table = new StringBuilder("| function | may | on |\n|---|---|---|\n");
        List<Grant> grants = DataAccess.of(WITH_COLLECTION).grants();
        functions().forEach(function -> {
            Policy.of(WITH_COLLECTION, function + "Role").statements().stream()
                    .filter(statement -> statement.sid().equals("Collection"))
                    .forEach(statement -> table.append(collectionRow(function, statement.actions(), List.of("collection"))));
            Map<List<String>, List<String>> permissions = new LinkedHashMap<>();
            grants.stream().filter(grant -> grant.principal().endsWith("/" + function + "Role")).map(Grant::permission).distinct().forEach(permission ->
                    permissions.computeIfAbsent(resources(grants, function, permission), _ -> new ArrayList<>()).add(permission));
            permissions.forEach((resources, some) -> table.append(collectionRow(function, some, resources)));
        });
        return table.toString();
    }

    private static List<String> resources(List<Grant> grants, String function, String permission) {
        return grants.stream()
                .filter(grant -> grant.principal().endsWith("/" + function + "Role") && grant.permission().equals(permission))
                .map(grant -> grant.resource().replace("collection/" + Stack.COLLECTION_NAME, "aliases").replace("index/" + Stack.COLLECTION_NAME + "/", ""))
                .toList();
    }

    private static String collectionRow(String function, List<String> permissions, List<String> resources) {
        return "| %s | %s | %s |\n".formatted(named(List.of(function)), quoted(permissions), quoted(resources));
    }

    private static String quoted(List<String> names) {
        return names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
    }

    private static String table() {
        return "| function | may | on | if |\n|---|---|---|---|\n"
                + functions().map(PermissionsPageTest::rows).collect(Collectors.joining())
                + Policy.of(STACK, "IngestRole").statements().stream()
                        .filter(PermissionsPageTest::isShared)
                        .filter(Statement::allows)
                        .map(statement -> row(whoHas(statement), statement))
                        .collect(Collectors.joining());
    }

    private static Stream<String> functions() {
        return STACK.template().ofType(Template.FUNCTION).stream();
    }

    private static String rows(String function) {
        return Policy.of(STACK, function + "Role").statements().stream()
                .filter(statement -> !isShared(statement))
                .map(statement -> row(named(List.of(function)), statement))
                .collect(Collectors.joining());
    }

    /// Of a policy that several roles have.
    private static boolean isShared(Statement statement) {
        return List.of("Traces", "Interfaces", "InterfacesAreNotForCode").contains(statement.sid());
    }

    private static String whoHas(Statement shared) {
        List<String> others = functions()
                .filter(function -> !Policy.of(STACK, function + "Role").statements().contains(shared))
                .toList();
        return others.isEmpty() ? "*each*" : "*each* but " + named(others);
    }

    private static String named(List<String> functions) {
        return functions.stream().map(function -> "`" + function.toLowerCase(Locale.ROOT) + "`").collect(Collectors.joining(", "));
    }

    private static String row(String function, Statement statement) {
        return "| %s | %s | %s | %s |\n".formatted(
                function,
                (statement.allows() ? "" : "never ") + statement.actions().stream().map(action -> "`" + action + "`").collect(Collectors.joining(", ")),
                statement.resources().stream().map(PermissionsPageTest::named).collect(Collectors.joining(", ")),
                statement.keys().values().stream().map(PermissionsPageTest::condition).collect(Collectors.joining(", ")));
    }

    private static String named(String arn) {
        return NAMES.entrySet().stream()
                .filter(name -> arn.startsWith(name.getKey()))
                .max(Comparator.comparing(name -> name.getKey().length()))
                .map(name -> "`" + name.getValue() + arn.substring(name.getKey().length()) + "`")
                .orElse("anything");
    }

    private static String condition(Object test) {
        return Template.map(test).entrySet().stream()
                .map(key -> "`" + key.getKey() + "` is " + Template.list(key.getValue()).stream()
                        .map(value -> "`" + value + "`").collect(Collectors.joining(" or ")))
                .collect(Collectors.joining(", "));
    }
}
