package engram.ingest.extract;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationText;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.destination.PDPageFitDestination;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDDocumentOutline;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;

/// RTF and PDF with words planted wherever one may stand.
final class PlantedPages {

    private static final int PAGES = 3;

    private PlantedPages() {}

    static byte[] rtf(Planted p) {
        List<Supplier<String>> parts = List.of(
                () -> p.prose() + "\\par ",
                () -> "{\\b " + p.at("bold") + "}\\par ",
                () -> "\\trowd\\cellx1000\\cellx2000 " + p.at("cell") + "\\cell " + p.at("cell") + "\\cell\\row ",
                () -> "{\\pntext\\'b7\\tab}" + p.at("item") + "\\par ",
                () -> p.at("noted") + "{\\footnote\\pard " + p.at("footnote") + "}\\par ",
                () -> "words{\\*\\annotation\\pard " + p.at("comment") + "}\\par ",
                () -> "{\\field{\\*\\fldinst HYPERLINK \"https://example.org\"}{\\fldrslt " + p.at("link") + "}}\\par ",
                () -> "{\\shp{\\*\\shpinst{\\sp{\\sn a}{\\sv 1}}{\\shptxt\\pard " + p.at("box") + "\\par}}}\\par ",
                () -> "{\\*\\unknown{\\pard " + "hidden" + "}}" + p.at("behind") + "\\line " + p.at("line") + "\\par ");
        return ("{\\rtf1\\ansi{\\fonttbl{\\f0 Arial;}}{\\header\\pard " + p.at("header") + "\\par}{\\footer\\pard " + p.at("footer") + "\\par}\\pard "
                + p.mixed(parts).replace("\n", "") + p.at("last") + "}").getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] pdf(Planted p) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PDDocument document = new PDDocument()) {
            PDDocumentOutline outline = new PDDocumentOutline();
            document.getDocumentCatalog().setDocumentOutline(outline);
            for (int number = 0; number < PAGES; number++) {
                page(document, outline, p);
            }
            document.save(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void page(PDDocument document, PDDocumentOutline outline, Planted p) throws IOException {
        PDPage page = new PDPage();
        document.addPage(page);
        try (PDPageContentStream content = new PDPageContentStream(document, page)) {
            line(content, 740, p.at("header"));
            line(content, 700, p.at("heading"));
            line(content, 650, "name " + p.at("cell"));
            line(content, 636, "other " + p.at("cell"));
            line(content, 600, p.at("link"));
            line(content, 40, p.at("footer"));
            content.drawForm(form(document, p.at("form")));
        }
        PDAnnotationLink link = new PDAnnotationLink();
        link.setRectangle(new PDRectangle(70, 590, 90, 20));
        PDAnnotationText note = new PDAnnotationText();
        note.setRectangle(new PDRectangle(300, 590, 20, 20));
        note.setContents(p.at("note"));
        page.setAnnotations(List.of(link, note));
        PDOutlineItem item = bookmark(p.at("bookmark"), page);
        outline.addLast(item);
        item.addLast(bookmark(p.at("deeper"), page));
    }

    private static PDOutlineItem bookmark(String title, PDPage page) {
        PDPageFitDestination destination = new PDPageFitDestination();
        destination.setPage(page);
        PDOutlineItem item = new PDOutlineItem();
        item.setTitle(title);
        item.setDestination(destination);
        return item;
    }

    private static PDFormXObject form(PDDocument document, String words) throws IOException {
        PDFormXObject form = new PDFormXObject(document);
        PDResources resources = new PDResources();
        resources.put(COSName.getPDFName("F1"), new PDType1Font(Standard14Fonts.FontName.HELVETICA));
        form.setResources(resources);
        form.setBBox(new PDRectangle(600, 800));
        try (var out = form.getContentStream().createOutputStream()) {
            out.write(("BT /F1 12 Tf 72 500 Td (" + words + ") Tj ET").getBytes(StandardCharsets.US_ASCII));
        }
        return form;
    }

    private static void line(PDPageContentStream content, int height, String words) throws IOException {
        content.beginText();
        content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
        content.newLineAtOffset(72, height);
        content.showText(words);
        content.endText();
    }
}
