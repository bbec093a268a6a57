package engram.ingest.extract;

import engram.ingest.extract.type.MediaTypes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFStyle;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTStyle;

/// Small valid files of the binary formats, made by the libraries that write them. Each holds the words `Alpha`, in a
/// heading where the format has them, `Beta`, in a table where it has them, and `Omega`, at its end.
public final class Samples {

    private static final String TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0";
    private static final String TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0";
    private static final String OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0";

    private Samples() {}

    /// By file name.
    public static Map<String, byte[]> all() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("a.pdf", pdf("Alpha heading", "Beta cell", "Omega end"));
        files.put("a.docx", docx());
        files.put("a.xlsx", xlsx());
        files.put("a.pptx", pptx());
        files.put("a.odt", odt());
        files.put("a.epub", epub());
        files.put("a.rtf", rtf());
        return files;
    }

    private interface Writing {
        void to(ByteArrayOutputStream out) throws IOException;
    }

    private static byte[] bytes(Writing writing) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            writing.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /// A page for each text.
    static byte[] pdf(String... pages) {
        return bytes(out -> {
            try (PDDocument document = document(pages)) {
                document.save(out);
            }
        });
    }

    static byte[] encryptedPdf(String password, boolean extractable) {
        return bytes(out -> {
            try (PDDocument document = document("Alpha secret")) {
                AccessPermission permission = new AccessPermission();
                permission.setCanExtractContent(extractable);
                StandardProtectionPolicy policy = new StandardProtectionPolicy("owner", password, permission);
                policy.setEncryptionKeyLength(128);
                document.protect(policy);
                document.save(out);
            }
        });
    }

    private static PDDocument document(String... pages) throws IOException {
        PDDocument document = new PDDocument();
        document.getDocumentInformation().setTitle("Sample title");
        document.getDocumentInformation().setAuthor("Ann Author");
        for (String text : pages) {
            PDPage page = new PDPage();
            document.addPage(page);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.beginText();
                content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
                content.newLineAtOffset(72, 700);
                content.showText(text);
                content.endText();
            }
        }
        return document;
    }

    static byte[] docx() {
        return bytes(out -> {
            try (XWPFDocument document = new XWPFDocument()) {
                document.getProperties().getCoreProperties().setTitle("Sample title");
                CTStyle style = CTStyle.Factory.newInstance();
                style.setStyleId("Heading1");
                style.addNewName().setVal("heading 1");
                document.createStyles().addStyle(new XWPFStyle(style));
                XWPFParagraph heading = document.createParagraph();
                heading.setStyle("Heading1");
                heading.createRun().setText("Alpha heading");
                document.createParagraph().createRun().setText("A paragraph below.");
                XWPFTable table = document.createTable(2, 2);
                table.getRow(0).getCell(0).setText("name");
                table.getRow(0).getCell(1).setText("value");
                table.getRow(1).getCell(0).setText("Beta");
                table.getRow(1).getCell(1).setText("cell");
                document.createParagraph().createRun().setText("Omega end");
                document.write(out);
            }
        });
    }

    static byte[] xlsx() {
        return bytes(out -> {
            try (XSSFWorkbook workbook = new XSSFWorkbook()) {
                var sheet = workbook.createSheet("Alpha sheet");
                for (int i = 0; i < 3; i++) {
                    var row = sheet.createRow(i);
                    row.createCell(0).setCellValue(List.of("name", "Beta", "Omega").get(i));
                    row.createCell(1).setCellValue(i * 1.5);
                }
                workbook.write(out);
            }
        });
    }

    static byte[] pptx() {
        return bytes(out -> {
            try (XMLSlideShow show = new XMLSlideShow()) {
                for (String words : List.of("Alpha slide", "Beta slide", "Omega slide")) {
                    show.createSlide().createTextBox().setText(words);
                }
                show.write(out);
            }
        });
    }

    static byte[] odt() {
        String content = """
                <?xml version="1.0" encoding="UTF-8"?>
                <office:document-content xmlns:office="%s" xmlns:text="%s" xmlns:table="%s"><office:body><office:text>
                <text:h text:outline-level="1">Alpha heading</text:h><text:p>A paragraph below.</text:p>
                <table:table><table:table-row><table:table-cell><text:p>name</text:p></table:table-cell>
                <table:table-cell><text:p>Beta</text:p></table:table-cell></table:table-row></table:table>
                <text:list><text:list-item><text:p>an item</text:p></text:list-item></text:list>
                <text:p>Omega end</text:p></office:text></office:body></office:document-content>
                """.formatted(OFFICE, TEXT, TABLE);
        return zip(MediaTypes.ODT, Map.of("content.xml", content));
    }

    static byte[] epub() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("META-INF/container.xml", """
                <?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
                <rootfiles><rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>
                """);
        files.put("OPS/book.opf", """
                <?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">
                <metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">1</dc:identifier>
                <dc:title>Sample title</dc:title><dc:language>en</dc:language></metadata>
                <manifest><item id="one" href="one.xhtml" media-type="application/xhtml+xml"/>
                <item id="two" href="two.xhtml" media-type="application/xhtml+xml"/></manifest>
                <spine><itemref idref="one"/><itemref idref="two"/></spine></package>
                """);
        files.put("OPS/one.xhtml", page("<h1>Alpha heading</h1><p>A paragraph&#160;below.</p>"
                + "<table><tr><td>name</td><td>Beta</td></tr></table>"));
        files.put("OPS/two.xhtml", page("<h1>Second</h1><p>Omega end</p>"));
        return zip(MediaTypes.EPUB, files);
    }

    private static String page(String body) {
        return "<?xml version=\"1.0\"?><!DOCTYPE html><html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>t</title>"
                + "</head><body>" + body + "</body></html>";
    }

    static byte[] rtf() {
        return ("{\\rtf1\\ansi{\\fonttbl{\\f0 Arial;}}{\\info{\\title Sample title}}\\f0 Alpha heading\\par Beta cell\\par"
                + " caf\\'e9 \\u8364?\\par Omega end}").getBytes(StandardCharsets.ISO_8859_1);
    }

    /// @param type written as the first entry, stored, as OpenDocument and EPUB want it; none if empty
    static byte[] zip(String type, Map<String, String> files) {
        return bytes(out -> {
            try (ZipOutputStream zip = new ZipOutputStream(out)) {
                if (!type.isEmpty()) {
                    byte[] mimetype = type.getBytes(StandardCharsets.US_ASCII);
                    CRC32 crc = new CRC32();
                    crc.update(mimetype);
                    ZipEntry entry = new ZipEntry("mimetype");
                    entry.setMethod(ZipEntry.STORED);
                    entry.setSize(mimetype.length);
                    entry.setCrc(crc.getValue());
                    zip.putNextEntry(entry);
                    zip.write(mimetype);
                }
                for (Map.Entry<String, String> file : files.entrySet()) {
                    zip.putNextEntry(new ZipEntry(file.getKey()));
                    zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
                }
            }
        });
    }
}
