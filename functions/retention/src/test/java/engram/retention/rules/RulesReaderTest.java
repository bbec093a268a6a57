package engram.retention.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import engram.domain.Workspace;
import engram.domain.pii.PiiKind;
import engram.domain.retention.Destination;
import engram.retention.rules.RulesInvalid.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesReaderTest {

    private static final String ALL = """
            version: 1
            grace: 3d
            limits: {objects: 50, share: 10%}
            rules:
              - id: old-chats
                mode: act
                match:
                  workspace: [support, sales]
                  path: "*/chats/**"
                  contentType: Text/*
                  metadata: {Class: chat}
                  modified: 90d
                  created: 1y
                  retrieved: 180d
                  larger: 1KiB
                  smaller: 10 MiB
                action: delete
                versions: all
                grace: 12h
              - id: backups
                match: {path: "**"}
                keepNewest: 5
                action: archive
                to: {bucket: engram-archive, prefix: old/, storageClass: GLACIER_IR}
            """;

    private final RulesReader reader = new RulesReader(new RulesReader.Buckets("engram", Optional.of("engram-ledger")));

    @Test
    void whatNamesNoBucketIsArchivedInTheDocumentsOwnWhereNothingIsIndexed() {
        Rules rules = reader.read(rules("match: {path: a}", "action: archive", "to: {prefix: old/, storageClass: GLACIER_IR}").getBytes(StandardCharsets.UTF_8));

        assertThat(rules.all().getFirst().action())
                .isEqualTo(new Action.Archive(new Destination("engram", ".engram/archive/old/", "GLACIER_IR")));
    }

    @Test
    void anArchiveIsAnotherPlace() {
        assertThat(problem(rules("match: {path: a}", "action: archive", "to: {}")).getFirst().toString()).contains("a bucket, a prefix or a storage class");
        assertThat(problem(rules("match: {path: a}", "action: archive", "to: {bucket: engram-ledger}")).getFirst().toString()).contains("retention's own");
    }

    @Test
    void everythingThatARuleCanSayIsRead() {
        Rules rules = read(ALL);

        assertThat(rules.limits()).isEqualTo(new Limits(50, 0.1));
        Rule first = rules.all().getFirst();
        assertThat(first.mode()).isEqualTo(Mode.ACT);
        assertThat(first.grace()).isEqualTo(Duration.ofHours(12));
        assertThat(first.action()).isEqualTo(new Action.Delete(true));
        assertThat(first.match().workspaces()).containsExactly(new Workspace("support"), new Workspace("sales"));
        assertThat(first.match().contentTypes()).containsExactly(new Glob("text/*"));
        assertThat(first.match().metadata()).isEqualTo(Map.of("class", "chat"));
        assertThat(first.match().modified()).contains(Duration.ofDays(90));
        assertThat(first.match().created()).contains(Duration.ofDays(365));
        assertThat(first.match().retrieved()).contains(Duration.ofDays(180));
        assertThat(first.match().larger()).contains(1024L);
        assertThat(first.match().smaller()).contains(10L << 20);
        Rule second = rules.all().getLast();
        assertThat(second.keepNewest()).contains(5);
        assertThat(second.action()).isEqualTo(new Action.Archive(new Destination("engram-archive", "old/", "GLACIER_IR")));
    }

    @Test
    void whatIsTakenOutIsNamedByKind() {
        assertThat(read(rules("match: {path: a}", "action: redact", "kinds: [email, payment-card]")).all().getFirst().action())
                .isEqualTo(new Action.Redact(Set.of(PiiKind.EMAIL, PiiKind.PAYMENT_CARD), false));
        assertThat(read(rules("match: {path: a}", "action: anonymise", "keepMetadata: Class", "versions: all")).all().getFirst().action())
                .isEqualTo(new Action.Anonymise(new Action.Redact(Set.of(PiiKind.values()), true), Set.of("class")));
    }

    @Test
    void aNewRuleIsADryRunAndHasTheFilesGrace() {
        Rule rule = read(ALL).all().getLast();
        assertThat(rule.mode()).isEqualTo(Mode.DRY_RUN);
        assertThat(rule.grace()).isEqualTo(Duration.ofDays(3));
        assertThat(read(rules("match: {path: a}", "action: delete")).all().getFirst().grace()).isEqualTo(Duration.ofDays(7));
        assertThat(read(rules("match: {path: a}", "action: delete")).limits()).isEqualTo(Limits.DEFAULT);
    }

    @Test
    void whateverARuleSaysChangesItsVersionButItsMode() {
        String version = version("match: {path: a}", "action: delete");
        assertThat(version).hasSize(12).isEqualTo(version("match: {path: [a]}", "action: delete", "mode: act"));
        assertThat(List.of(
                        version("match: {path: b}", "action: delete"),
                        version("match: {path: a, modified: 1d}", "action: delete"),
                        version("match: {path: a}", "action: delete", "versions: all"),
                        version("match: {path: a}", "action: delete", "grace: 1d"),
                        version("match: {path: a}", "action: delete", "keepNewest: 1")))
                .doesNotContain(version)
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "match: {path: a, modifed: 90d}|5:22|modifed is none of",
        "match: {modified: 90}|5:23|modified is a time like 90d",
        "match: {modified: 9000y}|5:23|modified is a time",
        "match: {larger: 10MB}|5:21|larger is a size like 10MiB",
        "match: {}|5:12|if that is meant, say path",
        "match: 3|5:12|match is a mapping",
        "match: {path: {a: b}}|5:19|path is a pattern",
        "match: {path: []}|5:19|path has 1 to 100 values",
        "match: {workspace: a/b}|5:24|workspace is the name of a workspace",
    })
    void aConditionThatMakesNoSenseIsNamedWithItsPlace(String match, String place, String what) {
        assertProblem(problem(rules(match, "action: delete")), place, what);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "action: shred|6:13|action is delete, archive, redact or anonymise",
        "kinds: [email, shoe-size]|6:20|kinds is one of [email, phone, iban",
        "kinds: email|6:12|only redact and anonymise take kinds",
        "keepMetadata: class|6:19|only anonymise takes keepMetadata",
        "action: archive|4:5|archive, and nothing else, says where to",
        "versions: all|4:5|a rule has an action",
        "mode: live|6:11|mode is act or dry-run",
        "colour: red|6:5|colour is none of action, grace, id",
        "keepNewest: 0|6:17|keepNewest is a number from 1 to 10000",
        "id: again|6:5|id is there twice",
    })
    void whatARuleDoesMustMakeSense(String line, String place, String what) {
        assertProblem(problem(rules("match: {path: a}", line)), place, what);
    }

    @Test
    void anArchiveIsNowhereThatIsIndexed() {
        List<Problem> problem = problem(rules("match: {path: a}", "action: archive", "to: {bucket: engram}"));
        assertProblem(problem, "7:18", "engram holds the documents");
    }

    @Test
    void keepNewestGoesWithWhatAListingTells() {
        List<Problem> problem = problem(rules("match: {contentType: text/plain}", "action: delete", "keepNewest: 3"));
        assertProblem(problem, "7:17", "keepNewest counts what a listing tells of");
    }

    @Test
    void twoRulesHaveTwoIds() {
        String two = rules("match: {path: a}", "action: delete") + "  - {id: r, match: {path: b}, action: delete}\n";
        assertProblem(problem(two), "7:5", "there is another rule r");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "''|1:1|the rules are empty",
        "'version: 1'|1:1|there are no rules",
        "'version: 2\nrules: []'|1:10|version is 1",
        "'rules: [}'|1:9|this is no YAML",
        "'[1, 2]'|1:1|the whole is a mapping",
        "'version: &a 1'|1:10|anchors are not used here",
        "'a: [[[[[[[[[[[[1]]]]]]]]]]]]'|1:1|this is no YAML",
    })
    void whatIsNoFileOfRulesSaysWhy(String yaml, String place, String what) {
        RulesInvalid invalid = catchThrowableOfType(RulesInvalid.class, () -> read(yaml));
        assertThat(invalid.problems()).anySatisfy(problem -> assertThat(problem.what()).contains(what));
        if (!place.equals("1:1")) {
            assertThat(invalid.getMessage()).contains("retention.yaml:" + place + ": ");
        }
    }

    @Test
    void aTagMakesNoObject() {
        RulesInvalid invalid = catchThrowableOfType(
                RulesInvalid.class, () -> read("version: 1\nrules: !!javax.script.ScriptEngineManager []\n"));
        assertThat(invalid.problems()).isNotEmpty();
    }

    @Test
    void aFileThatIsTooLongOrNoTextIsRefused() {
        assertThat(catchThrowableOfType(RulesInvalid.class, () -> reader.read(new byte[RulesReader.MAX_BYTES + 1])))
                .hasMessageContaining("at most 262144 bytes");
        assertThat(catchThrowableOfType(RulesInvalid.class, () -> reader.read(new byte[] {(byte) 0xC3, 0x28})))
                .hasMessageContaining("no UTF-8");
    }

    @Test
    void allProblemsAreToldAtOnce() {
        RulesInvalid invalid = catchThrowableOfType(
                RulesInvalid.class, () -> read(rules("match: {modified: x, larger: y}", "action: z")));
        assertThat(invalid.problems()).hasSize(3);
    }

    private Rules read(String yaml) {
        return reader.read(yaml.getBytes(StandardCharsets.UTF_8));
    }

    private String version(String... lines) {
        return read(rules(lines)).all().getFirst().version();
    }

    private static String rules(String... lines) {
        return "version: 1\n\nrules:\n  - id: r\n    " + String.join("\n    ", lines) + "\n";
    }

    private List<Problem> problem(String yaml) {
        RulesInvalid invalid = catchThrowableOfType(RulesInvalid.class, () -> read(yaml));
        assertThat(invalid).as(yaml).isNotNull();
        return invalid.problems();
    }

    private static void assertProblem(List<Problem> problems, String place, String what) {
        assertThat(problems)
                .anySatisfy(problem -> assertThat(problem.toString()).startsWith("retention.yaml:" + place + ": ").contains(what));
    }
}
