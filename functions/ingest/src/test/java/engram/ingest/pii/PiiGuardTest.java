package engram.ingest.pii;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import engram.domain.PermanentFailure;
import engram.domain.Reason;
import engram.domain.Workspace;
import engram.ingest.extract.document.Block;
import engram.ingest.extract.document.Block.Kind;
import engram.ingest.extract.document.Extracted;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PiiGuardTest {

    private static final Workspace WORKSPACE = new Workspace("team-a");
    private static final String TEXT = "# Ask ada@example.com\n\nOr call +44 20 7946 0958.";
    private static final Extracted PERSONAL = new Extracted(
            TEXT,
            "Ask ada@example.com",
            "text/markdown",
            Map.of("author", List.of("Ada <ada@example.com>", "Grace")),
            List.of(
                    new Block(Kind.HEADING, 0, 21, List.of("Ask ada@example.com")),
                    new Block(Kind.LIST, 23, TEXT.length(), List.of("Ask ada@example.com"),
                            List.of(new Block(Kind.ITEM, 23, TEXT.length(), List.of("Ask ada@example.com"))))));
    private static final Extracted HARMLESS = new Extracted("Nothing here.", "", "text/plain", Map.of(), List.of());

    @Test
    void ignoredItGoesOnAsItIs() {
        assertThat(guard(PiiPolicy.IGNORE).apply(WORKSPACE, PERSONAL)).isSameAs(PERSONAL);
    }

    @Test
    void taggedItBearsTheKindsThatWereFound() {
        Extracted tagged = guard(PiiPolicy.TAG).apply(WORKSPACE, PERSONAL);

        assertThat(tagged.text()).isEqualTo(TEXT);
        assertThat(tagged.metadata()).containsEntry("engram-pii", List.of("EMAIL", "PHONE")).containsKey("author");
        assertThat(guard(PiiPolicy.TAG).apply(WORKSPACE, HARMLESS)).isSameAs(HARMLESS);
    }

    @Test
    void redactedNothingOfItIsLeftAnywhereAndOffsetsStay() {
        Extracted redacted = guard(PiiPolicy.REDACT).apply(WORKSPACE, PERSONAL);

        assertThat(redacted.toString()).doesNotContain("ada@").doesNotContain("7946");
        assertThat(redacted.text()).isEqualTo("# Ask ***************\n\nOr call *** ** **** ****.");
        assertThat(redacted.title()).isEqualTo("Ask ***************");
        assertThat(redacted.metadata()).containsEntry("author", List.of("Ada <***************>", "Grace"));
        assertThat(redacted.blocks()).extracting(Block::start).containsExactly(0, 23);
        assertThat(redacted.blocks().getLast().parts().getFirst().headingPath()).containsExactly("Ask ***************");
        assertThat(guard(PiiPolicy.REDACT).apply(WORKSPACE, HARMLESS)).isEqualTo(HARMLESS);
    }

    @Test
    void rejectedItSaysHowManyOfWhichKindAndNotWhich() {
        assertThatThrownBy(() -> guard(PiiPolicy.REJECT).apply(WORKSPACE, PERSONAL))
                .isInstanceOfSatisfying(PermanentFailure.class, failure -> {
                    assertThat(failure.rejection().reason()).isEqualTo(Reason.PII_FOUND);
                    assertThat(failure.rejection().toString()).contains("3 EMAIL, 1 PHONE").doesNotContain("ada@");
                });
        assertThat(guard(PiiPolicy.REJECT).apply(WORKSPACE, HARMLESS)).isSameAs(HARMLESS);
    }

    @Test
    void aNamedWorkspaceHasItsOwnPolicy() {
        PiiPolicies policies = PiiPolicies.of(PiiPolicy.IGNORE, List.of("team-a=redact", " team-b = TAG "));

        assertThat(policies.of(WORKSPACE)).isEqualTo(PiiPolicy.REDACT);
        assertThat(policies.of(new Workspace("team-b"))).isEqualTo(PiiPolicy.TAG);
        assertThat(policies.of(new Workspace("team-c"))).isEqualTo(PiiPolicy.IGNORE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"team-a", "team-a=", "team-a=hide", "=redact", "a/b=redact", "team-a=tag,team-a=tag"})
    void aPolicyThatMakesNoSenseIsRefused(String entries) {
        assertThatThrownBy(() -> PiiPolicies.of(PiiPolicy.IGNORE, List.of(entries.split(","))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anotherPolicyIsAnotherPipeline() {
        assertThat(guard(PiiPolicy.IGNORE).signature(WORKSPACE)).isEmpty();
        assertThat(List.of(
                guard(PiiPolicy.TAG).signature(WORKSPACE),
                guard(PiiPolicy.REDACT).signature(WORKSPACE),
                guard(PiiPolicy.REJECT).signature(WORKSPACE))).doesNotHaveDuplicates().noneMatch(String::isEmpty);
    }

    private static PiiGuard guard(PiiPolicy policy) {
        return new PiiGuard(new PiiPolicies(policy, Map.of()));
    }
}
