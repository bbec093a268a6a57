package engram.ingest.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import engram.domain.ObjectState;
import engram.domain.PermanentFailure;
import engram.domain.Reason;
import engram.domain.SourcePath;
import engram.ingest.extract.bounds.ExtractionSettings;
import engram.ingest.extract.bounds.ParserBounds;
import engram.ingest.extract.bounds.TimeLeft;
import engram.ingest.extract.document.Extracted;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ExtractionTest {

    @ParameterizedTest
    @CsvSource({
        "a.md, '', text/markdown",
        "a.MARKDOWN, '', text/markdown",
        "a.htm, '', text/html",
        "a.txt, text/html, text/plain",
        "a.log, '', text/plain",
        "README, '', text/plain",
        "v1.2, application/octet-stream, text/plain",
        "notes, text/markdown; charset=utf-8, text/markdown",
        "page, text/html, text/html",
        ".hidden, '', text/plain",
        "a.rst, '', text/x-rst",
        "A.java, '', text/x-source",
        "x.css, '', text/x-source",
        "a.csv, '', text/csv",
        "a, text/xml, application/xml",
        "a, application/ld+json, application/json",
        "a, text/x-python, text/x-source"
    })
    void nameAndDeclarationDecideWhatTextIs(String name, String declared, String type) {
        assertThat(Files.extract(name, declared, bytes("words")).contentType()).isEqualTo(type);
    }

    @Test
    void aPageWithoutEndingIsKnownByItsBeginning() {
        assertThat(Files.extract("page", " <!doctype HTML><p>x").contentType()).isEqualTo("text/html");
        assertThat(Files.extract("page", "<?xml version='1.0'?><html><p>x").contentType()).isEqualTo("text/html");
    }

    @ParameterizedTest
    @CsvSource({
        "a.mbox, words, application/mbox",
        "a.txt, GIF89a, image/gif"
    })
    void whatNoExtractorReadsIsRejectedByName(String name, String text, String type) {
        rejected(name, bytes(text), type);
    }

    @Test
    void binaryFilesAreRejectedWhateverTheirName() {
        byte[] zip = {'P', 'K', 3, 4, 20, 0, 0, 0};
        rejected("a.md", zip, "application/zip");
                rejected("a.txt", new byte[] {1, 2, 3, 0, 0, 7, 'a', 'b', 'c', 5, 5, 5}, "application/octet-stream");
        rejected("a.txt", new byte[] {0x7F, 'E', 'L', 'F', 2, 1, 1, 0}, "application/x-elf");
        rejected("a.txt", "a\u0001".repeat(100).getBytes(StandardCharsets.UTF_8), "application/octet-stream");
    }

    @Test
    void aLoneNulInALongTextIsReplaced() {
        String text = "words and ".repeat(200) + "\0" + "more words";
        assertThat(Files.extract("a.txt", text).text()).isEqualTo(text.replace('\0', '\uFFFD'));
    }

    @Test
    void tooLargeSaysHowLarge() {
        ExtractionSettings small = new ExtractionSettings(10, 64, 100, 100, 100, 10, 10, 100, 1_000, ParserBounds.DEFAULT);
        assertThatThrownBy(() -> new Extraction(small)
                        .extract(new SourcePath("a.txt"), Files.object("", 11), bytes("more than 10"), TimeLeft.unlimited(), Function.identity()))
                .isInstanceOfSatisfying(PermanentFailure.class, failure -> {
                    assertThat(failure.rejection().reason()).isEqualTo(Reason.TOO_LARGE);
                    assertThat(failure.rejection().detail()).isEqualTo("12 bytes, at most 10 are read");
                });
    }

    @Test
    void anEmptyFileIsAnEmptyDocument() {
        assertThat(Files.extract("a.md", "")).satisfies(empty -> {
            assertThat(empty.text()).isEmpty();
            assertThat(empty.blocks()).isEmpty();
        });
    }

    @Test
    void whatTheUploaderNotedJoinsWhatTheDocumentSays() {
        ObjectState object = new ObjectState(
                "e", Optional.empty(), 1, Instant.EPOCH, "", Map.of("team", "search", "tags", "uploaded"));
        Extracted extracted = new Extraction(ExtractionSettings.DEFAULT)
                .extract(new SourcePath("a.md"), object, bytes("---\ntags: [own]\n---\n"), TimeLeft.unlimited(), Function.identity());
        assertThat(extracted.metadata())
                .containsEntry("team", List.of("search"))
                .containsEntry("tags", List.of("uploaded", "own"));
    }

    @Test
    void metadataBeyondItsBoundsStaysInTheTextOnly() {
        StringBuilder front = new StringBuilder("---\nlong: " + "x".repeat(600) + "\n");
        for (int i = 0; i < 100; i++) {
            front.append("name").append(i).append(": value\n");
        }
        Extracted extracted = Files.extract("a.md", front + "---\nwords\n");
        assertThat(extracted.metadata()).hasSize(64).doesNotContainKey("long");
        assertThat(extracted.text()).contains("x".repeat(600), "name99");
    }

    @Test
    void signaturesDifferWithTheSettings() {
        ExtractionSettings other = new ExtractionSettings(10, 64, 100, 100, 100, 10, 10, 100, 1_000, ParserBounds.DEFAULT);
        assertThat(new Extraction(ExtractionSettings.DEFAULT).signature())
                .isEqualTo(new Extraction(ExtractionSettings.DEFAULT).signature())
                .isNotEqualTo(new Extraction(other).signature());
    }

    private static void rejected(String name, byte[] bytes, String type) {
        assertThatThrownBy(() -> Files.extract(name, "", bytes))
                .isInstanceOfSatisfying(PermanentFailure.class, failure -> {
                    assertThat(failure.rejection().reason()).isEqualTo(Reason.UNSUPPORTED_TYPE);
                    assertThat(failure.rejection().detail()).contains(type);
                });
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
