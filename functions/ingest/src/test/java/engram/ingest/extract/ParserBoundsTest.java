package engram.ingest.extract;

import static engram.ingest.extract.Rejections.rejected;
import static org.assertj.core.api.Assertions.assertThat;

import engram.domain.PermanentFailure;
import engram.domain.Reason;
import engram.ingest.extract.bounds.ExtractionSettings;
import engram.ingest.extract.bounds.ParserBounds;
import engram.ingest.extract.type.MediaTypes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/// Each bound on parsers has its own reason. The time limit is against hanging.
@Timeout(120)
final class ParserBoundsTest {

    private static final String WORD = "[Content_Types].xml";

    @Test
    void aSmallFileThatUnpacksToALargeOneIsNotParsed() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put(WORD, "<Types/>");
        files.put("word/document.xml", "<w>" + " ".repeat(20 << 20) + "</w>");
        rejected("bomb.docx", Samples.zip("", files), Reason.EXPANDS_TOO_MUCH);
    }

    @Test
    void manyFilesInsideAreTooMuch() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put(WORD, "<Types/>");
        for (int i = 0; i < 11_000; i++) {
            files.put("word/" + i, "");
        }
        rejected(bounds(b -> b), "many.docx", Samples.zip("", files), Reason.EXPANDS_TOO_MUCH);
    }

    @Test
    void elementsNestedTooDeepAreNotParsed() {
        Map<String, String> files = Map.of("content.xml", "<a>".repeat(300) + "</a>".repeat(300));
        rejected("deep.odt", Samples.zip(MediaTypes.ODT, files), Reason.TOO_DEEP);
    }

    @Test
    void entitiesAreNotExpanded() {
        String laughs = "<!DOCTYPE a [<!ENTITY a0 \"ha\">" + entities(30) + "]><office:document-content"
                + " xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0'>&a29;</office:document-content>";
        byte[] file = Samples.zip(MediaTypes.ODT, Map.of("content.xml", laughs));
        try {
            assertThat(Files.extract("a.odt", "", file).text()).hasSizeLessThan(1_000);
        } catch (PermanentFailure failure) {
            assertThat(failure.rejection().reason()).isEqualTo(Reason.CORRUPT);
        }
    }

    @TestFactory
    Stream<DynamicTest> muchTextIsTooMuch() {
        ExtractionSettings small = bounds(b -> new ParserBounds(b.maxInflated(), b.maxRatio(), b.maxEntries(),
                b.maxXmlDepth(), b.maxPages(), 10, b.timeout(), 1, 1));
        return Samples.all().entrySet().stream().map(file -> DynamicTest.dynamicTest(file.getKey(), () ->
                rejected(small, file.getKey(), file.getValue(), Reason.EXPANDS_TOO_MUCH)));
    }

    @Test
    void manyPagesAreTooMany() {
        rejected(bounds(b -> new ParserBounds(b.maxInflated(), b.maxRatio(), b.maxEntries(), b.maxXmlDepth(), 2,
                b.maxText(), b.timeout(), 1, 1)), "a.pdf", Samples.pdf("a", "b", "c"), Reason.TOO_MANY_PAGES);
    }

    @Test
    void aPdfThatUnpacksToALargeOneIsNotParsed() throws Exception {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes("%PDF-1.4\n1 0 obj<</Filter/FlateDecode/Length 9>>stream\n".getBytes(StandardCharsets.US_ASCII));
        try (DeflaterOutputStream stream = new DeflaterOutputStream(file)) {
            for (int i = 0; i < 200; i++) {
                stream.write(new byte[1 << 20]);
            }
        }
        file.writeBytes("\nendstream endobj trailer<<>>\n%%EOF".getBytes(StandardCharsets.US_ASCII));
        rejected("bomb.pdf", file.toByteArray(), Reason.EXPANDS_TOO_MUCH);
    }

    private static ExtractionSettings bounds(java.util.function.UnaryOperator<ParserBounds> change) {
        return ExtractionSettings.DEFAULT.withParsers(change.apply(ParserBounds.DEFAULT));
    }

    private static String entities(int count) {
        StringBuilder entities = new StringBuilder();
        for (int i = 1; i < count; i++) {
            entities.append("<!ENTITY a%d \"&a%d;&a%d;\">".formatted(i, i - 1, i - 1));
        }
        return entities.toString();
    }
}
