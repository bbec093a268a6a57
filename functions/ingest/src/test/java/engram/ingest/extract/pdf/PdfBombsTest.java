package engram.ingest.extract.pdf;

import static engram.ingest.extract.Rejections.rejected;
import static org.assertj.core.api.Assertions.assertThat;

import engram.domain.Reason;
import engram.ingest.extract.Files;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Small PDFs that unpack to large ones, through each filter and several, are rejected before PDFBox holds what comes out.
@Timeout(120)
final class PdfBombsTest {

    private static final int LARGE = 200 << 20;
    private static final byte[] PAGE = "BT /F1 12 Tf 72 700 Td (packed words) Tj ET".getBytes(StandardCharsets.US_ASCII);

    static Stream<Arguments> bombs() {
        return Stream.of(
                bomb("/Filter/FlateDecode", deflated(zeros(LARGE))),
                bomb("/Filter [ /FlateDecode ]", deflated(zeros(LARGE))),
                bomb("/Filter/Fl", deflated(zeros(LARGE))),
                bomb("/Filter/Fl#61teDecode", deflated(zeros(LARGE))),
                bomb("/F#69lter % here\n /FlateDecode", deflated(zeros(LARGE))),
                bomb("/X (% no comment) /Filter/LZWDecode", lzw(LARGE)),
                bomb("/Filter/FlateDecode % a header that is none", wrongHeader(deflated(zeros(LARGE)))),
                bomb("/Filter[/FlateDecode/FlateDecode]", deflated(deflated(zeros(LARGE)))),
                bomb("/Filter[/FlateDecode/Crypt/FlateDecode]", deflated(deflated(zeros(LARGE)))),
                bomb("/Filter/LZWDecode", lzw(LARGE)),
                bomb("/Filter/LZW", lzw(LARGE)),
                bomb("/Filter/LZWDecode/DecodeParms<</Filter/DCTDecode>>", lzw(LARGE)),
                bomb("/Filter/RunLengthDecode", runs(LARGE)),
                bomb("/Filter[/FlateDecode/RL]", deflated(runs(LARGE))),
                bomb("/Filter[/LZWDecode/RunLengthDecode/FlateDecode]", lzwOf(runsOf(deflated(zeros(LARGE))))),
                bomb("/Filter[/ASCIIHexDecode/FlateDecode]", hex(deflated(zeros(LARGE)))),
                bomb("/Filter[/AHx/LZW]", hex(lzw(LARGE))),
                bomb("/Filter[/ASCII85Decode/FlateDecode]", ascii85(deflated(zeros(LARGE)))),
                bomb("/Filter[/FlateDecode/ASCII85Decode]", deflated("z".repeat(LARGE / 4).getBytes(StandardCharsets.US_ASCII))),
                bomb("/Type/ObjStm/N 1/First 4/Filter/LZWDecode", lzw(LARGE)),
                bomb("/Type/XRef/W[1 2 1]/Size 9/Filter/FlateDecode", deflated(zeros(LARGE))),
                bomb("/Filter 9 0 R", lzw(LARGE)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bombs")
    void isRejectedUnread(String dictionary, byte[] data) {
        rejected("bomb.pdf", pdf(dictionary, data), Reason.EXPANDS_TOO_MUCH);
    }

    @Test
    void aFilterFarFromItsDataIsNotHiddenByAnotherOne() {
        String dictionary = "/Filter/LZWDecode/X (" + "x".repeat(70_000) + "/Filter/DCTDecode)";
        rejected("bomb.pdf", pdf(dictionary, lzw(LARGE)), Reason.EXPANDS_TOO_MUCH);
    }

    @Test
    void filtersThatNeverEndDoNotKeepTheReader() {
        String vain = "/Filter[".repeat(8_000) + "\nstream\n";
        byte[] file = ("%PDF-1.5\n" + vain.repeat(200)).getBytes(StandardCharsets.US_ASCII);
        rejected("vain.pdf", file, Reason.CORRUPT);
    }

    @Test
    void aBombBehindACipherWithoutAPasswordIsRejectedToo() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (PDDocument document = Loader.loadPDF(pdf("/Filter/LZWDecode", lzw(LARGE)))) {
            StandardProtectionPolicy policy = new StandardProtectionPolicy("owner", "", new AccessPermission());
            policy.setEncryptionKeyLength(128);
            document.protect(policy);
            document.save(file);
        }
        rejected("bomb.pdf", file.toByteArray(), Reason.EXPANDS_TOO_MUCH);
    }

    static Stream<Arguments> pages() {
        Map<String, Function<byte[], byte[]>> filters = Map.of(
                "/Filter/FlateDecode", PdfBombsTest::deflated,
                "/Filter/LZWDecode", PdfBombsTest::lzwOf,
                "/Filter/RunLengthDecode", PdfBombsTest::runsOf,
                "/Filter/ASCIIHexDecode", PdfBombsTest::hex,
                "/Filter/ASCII85Decode", PdfBombsTest::ascii85,
                "/Filter[/ASCII85Decode/FlateDecode]", page -> ascii85(deflated(page)),
                "/Filter 9 0 R", PdfBombsTest::lzwOf);
        return filters.entrySet().stream().map(filter -> Arguments.of(filter.getKey(), filter.getValue().apply(PAGE)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pages")
    void anHonestPageIsReadThroughTheSameFilters(String dictionary, byte[] data) {
        assertThat(Files.extract("a.pdf", "", pdf(dictionary, data)).text()).contains("packed words");
    }

    private static Arguments bomb(String dictionary, byte[] data) {
        return Arguments.of(dictionary, data);
    }

    /// One page, whose content the data is.
    private static byte[] pdf(String dictionary, byte[] data) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(("""
                %%PDF-1.5
                1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
                2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
                3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>> endobj
                5 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica>> endobj
                9 0 obj /LZWDecode endobj
                4 0 obj <<%s/Length %d>>
                stream
                """.formatted(dictionary, data.length)).getBytes(StandardCharsets.US_ASCII));
        file.writeBytes(data);
        file.writeBytes("\nendstream endobj\ntrailer <</Root 1 0 R>>\n%%EOF".getBytes(StandardCharsets.US_ASCII));
        return file.toByteArray();
    }

    private static byte[] zeros(int length) {
        return new byte[length];
    }

    private static byte[] deflated(byte[] data) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(packed, new Deflater(9))) {
            out.write(data);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return packed.toByteArray();
    }

    private static byte[] wrongHeader(byte[] deflated) {
        deflated[0] = 'x';
        deflated[1] = 'x';
        return deflated;
    }

    /// So many zeros: each code is all before it and one more.
    private static byte[] lzw(int length) {
        Codes codes = new Codes();
        for (long made = 0; made < length;) {
            codes.write(256, 9);
            for (int code = 257; code < 4_000; code++) {
                codes.write(code == 257 ? 0 : code, code <= 510 ? 9 : code <= 1_022 ? 10 : code <= 2_046 ? 11 : 12);
                made += code - 256;
            }
            codes.width = 12;
        }
        return codes.end();
    }

    /// Nothing is remembered: codes of single bytes.
    private static byte[] lzwOf(byte[] data) {
        Codes codes = new Codes();
        for (int i = 0; i < data.length; i++) {
            if (i % 100 == 0) {
                codes.write(256, 9);
            }
            codes.write(data[i] & 0xFF, 9);
        }
        return codes.end();
    }

    private static final class Codes {

        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private long bits;
        private int held;
        private int width = 9;

        void write(int code, int length) {
            int wide = code == 256 ? width : length;
            width = code == 256 ? 9 : width;
            bits = bits << wide | code;
            for (held += wide; held >= 8; held -= 8) {
                out.write((int) (bits >> held - 8));
            }
        }

        byte[] end() {
            write(257, width);
            write(0, 8);
            return out.toByteArray();
        }
    }

    private static byte[] runs(int length) {
        byte[] runs = new byte[length / 64 + 1];
        for (int i = 0; i < runs.length - 1; i += 2) {
            runs[i] = (byte) 129;
        }
        runs[runs.length - 1] = (byte) 128;
        return runs;
    }

    private static byte[] runsOf(byte[] data) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int from = 0; from < data.length; from += 128) {
            int length = Math.min(128, data.length - from);
            out.write(length - 1);
            out.write(data, from, length);
        }
        out.write(128);
        return out.toByteArray();
    }

    private static byte[] hex(byte[] data) {
        return (HexFormat.of().formatHex(data) + ">").getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] ascii85(byte[] data) {
        StringBuilder out = new StringBuilder();
        for (int from = 0; from < data.length; from += 4) {
            int length = Math.min(4, data.length - from);
            long value = 0;
            for (int i = 0; i < 4; i++) {
                value = value << 8 | (i < length ? data[from + i] & 0xFF : 0);
            }
            char[] digits = new char[5];
            for (int i = 4; i >= 0; i--) {
                digits[i] = (char) ('!' + value % 85);
                value /= 85;
            }
            out.append(digits, 0, length + 1);
        }
        return out.append("~>").toString().getBytes(StandardCharsets.US_ASCII);
    }
}
