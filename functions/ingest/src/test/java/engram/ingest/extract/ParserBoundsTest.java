package engram.ingest.extract;

import static engram.ingest.extract.Rejections.rejected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import engram.domain.PermanentFailure;
import engram.domain.Reason;
import engram.domain.TransientFailure;
import engram.ingest.extract.bounds.ExtractionSettings;
import engram.ingest.extract.bounds.ParserBounds;
import engram.ingest.extract.bounds.ParserThreads;
import engram.ingest.extract.type.MediaTypes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
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

    @Test
    void aParserThatHangsIsEnded() {
        ParserThreads threads = threads(Duration.ofSeconds(2), () -> {});
        assertReason(Reason.PARSE_TIMEOUT, () -> threads.run("x", () -> {
            new CountDownLatch(1).await();
            return 1;
        }));
        assertThat(threads.run("x", () -> 1)).isEqualTo(1);
    }

    @Test
    void tooManyParsersThatIgnoreTheirEndEndTheProcess() {
        AtomicInteger ends = new AtomicInteger();
        CountDownLatch release = new CountDownLatch(1);
        ParserThreads threads = threads(Duration.ofMillis(50), ends::incrementAndGet);
        for (int i = 0; i < 2; i++) {
            assertReason(Reason.PARSE_TIMEOUT, () -> threads.run("x", () -> deaf(release)));
        }
        assertThat(ends).hasValue(0);
        assertThatThrownBy(() -> threads.run("x", () -> 1)).isInstanceOf(TransientFailure.class);
        assertThat(ends).hasValue(1);
        release.countDown();
    }

    @Test
    void aParserThatEatsMemoryOrStackHarmsNobodyElse() {
        ParserThreads threads = threads(Duration.ofSeconds(60), () -> {});
        assertReason(Reason.TOO_LARGE, () -> threads.run("x", () -> new long[Integer.MAX_VALUE].length));
        assertReason(Reason.TOO_DEEP, () -> threads.run("x", () -> recurse(1)));
        assertThat(threads.run("x", () -> 1)).isEqualTo(1);
    }

    private static int deaf(CountDownLatch release) {
        while (release.getCount() > 0) {
            Thread.onSpinWait();
            Thread.interrupted();
        }
        return 0;
    }

    private static int recurse(int depth) {
        return recurse(depth + 1) + 1;
    }

    private static ParserThreads threads(Duration timeout, Runnable end) {
        ParserBounds b = ParserBounds.DEFAULT;
        return new ParserThreads(new ParserBounds(b.maxInflated(), b.maxRatio(), b.maxEntries(), b.maxXmlDepth(),
                b.maxPages(), b.maxText(), timeout, 1, 1), end);
    }

    private static ExtractionSettings bounds(java.util.function.UnaryOperator<ParserBounds> change) {
        return ExtractionSettings.DEFAULT.withParsers(change.apply(ParserBounds.DEFAULT));
    }

    private static void assertReason(Reason reason, Runnable parse) {
        assertThatThrownBy(parse::run).isInstanceOfSatisfying(PermanentFailure.class, failure ->
                assertThat(failure.rejection().reason()).isEqualTo(reason));
    }

    private static String entities(int count) {
        StringBuilder entities = new StringBuilder();
        for (int i = 1; i < count; i++) {
            entities.append("<!ENTITY a%d \"&a%d;&a%d;\">".formatted(i, i - 1, i - 1));
        }
        return entities.toString();
    }
}
