package engram.ingest.extract;

import engram.ingest.extract.type.MediaTypes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// OpenDocument texts and books with words planted wherever one may stand.
final class PlantedOpen {

    private static final String OASIS = "urn:oasis:names:tc:opendocument:xmlns:";
    private static final String NAMESPACES = " xmlns:office='" + OASIS + "office:1.0' xmlns:text='" + OASIS + "text:1.0' xmlns:table='" + OASIS
            + "table:1.0' xmlns:draw='" + OASIS + "drawing:1.0' xmlns:svg='" + OASIS + "svg-compatible:1.0' xmlns:style='" + OASIS
            + "style:1.0' xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:xlink='http://www.w3.org/1999/xlink'";

    private PlantedOpen() {}

    static byte[] text(Planted p) {
        List<Supplier<String>> parts = List.of(
                () -> "<text:p>" + p.prose() + "</text:p>",
                () -> "<text:h text:outline-level='2'>" + p.at("heading") + "</text:h>",
                () -> table(p.at("cell")),
                () -> "<table:table><table:table-row><table:table-cell>" + table(p.at("inner")) + "<text:p>" + p.at("below")
                        + "</text:p></table:table-cell></table:table-row></table:table>",
                () -> "<text:list><text:list-item><text:p>" + p.at("item") + "</text:p><text:list><text:list-item><text:p>" + p.at("deeper")
                        + "</text:p></text:list-item></text:list></text:list-item></text:list>",
                () -> "<text:p>words<text:note text:note-class='footnote'><text:note-citation>1</text:note-citation><text:note-body><text:p>"
                        + p.at("footnote") + "</text:p></text:note-body></text:note> and " + p.at("behind") + "</text:p>",
                () -> "<text:p>words<text:note text:note-class='endnote'><text:note-citation>i</text:note-citation><text:note-body><text:p>"
                        + p.at("endnote") + "</text:p></text:note-body></text:note></text:p>",
                () -> "<text:p>words<office:annotation><dc:creator>Ann</dc:creator><text:p>" + p.at("comment")
                        + "</text:p></office:annotation></text:p>",
                () -> "<text:p><text:a xlink:href='https://example.org'>" + p.at("link") + "</text:a><text:span>" + p.at("span")
                        + "</text:span><text:tab/>" + p.at("tabbed") + "</text:p>",
                () -> "<text:p><draw:frame><draw:text-box><text:p>" + p.at("box") + "</text:p></draw:text-box></draw:frame></text:p>",
                () -> "<text:p><draw:frame><draw:image xlink:href='Pictures/a.png'/><svg:title>" + p.at("alttitle") + "</svg:title><svg:desc>"
                        + p.at("alt") + "</svg:desc></draw:frame></text:p>",
                () -> "<text:section text:name='s'><text:p>" + p.at("section") + "</text:p></text:section>",
                () -> "<text:p><draw:custom-shape><text:p>" + p.at("shape") + "</text:p></draw:custom-shape></text:p>");
        Map<String, String> files = new LinkedHashMap<>();
        files.put("content.xml", "<?xml version='1.0' encoding='UTF-8'?><office:document-content" + NAMESPACES + "><office:body><office:text>"
                + p.mixed(parts) + "<text:p>" + p.at("last") + "</text:p></office:text></office:body></office:document-content>");
        files.put("styles.xml", "<?xml version='1.0' encoding='UTF-8'?><office:document-styles" + NAMESPACES + "><office:master-styles>"
                + "<style:master-page style:name='Standard'><style:header><text:p>" + p.at("header") + "</text:p></style:header><style:footer><text:p>"
                + p.at("footer") + "</text:p></style:footer></style:master-page></office:master-styles></office:document-styles>");
        return Samples.zip(MediaTypes.ODT, files);
    }

    private static String table(String cell) {
        return "<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell></table:table-row>"
                + "</table:table-header-rows><table:table-row><table:table-cell><text:p>b</text:p></table:table-cell><table:table-cell><text:p>"
                + cell + "</text:p></table:table-cell></table:table-row></table:table>";
    }

    static byte[] book(Planted p) {
        List<Supplier<String>> parts = List.of(
                () -> "<p>" + p.prose() + "</p>",
                () -> "<h2>" + p.at("heading") + "</h2>",
                () -> "<table><caption>" + p.at("caption") + "</caption><thead><tr><th>" + p.at("column") + "</th></tr></thead><tbody><tr><td>"
                        + p.at("cell") + "</td></tr></tbody></table>",
                () -> "<ul><li>" + p.at("item") + "<ol><li>" + p.at("deeper") + "</li></ol></li></ul>",
                () -> "<p>" + p.at("noted") + "<a href='#n'>1</a></p><aside id='n'>" + p.at("footnote") + "</aside>",
                () -> "<p><a href='https://example.org'>" + p.at("link") + "</a> <img src='a.png' alt='" + p.at("alt") + "'/></p>",
                () -> "<figure><img src='b.png' alt='" + p.at("figure") + "'/><figcaption>" + p.at("caption") + "</figcaption></figure>",
                () -> "<pre><code>" + p.at("code") + "\n  " + p.at("code") + "</code></pre><blockquote>" + p.at("quote") + "</blockquote>",
                () -> "<dl><dt>" + p.at("term") + "</dt><dd>" + p.at("meaning") + "</dd></dl><div>" + p.at("loose") + "</div>",
                () -> "<svg xmlns='http://www.w3.org/2000/svg'><text>" + p.at("drawn") + "</text></svg>");
        Map<String, String> files = new LinkedHashMap<>();
        files.put("META-INF/container.xml", "<?xml version='1.0'?><container version='1.0' xmlns='urn:oasis:names:tc:opendocument:xmlns:container'>"
                + "<rootfiles><rootfile full-path='OPS/book.opf' media-type='application/oebps-package+xml'/></rootfiles></container>");
        files.put("OPS/book.opf", "<?xml version='1.0'?><package xmlns='http://www.idpf.org/2007/opf' version='3.0' unique-identifier='id'><metadata"
                + " xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:identifier id='id'>1</dc:identifier><dc:title>t</dc:title></metadata><manifest>"
                + "<item id='one' href='one.xhtml' media-type='application/xhtml+xml'/><item id='two' href='text/two%20b.xhtml'"
                + " media-type='application/xhtml+xml'/><item id='nav' href='nav.xhtml' properties='nav' media-type='application/xhtml+xml'/></manifest>"
                + "<spine><itemref idref='one'/><itemref idref='two' linear='no'/></spine></package>");
        files.put("OPS/one.xhtml", page(p.mixed(parts)));
        files.put("OPS/text/two b.xhtml", page(p.mixed(parts) + "<p>" + p.at("last") + "</p>"));
        files.put("OPS/nav.xhtml", page("<nav><ol><li>contents</li></ol></nav>"));
        return Samples.zip(MediaTypes.EPUB, files);
    }

    private static String page(String body) {
        return "<?xml version='1.0'?><!DOCTYPE html><html xmlns='http://www.w3.org/1999/xhtml'><head><title>t</title></head><body>" + body
                + "</body></html>";
    }
}
