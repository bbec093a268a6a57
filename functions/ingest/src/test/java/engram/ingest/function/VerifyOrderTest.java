package engram.ingest.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.ObjectMapper;
import engram.domain.SourcePath;
import engram.ingest.Unlike;
import engram.ingest.Verification.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VerifyOrderTest {

    private static final Path EVENT = Path.of(System.getProperty("engram.root"), "events/verify-sample.json");

    @Test
    void anOrderNamesDocuments() throws IOException {
        VerifyOrder order = new ObjectMapper().readValue(EVENT.toFile(), VerifyOrder.class);

        assertThat(order.documents()).extracting(SourcePath::key).containsExactly("team-a/handbook.md", "team-a/plans.pdf");
        assertThat(order.repair()).isFalse();
        assertThat(order.who("nobody")).isEqualTo("operator");
        assertThat(new VerifyOrder(List.of("a"), false, null).who("nobody")).isEqualTo("nobody");
    }

    @Test
    void noneAndTooManyAreRefused() {
        for (List<String> wrong : List.of(List.<String>of(), Collections.nCopies(101, "w/a.md"))) {
            assertThatIllegalArgumentException().isThrownBy(() -> new VerifyOrder(wrong, false, null).documents()).withMessageContaining("1 to 100");
        }
        assertThatIllegalArgumentException().isThrownBy(() -> new VerifyOrder(null, false, null).documents()).withMessageContaining("got 0");
        assertThatIllegalArgumentException().isThrownBy(() -> new VerifyOrder(List.of("a"), false, "x".repeat(201)).who(""));
    }

    @Test
    void theAnswerCountsDocumentsByKind() {
        SourcePath a = new SourcePath("a");
        SourcePath b = new SourcePath("b");

        Verified verified = Verified.of(List.of(new Verdict.Alike(a, 3),
                new Verdict.Differs(b, 4, EnumSet.of(Unlike.TEXT_DIFFERS, Unlike.HASH_DIFFERS)),
                new Verdict.InFlight(new SourcePath("c")), new Verdict.LeftToWalks(new SourcePath("d"))), true);

        assertThat(verified).isEqualTo(new Verified(2, 7, Map.of("TEXT_DIFFERS", 1L, "HASH_DIFFERS", 1L),
                Map.of("TEXT_DIFFERS", List.of("b"), "HASH_DIFFERS", List.of("b")), List.of("c"), 1, 1));
    }
}
