package engram.ingest.extract;

import static engram.ingest.extract.Rejections.rejected;
import static org.assertj.core.api.Assertions.assertThat;

import engram.domain.Reason;
import engram.ingest.extract.document.Block;
import engram.ingest.extract.document.Extracted;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// PDF and office formats. The time limit is against hanging.
@Timeout(120)
final class BinaryFormatsTest {

    private static final Map<String, byte[]> SAMPLES = Samples.all();

    @ParameterizedTest
    @ValueSource(strings = {"a.pdf", "a.docx", "a.xlsx", "a.pptx", "a.odt", "a.epub", "a.rtf"})
    void wordsOfEachPartAreRead(String name) {
        Extracted extracted = Files.extract(name, "", SAMPLES.get(name));
        assertThat(extracted.text()).contains("Alpha", "Beta", "Omega");
        assertThat(extracted.blocks()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "a.pdf, application/pdf",
        "a.docx, wordprocessingml",
        "a.xlsx, spreadsheetml",
        "a.pptx, presentationml",
        "a.odt, opendocument.text",
        "a.epub, epub",
        "a.rtf, rtf"
    })
    void contentDecidesWhateverTheName(String name, String type) {
        for (String other : List.of("noname", "a.md", "a.txt", "a.docx", "a.pdf")) {
            assertThat(Files.extract(other, "text/plain", SAMPLES.get(name)).contentType()).contains(type);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.docx", "a.odt", "a.epub"})
    void headingsAreAboveWhatFollowsThem(String name) {
        assertThat(Files.extract(name, "", SAMPLES.get(name)).blocks())
                .filteredOn(block -> block.kind() == Block.Kind.TABLE)
                .allSatisfy(table -> assertThat(table.headingPath()).containsExactly("Alpha heading"))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.pdf", "a.docx", "a.epub", "a.rtf"})
    void titlesAreTheDocuments(String name) {
        assertThat(Files.extract(name, "", SAMPLES.get(name)).title()).isEqualTo("Sample title");
    }

    @Test
    void rowsOfASheetAreRowsUnderItsName() {
        Block table = Files.extract("a.xlsx", "", SAMPLES.get("a.xlsx")).blocks().getLast();
        assertThat(table.headingPath()).containsExactly("Alpha sheet");
        assertThat(table.parts()).hasSize(3).allMatch(row -> row.kind() == Block.Kind.ROW);
    }

    @Test
    void aPasswordIsAReason() {
        rejected("a.pdf", Samples.encryptedPdf("secret", true), Reason.ENCRYPTED);
        rejected("a.pdf", Samples.encryptedPdf("", false), Reason.ENCRYPTED);
        assertThat(Files.extract("a.pdf", "", Samples.encryptedPdf("", true)).text()).contains("Alpha secret");
    }

    @Test
    void pagesWithoutATextLayerAreAReason() {
        rejected("scan.pdf", Samples.pdf("", " "), Reason.NO_TEXT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.pdf", "a.docx", "a.xlsx", "a.pptx", "a.odt", "a.ods", "a.epub"})
    void whatOnlyBearsTheNameIsCorrupt(String name) {
        rejected(name, "just some words".getBytes(StandardCharsets.UTF_8), Reason.CORRUPT);
        rejected(name, new byte[] {1, 0, 2, 0, 0, 0, 7}, Reason.CORRUPT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.docx", "a.xlsx", "a.pptx", "a.odt", "a.epub"})
    void whatWasCutOffIsCorrupt(String name) {
        byte[] whole = SAMPLES.get(name);
        rejected(name, java.util.Arrays.copyOf(whole, whole.length * 2 / 3), Reason.CORRUPT);
    }

    @Test
    void archivesAreNotUnpacked() {
        rejected("a.zip", Samples.zip("", Map.of("a.txt", "words")), Reason.UNSUPPORTED_TYPE);
        rejected("a.docx", Samples.zip("", Map.of("a.txt", "words")), Reason.UNSUPPORTED_TYPE);
    }
}
