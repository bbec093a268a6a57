package engram.ingest.extract;

import java.awt.Rectangle;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.poi.common.usermodel.HyperlinkType;
import org.apache.poi.sl.usermodel.Placeholder;
import org.apache.poi.ss.usermodel.ClientAnchor;
import org.apache.poi.ss.usermodel.Hyperlink;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xslf.usermodel.XSLFGroupShape;
import org.apache.poi.xslf.usermodel.XSLFNotes;
import org.apache.poi.xslf.usermodel.XSLFSlide;
import org.apache.poi.xslf.usermodel.XSLFTable;
import org.apache.poi.xslf.usermodel.XSLFTextBox;
import org.apache.poi.xslf.usermodel.XSLFTextShape;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFClientAnchor;
import org.apache.poi.xssf.usermodel.XSSFComment;
import org.apache.poi.xssf.usermodel.XSSFDrawing;
import org.apache.poi.xssf.usermodel.XSSFRichTextString;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.openxmlformats.schemas.presentationml.x2006.main.CTShape;
import org.openxmlformats.schemas.spreadsheetml.x2006.main.STCellType;

/// Slides and sheets with words planted wherever one may stand.
final class PlantedSheets {

    private static final int PAGES = 3;

    private PlantedSheets() {}

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

    static byte[] slides(Planted planted) {
        return bytes(out -> {
            try (XMLSlideShow show = new XMLSlideShow()) {
                for (int page = 0; page < PAGES; page++) {
                    slide(show, show.createSlide(), planted);
                }
                show.write(out);
            }
        });
    }

    private static void slide(XMLSlideShow show, XSLFSlide slide, Planted planted) {
        XSLFTextBox box = slide.createTextBox();
        box.setText(planted.at("box"));
        box.addNewTextParagraph().addNewTextRun().setText(planted.prose());
        box.addNewTextParagraph().addNewTextRun().createHyperlink().setAddress("https://example.org");
        box.getTextParagraphs().getLast().getTextRuns().getFirst().setText(planted.at("link"));
        var item = box.addNewTextParagraph();
        item.setBullet(true);
        item.setIndentLevel(2);
        item.addNewTextRun().setText(planted.at("item"));
        XSLFTable table = slide.createTable(2, 2);
        table.getCell(0, 1).setText(planted.at("cell"));
        table.getCell(1, 0).setText(planted.at("cell"));
        XSLFGroupShape group = slide.createGroup();
        group.createTextBox().setText(planted.at("grouped"));
        group.createGroup().createAutoShape().setText(planted.at("shape"));
        XSLFTextBox picture = slide.createTextBox();
        picture.setAnchor(new Rectangle(1, 1, 9, 9));
        ((CTShape) picture.getXmlObject()).getNvSpPr().getCNvPr().setDescr(planted.at("alt"));
        XSLFNotes notes = show.getNotesSlide(slide);
        for (XSLFTextShape place : notes.getPlaceholders()) {
            if (place.getTextType() == Placeholder.BODY) {
                place.setText(planted.at("note"));
            }
        }
    }

    static byte[] sheets(Planted planted) {
        return bytes(out -> {
            try (XSSFWorkbook book = new XSSFWorkbook()) {
                for (int page = 0; page < PAGES; page++) {
                    sheet(book, book.createSheet(planted.at("sheet")), planted);
                }
                book.write(out);
            }
        });
    }

    private static void sheet(XSSFWorkbook book, XSSFSheet sheet, Planted planted) {
        XSSFDrawing drawing = sheet.createDrawingPatriarch();
        for (int row = 0; row < 5; row++) {
            var cells = sheet.createRow(row * 3);
            cells.createCell(0).setCellValue(planted.at("cell"));
            cells.createCell(2).setCellValue(planted.prose());
            XSSFRichTextString rich = new XSSFRichTextString();
            rich.append(planted.at("rich"));
            rich.append(" and " + planted.at("rich"));
            cells.createCell(5).setCellValue(rich);
            XSSFCell formula = cells.createCell(6);
            formula.setCellFormula("A1&\"x\"");
            formula.getCTCell().setT(STCellType.STR);
            formula.getCTCell().setV(planted.at("result"));
            XSSFCell inline = cells.createCell(7);
            inline.getCTCell().setT(STCellType.INLINE_STR);
            inline.getCTCell().addNewIs().setT(planted.at("inline"));
            comment(cells.createCell(8), drawing, planted.at("comment"));
            Hyperlink link = book.getCreationHelper().createHyperlink(HyperlinkType.URL);
            link.setAddress("https://example.org/" + planted.at("address"));
            cells.getCell(0).setHyperlink(link);
        }
        sheet.getHeader().setCenter(planted.at("header"));
        sheet.getFooter().setLeft(planted.at("footer"));
        XSSFClientAnchor anchor = new XSSFClientAnchor(0, 0, 0, 0, 1, 1, 4, 4);
        drawing.createTextbox(anchor).setText(planted.at("box"));
    }

    private static void comment(XSSFCell cell, XSSFDrawing drawing, String words) {
        ClientAnchor anchor = drawing.createAnchor(0, 0, 0, 0, 9, cell.getRowIndex(), 11, cell.getRowIndex() + 2);
        XSSFComment comment = drawing.createCellComment(anchor);
        comment.setString(new XSSFRichTextString(words));
        cell.setCellComment(comment);
    }
}
