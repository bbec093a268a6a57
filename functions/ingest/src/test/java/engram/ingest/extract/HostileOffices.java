package engram.ingest.extract;

import engram.ingest.extract.HostileKinds.Kind;
import java.util.List;

/// Office documents and books that somebody made to hang, overflow, mislead or reach out, written by hand.
final class HostileOffices {

    private static final String AWAY = "http://127.0.0.1:9/x";

    private final Kinds kinds = new Kinds();

    private HostileOffices() {}

    static List<Kind> all() {
        HostileOffices offices = new HostileOffices();
        offices.words();
        offices.sheets();
        offices.openDocuments();
        offices.books();
        return offices.kinds.all();
    }

    private void words() {
        byte[] word = Samples.docx();
        String part = "word/document.xml";
        kinds.changed("entities in a document", word, part, xml -> xml.replaceFirst("(<w:document)", "<!DOCTYPE a [<!ENTITY x SYSTEM"
                + " \"file:///etc/passwd\">]>$1").replace("Omega end", "Omega &x; end"), "a.docx", "CORRUPT", "INDEXED");
        kinds.changed("laughs in a document", word, part, xml -> xml.replaceFirst("(<w:document)", "<!DOCTYPE a [<!ENTITY a0 'ha'>"
                + laughs() + "]>$1").replace("Omega end", "&a40;"), "a.docx", "CORRUPT", "INDEXED");
        kinds.changed("tables in tables", word, part, xml -> xml.replace("<w:body>", "<w:body>" + "<w:tbl><w:tr><w:tc>".repeat(30)
                + "<w:p/>" + "</w:tc></w:tr></w:tbl>".repeat(30)), "a.docx", "INDEXED");
        kinds.changed("too many tables in tables", word, part, xml -> xml.replace("<w:body>", "<w:body>" + "<w:tbl><w:tr><w:tc>".repeat(35)
                + "<w:p/>" + "</w:tc></w:tr></w:tbl>".repeat(35)), "a.docx", "TOO_DEEP");
        kinds.changed("elements too deep", word, part, xml -> xml.replace("<w:body>", "<w:body>" + "<w:tbl>".repeat(5_000)), "a.docx", "TOO_DEEP");
        kinds.changed("runs", word, part, xml -> xml.replace("<w:body>", "<w:body><w:p>" + "<w:r><w:t>x</w:t></w:r>".repeat(100_000) + "</w:p>"),
                "a.docx", "INDEXED", "EXPANDS_TOO_MUCH");
        kinds.changed("a template and chunks from elsewhere", word, "word/_rels/document.xml.rels", xml -> xml.replace("</Relationships>",
                relation("attachedTemplate", AWAY) + relation("aFChunk", AWAY) + relation("oleObject", "file:///etc/passwd")
                + relation("image", "../../../../etc/passwd") + "</Relationships>"), "a.docx", "INDEXED");
        kinds.changed("a document that is its own part", word, "word/_rels/document.xml.rels", xml -> xml.replace("</Relationships>",
                "<Relationship Id='own' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/header'"
                + " Target='document.xml'/></Relationships>"), "a.docx", "INDEXED", "CORRUPT");
        kinds.without("no document inside", word, part, "a.docx", "CORRUPT");
        kinds.without("no types inside", word, "[Content_Types].xml", "a.docx", "CORRUPT", "UNSUPPORTED_TYPE");
        kinds.changed("an attribute of megabytes", word, part, xml -> xml.replace("<w:body>", "<w:body><w:p w:rsidR='" + "7".repeat(1 << 19) + "'/>"),
                "a.docx", "INDEXED", "EXPANDS_TOO_MUCH");
        kinds.changed("slides that follow themselves", Samples.pptx(), "ppt/_rels/presentation.xml.rels", xml -> xml.replace("slides/slide2.xml",
                "slides/slide1.xml"), "a.pptx", "INDEXED", "CORRUPT");
    }

    private static String relation(String type, String target) {
        return "<Relationship Id='" + type + "' TargetMode='External' Target='" + target
                + "' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/" + type + "'/>";
    }

    private void sheets() {
        byte[] book = Samples.xlsx();
        String sheet = "xl/worksheets/sheet1.xml";
        kinds.changed("one long shared text in every cell", Kinds.one(book, "xl/sharedStrings.xml", xml ->
                xml.replaceFirst("<t>[^<]*</t>", "<t>" + "long words ".repeat(3_000) + "</t>")), sheet, xml ->
                xml.replaceFirst("</sheetData>", "<row r='9'>" + "<c t='s'><v>0</v></c>".repeat(20_000) + "</row></sheetData>"), "a.xlsx",
                "EXPANDS_TOO_MUCH");
        kinds.changed("a million rows by its own account", book, sheet, xml -> xml.replaceFirst("<dimension[^>]*>", "<dimension ref='A1:XFD1048576'/>"),
                "a.xlsx", "INDEXED");
        kinds.changed("a cell in the last corner", book, sheet, xml -> xml.replaceFirst("</sheetData>",
                "<row r='1048576'><c r='XFD1048576'><v>7</v></c></row></sheetData>"), "a.xlsx", "INDEXED");
        kinds.changed("a cell outside", book, sheet, xml -> xml.replaceFirst("</sheetData>",
                "<row r='4294967299'><c r='ZZZZZZ99999999999'><v>7</v></c></row></sheetData>"), "a.xlsx", "INDEXED", "CORRUPT");
        kinds.changed("a shared text that is not there", book, sheet, xml -> xml.replaceFirst("</sheetData>",
                "<row r='9'><c t='s'><v>2000000000</v></c><c t='s'><v>-1</v></c></row></sheetData>"), "a.xlsx", "INDEXED", "CORRUPT");
        kinds.changed("empty rows", book, sheet, xml -> xml.replaceFirst("</sheetData>", "<row/>".repeat(200_000) + "</sheetData>"), "a.xlsx",
                "INDEXED", "EXPANDS_TOO_MUCH");
        kinds.changed("merged cells", book, sheet, xml -> xml.replaceFirst("</sheetData>", "</sheetData><mergeCells>"
                + "<mergeCell ref='A1:XFD1048576'/>".repeat(20_000) + "</mergeCells>"), "a.xlsx", "INDEXED", "EXPANDS_TOO_MUCH");
        kinds.changed("a formula that calls", book, sheet, xml -> xml.replaceFirst("</sheetData>", "<row r='9'><c t='str'><f>WEBSERVICE(\"" + AWAY
                + "\")</f><v>words</v></c></row></sheetData>"), "a.xlsx", "INDEXED");
    }

    private void openDocuments() {
        byte[] letter = Samples.odt();
        String part = "content.xml";
        kinds.changed("a cell repeated", letter, part, xml -> xml.replaceFirst("<table:table-cell>",
                "<table:table-cell table:number-columns-repeated='1000000000'>"), "a.odt", "INDEXED", "EXPANDS_TOO_MUCH");
        kinds.changed("a row repeated", letter, part, xml -> xml.replaceFirst("<table:table-row>",
                "<table:table-row table:number-rows-repeated='1000000000'>"), "a.odt", "INDEXED", "EXPANDS_TOO_MUCH");
        kinds.changed("blanks by their number", letter, part, xml -> xml.replace("Omega", "<text:s text:c='2000000000'/>Omega"), "a.odt", "INDEXED",
                "EXPANDS_TOO_MUCH", "CORRUPT");
        kinds.changed("less than no blanks", letter, part, xml -> xml.replace("Omega", "<text:s text:c='-7'/>Omega"), "a.odt", "INDEXED", "CORRUPT");
        kinds.changed("pictures and links from elsewhere", letter, part, xml -> xml.replace("Omega", "<text:a xmlns:xlink='http://www.w3.org/1999/xlink'"
                + " xlink:href='" + AWAY + "'>a</text:a><draw:image xmlns:draw='urn:oasis:names:tc:opendocument:xmlns:drawing:1.0'"
                + " xmlns:xlink='http://www.w3.org/1999/xlink' xlink:href='file:///etc/passwd'/>Omega"), "a.odt", "INDEXED");
        kinds.changed("no XML", letter, part, _ -> "words", "a.odt", "CORRUPT", "EMPTY");
        kinds.without("nothing inside", letter, part, "a.odt", "EMPTY", "CORRUPT");
    }

    private void books() {
        byte[] book = Samples.epub();
        String spine = "OPS/book.opf";
        kinds.changed("a chapter outside", book, spine, xml -> xml.replace("href=\"two.xhtml\"", "href=\"../../../../etc/passwd\""), "a.epub", "INDEXED",
                "CORRUPT");
        kinds.changed("a chapter elsewhere", book, spine, xml -> xml.replace("href=\"two.xhtml\"", "href=\"" + AWAY + "\""), "a.epub", "INDEXED",
                "CORRUPT");
        kinds.changed("one chapter over and over", book, spine, xml -> xml.replace("<spine>", "<spine>" + "<itemref idref=\"one\"/>".repeat(20_000)),
                "a.epub", "INDEXED", "EXPANDS_TOO_MUCH");
        kinds.changed("a book that is its own chapter", book, spine, xml -> xml.replace("href=\"two.xhtml\"", "href=\"book.opf\""), "a.epub", "INDEXED",
                "CORRUPT");
        kinds.changed("a container that holds itself", book, "META-INF/container.xml", xml -> xml.replace(spine, "META-INF/container.xml"), "a.epub",
                "INDEXED", "EMPTY", "CORRUPT");
        kinds.changed("a chapter that is no XML", book, "OPS/two.xhtml", _ -> "<p>Omega & <b>more", "a.epub", "INDEXED", "CORRUPT");
        kinds.changed("laughs in a chapter", book, "OPS/two.xhtml", _ -> "<!DOCTYPE html [<!ENTITY a0 'ha'>" + laughs() + "]><html"
                + " xmlns='http://www.w3.org/1999/xhtml'><body><p>&a40;</p></body></html>", "a.epub", "INDEXED", "CORRUPT");
        kinds.changed("a chapter too deep", book, "OPS/two.xhtml", _ -> "<html xmlns='http://www.w3.org/1999/xhtml'><body>" + "<div>".repeat(20_000),
                "a.epub", "TOO_DEEP");
    }

    private static String laughs() {
        StringBuilder entities = new StringBuilder();
        for (int i = 1; i <= 40; i++) {
            entities.append("<!ENTITY a%d '&a%d;&a%d;'>".formatted(i, i - 1, i - 1));
        }
        return entities.toString();
    }
}
