package engram.retention.redact;

import static org.assertj.core.api.Assertions.assertThat;

import engram.domain.ObjectState;
import engram.domain.SourcePath;
import engram.domain.pii.PiiKind;
import engram.retention.redact.Redactor.Result;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactorTest {

    private final Redactor all = new Redactor(Set.of(PiiKind.values()));

    @Test
    void eachDatumBecomesTheNameOfItsKind() {
        Result.Redacted redacted = (Result.Redacted)
                redact(all, "a.md", "text/markdown", "Write to ada@example.org, pay with 4111 1111 1111 1111.", Map.of());

        assertThat(text(redacted)).isEqualTo("Write to [EMAIL], pay with [PAYMENT_CARD].");
        assertThat(redacted.found()).isEqualTo(Map.of(PiiKind.EMAIL, 1, PiiKind.PAYMENT_CARD, 1));
    }

    @Test
    void onlyTheKindsThatAreNamedGo() {
        Redactor cards = new Redactor(Set.of(PiiKind.PAYMENT_CARD));
        assertThat(text((Result.Redacted) redact(cards, "a.md", "text/plain", "ada@example.org 4111111111111111", Map.of())))
                .isEqualTo("ada@example.org [PAYMENT_CARD]");
    }

    @Test
    void metadataAreTextAsWell() {
        Result.Redacted redacted =
                (Result.Redacted) redact(all, "a.md", "text/plain", "nothing", Map.of("author", "ada@example.org", "class", "chat"));
        assertThat(redacted.metadata()).isEqualTo(Map.of("author", "[EMAIL]", "class", "chat"));
    }

    @Test
    void whatHoldsNothingIsClean() {
        assertThat(redact(all, "a.md", "text/plain", "The quick brown fox, 2026-11-22.", Map.of("class", "chat"))).isInstanceOf(Result.Clean.class);
        assertThat(redact(all, "a.md", "text/plain", "", Map.of())).isInstanceOf(Result.Clean.class);
    }

    @Test
    void aNumberInJsonStaysANumber() {
        assertThat(text((Result.Redacted) redact(all, "a.json", "application/json", "{\"card\":4111111111111111}", Map.of())))
                .isEqualTo("{\"card\":9999999999999999}");
    }

    @Test
    void whatComesOutIsClean() {
        Result.Redacted once = (Result.Redacted) redact(all, "a.md", "text/plain", "ada@example.org, +49 30 901820, 192.168.10.1", Map.of());
        assertThat(redact(all, "a.md", "text/plain", text(once), Map.of())).isInstanceOf(Result.Clean.class);
    }

    @ParameterizedTest
    @CsvSource({
        "a.md, text/markdown, true",
        "a.md, application/octet-stream, true",
        "a.json, application/json; charset=utf-8, true",
        "a.csv, text/csv, true",
        "a.pdf, application/pdf, false",
        "a.docx, application/octet-stream, false",
        "a.eml, message/rfc822, false",
        "a.rtf, text/rtf, false",
        "a, binary/octet-stream, false",
    })
    void onlyTextIsRewritten(String path, String type, boolean rewritten) {
        assertThat(redact(all, path, type, "ada@example.org", Map.of()) instanceof Result.Redacted).isEqualTo(rewritten);
        assertThat(Redactor.refusal(new SourcePath(path), state(type, 1, Map.of())).isEmpty()).isEqualTo(rewritten);
    }

    @Test
    void whatIsNoUtf8OrTooLargeIsRefused() {
        byte[] latin = "M\u00fcller ada@example.org".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(all.redact(new SourcePath("a.txt"), state("text/plain", latin.length, Map.of()), latin, Map.of()))
                .isEqualTo(new Result.Refused("it is no UTF-8"));
        assertThat(Redactor.refusal(new SourcePath("a.txt"), state("text/plain", Redactor.MAX_BYTES + 1, Map.of()))).contains("more than");
    }

    private static Result redact(Redactor redactor, String path, String type, String text, Map<String, String> metadata) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return redactor.redact(new SourcePath(path), state(type, bytes.length, metadata), bytes, metadata);
    }

    private static ObjectState state(String type, long size, Map<String, String> metadata) {
        return new ObjectState("e", Optional.empty(), size, Instant.EPOCH, type, metadata);
    }

    private static String text(Result.Redacted redacted) {
        return new String(redacted.bytes(), StandardCharsets.UTF_8);
    }
}
