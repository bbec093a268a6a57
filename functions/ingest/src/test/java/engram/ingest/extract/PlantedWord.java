package engram.ingest.extract;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// A Word document with words planted wherever one may stand, as XML by hand: programs write more than libraries do.
final class PlantedWord {

    private static final String NAMESPACES = " xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'"
            + " xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'"
            + " xmlns:wp='http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing'"
            + " xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main'"
            + " xmlns:wps='http://schemas.microsoft.com/office/word/2010/wordprocessingShape'"
            + " xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'"
            + " xmlns:m='http://schemas.openxmlformats.org/officeDocument/2006/math' xmlns:v='urn:schemas-microsoft-com:vml'";
    private static final String TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
    private static final String RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    private static final List<String> PARTS = List.of("styles", "numbering", "header", "footer", "footnotes", "endnotes", "comments");

    private final Planted planted;
    private final StringBuilder footnotes = new StringBuilder();
    private final StringBuilder endnotes = new StringBuilder();
    private final StringBuilder comments = new StringBuilder();
    private int notes = 2;

    private PlantedWord(Planted planted) {
        this.planted = planted;
    }

    static byte[] write(Planted planted) {
        return Samples.zip("", new PlantedWord(planted).files());
    }

    private Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        StringBuilder types = new StringBuilder();
        StringBuilder relations = new StringBuilder(relation("link", "hyperlink", "https://example.org/' TargetMode='External"));
        for (String part : PARTS) {
            types.append("<Override PartName='/word/%s.xml' ContentType='%s%s+xml'/>".formatted(part, TYPES, part));
            relations.append(relation(part, part, part + ".xml"));
        }
        files.put("[Content_Types].xml", "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>"
                + "<Default Extension='rels' ContentType='application/vnd.openxmlformats-package.relationships+xml'/>"
                + "<Default Extension='xml' ContentType='application/xml'/>"
                + "<Override PartName='/word/document.xml' ContentType='" + TYPES + "document.main+xml'/>" + types + "</Types>");
        files.put("_rels/.rels", relations(relation("d", "officeDocument", "word/document.xml")));
        files.put("word/_rels/document.xml.rels", relations(relations.toString()));
        files.put("word/document.xml", part("document", "<w:body>" + planted.mixed(parts()) + paragraph(planted.at("last"))
                + "<w:sectPr><w:headerReference w:type='default' r:id='header'/><w:footerReference w:type='default' r:id='footer'/></w:sectPr>"
                + "</w:body>"));
        files.put("word/styles.xml", part("styles", "<w:style w:type='paragraph' w:styleId='Heading1'><w:name w:val='heading 1'/></w:style>"));
        files.put("word/numbering.xml", part("numbering", "<w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'><w:numFmt w:val='bullet'/>"
                + "<w:lvlText w:val='*'/></w:lvl></w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>"));
        files.put("word/header.xml", part("hdr", paragraph(planted.at("header")) + table(planted.at("headercell"))));
        files.put("word/footer.xml", part("ftr", paragraph(planted.at("footer"))));
        files.put("word/footnotes.xml", part("footnotes", footnotes.toString()));
        files.put("word/endnotes.xml", part("endnotes", endnotes.toString()));
        files.put("word/comments.xml", part("comments", comments.toString()));
        return files;
    }

    private static String relation(String id, String type, String target) {
        return "<Relationship Id='%s' Type='%s%s' Target='%s'/>".formatted(id, RELATIONS, type, target);
    }

    private static String relations(String all) {
        return "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>" + all + "</Relationships>";
    }

    private static String part(String root, String content) {
        return "<?xml version='1.0' encoding='UTF-8'?><w:%s%s>%s</w:%s>".formatted(root, NAMESPACES, content, root);
    }

    private List<Supplier<String>> parts() {
        return List.of(
                () -> paragraph(planted.prose()),
                () -> "<w:p><w:pPr><w:pStyle w:val='Heading1'/></w:pPr>" + run(planted.at("heading")) + "</w:p>",
                () -> table(planted.at("cell")),
                () -> "<w:tbl><w:tr><w:tc>" + table(planted.at("inner")) + paragraph(planted.at("below")) + "</w:tc></w:tr></w:tbl>",
                () -> "<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr></w:pPr>" + run(planted.at("item")) + "</w:p>",
                () -> note(footnotes, "footnote"),
                () -> note(endnotes, "endnote"),
                () -> note(comments, "comment"),
                () -> "<w:p><w:hyperlink r:id='link'>" + run(planted.at("link")) + "</w:hyperlink></w:p>",
                () -> "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>HYPERLINK \"https://example.org\"</w:instrText></w:r>"
                        + "<w:r><w:fldChar w:fldCharType='separate'/></w:r>" + run(planted.at("field"))
                        + "<w:r><w:fldChar w:fldCharType='end'/></w:r><w:fldSimple w:instr='REF a'>" + run(planted.at("simple"))
                        + "</w:fldSimple></w:p>",
                () -> "<w:p><w:ins w:id='1' w:author='a'>" + run(planted.at("inserted")) + "</w:ins><w:moveTo w:id='2' w:author='a'>"
                        + run(planted.at("moved")) + "</w:moveTo></w:p>",
                () -> "<w:sdt><w:sdtPr/><w:sdtContent>" + paragraph(planted.at("control")) + "</w:sdtContent></w:sdt><w:p><w:sdt><w:sdtContent>"
                        + run(planted.at("choice")) + "</w:sdtContent></w:sdt></w:p>",
                () -> "<w:p><w:smartTag w:uri='u' w:element='e'>" + run(planted.at("tagged")) + "</w:smartTag></w:p>",
                () -> "<w:p><m:oMathPara><m:oMath><m:r><m:t>" + planted.at("formula") + "</m:t></m:r></m:oMath></m:oMathPara></w:p>",
                () -> "<w:p><w:r><w:drawing><wp:inline><wp:docPr id='1' name='Picture 1' descr='" + planted.at("alt")
                        + "'/><a:graphic><a:graphicData uri='p'/></a:graphic></wp:inline></w:drawing></w:r></w:p>",
                this::box,
                () -> "<w:p><w:r><w:pict><v:shape alt='" + planted.at("shape") + "'><v:textbox><w:txbxContent>" + paragraph(planted.at("oldbox"))
                        + "</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>");
    }

    /// In both forms in which programs write it.
    private String box() {
        String content = "<w:txbxContent>" + paragraph(planted.at("box")) + "</w:txbxContent>";
        return "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:anchor><wp:docPr id='2' name='Box 2'/><a:graphic>"
                + "<a:graphicData uri='s'><wps:wsp><wps:txbx>" + content + "</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
                + "</mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>" + content + "</v:textbox></v:shape></w:pict></mc:Fallback>"
                + "</mc:AlternateContent></w:r></w:p>";
    }

    private String note(StringBuilder to, String kind) {
        int id = notes++;
        to.append("<w:%s w:id='%d'>%s</w:%s>".formatted(kind, id, paragraph(planted.at(kind)), kind));
        return "<w:p>%s<w:r><w:%sReference w:id='%d'/></w:r></w:p>".formatted(run(planted.at("noted")), kind, id);
    }

    private static String table(String cell) {
        return "<w:tbl><w:tr><w:tc>" + paragraph("a") + "</w:tc><w:tc>" + paragraph(cell) + "</w:tc></w:tr></w:tbl>";
    }

    private static String paragraph(String words) {
        return "<w:p>" + run(words) + "</w:p>";
    }

    private static String run(String words) {
        return "<w:r><w:t xml:space='preserve'>" + words + "</w:t></w:r>";
    }
}
