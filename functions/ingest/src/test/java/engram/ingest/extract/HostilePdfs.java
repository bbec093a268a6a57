package engram.ingest.extract;

import engram.ingest.extract.HostileKinds.Kind;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// PDFs that somebody made to hang, overflow, mislead or reach out, written by hand.
final class HostilePdfs {

    private static final String AWAY = "http://127.0.0.1:9/x";
    private static final String PAGE = "BT /F1 12 Tf 72 700 Td (some words) Tj ET";

    private final Kinds kinds = new Kinds();

    private HostilePdfs() {}

    static List<Kind> all() {
        HostilePdfs files = new HostilePdfs();
        files.structures();
        files.contents();
        files.fonts();
        return files.kinds.all();
    }

    private void structures() {
        pdf("pages that hold themselves", "3 0 obj <</Type/Pages/Parent 2 0 R/Kids[2 0 R 3 0 R]/Count 2>> endobj", "CORRUPT", "NO_TEXT", "EMPTY",
                "INDEXED");
        pdf("a page that is its own parent", "3 0 obj <</Type/Page/Parent 3 0 R/Contents 4 0 R>> endobj", "CORRUPT", "NO_TEXT", "INDEXED");
        pdf("two thousand million pages", "2 0 obj <</Type/Pages/Kids[3 0 R]/Count 2000000000>> endobj", "TOO_MANY_PAGES", "INDEXED");
        pdf("fewer pages than none", "2 0 obj <</Type/Pages/Kids[3 0 R]/Count -5>> endobj", "INDEXED", "EMPTY", "CORRUPT", "NO_TEXT");
        pdf("one page a thousand times", "2 0 obj <</Type/Pages/Kids[" + "3 0 R ".repeat(1_000) + "]/Count 1000>> endobj", "INDEXED");
        pdf("a reference that leads to itself", "4 0 obj 4 0 R endobj", "NO_TEXT", "INDEXED", "CORRUPT");
        pdf("references in a ring", "4 0 obj 7 0 R endobj 7 0 obj 4 0 R endobj", "NO_TEXT", "INDEXED", "CORRUPT");
        pdf("an outline in a ring", "1 0 obj <</Type/Catalog/Pages 2 0 R/Outlines 7 0 R>> endobj 7 0 obj <</First 8 0 R/Last 8 0 R>> endobj"
                + " 8 0 obj <</Title(a)/Next 8 0 R/First 8 0 R/Dest[3 0 R/Fit]>> endobj", "INDEXED");
        pdf("scripts and programs", "1 0 obj <</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.launchURL\\('" + AWAY + "'\\))>>"
                + "/AA<</WC<</S/Launch/F(/bin/sh)>>>>>> endobj", "INDEXED");
        pdf("a page of light years", "3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[-1e38 -1e38 1e38 1e38]/UserUnit 1e30/Contents 4 0 R"
                + "/Resources<</Font<</F1 5 0 R>>>>>> endobj", "INDEXED", "NO_TEXT");
    }

    private void contents() {
        pdf("a form that draws itself", "3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>"
                + "/XObject<</X 7 0 R>>>>>> endobj\n" + stream("4 0 obj", "", "/X Do " + PAGE) + stream("7 0 obj",
                "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 7 0 R>>>>", "/X Do /X Do"), "INDEXED", "TOO_DEEP", "NO_TEXT");
        pdf("forms that draw the next one twice", "3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font"
                + "<</F1 5 0 R>>/XObject<</X 10 0 R>>>>>> endobj\n" + stream("4 0 obj", "", "/X Do") + twice(40), "EXPANDS_TOO_MUCH");
        pdf("a form that draws itself in a group", "3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font"
                + "<</F1 5 0 R>>/XObject<</X 7 0 R>>>>>> endobj\n" + stream("4 0 obj", "", "/X Do " + PAGE) + stream("7 0 obj",
                "/Type/XObject/Subtype/Form/Group<</S/Transparency>>/BBox[0 0 9 9]/Resources<</XObject<</X 7 0 R>>>>", "/X Do /X Do"),
                "INDEXED");
        pdf("more letters than a page can hold", "3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font"
                + "<</F1 5 0 R>>/XObject<</X 7 0 R>>>>>> endobj\n" + stream("4 0 obj", "", "/X Do ".repeat(49_000)) + stream("7 0 obj",
                "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</Font<</F1 5 0 R>>>>", "BT /F1 1 Tf (" + "many ".repeat(200) + ") Tj ET"),
                "EXPANDS_TOO_MUCH");
        pdf("a content of brackets", stream("4 0 obj", "", "[".repeat(100_000)), "NO_TEXT", "CORRUPT", "TOO_DEEP");
        pdf("a content of dictionaries", stream("4 0 obj", "", "/A <<".repeat(100_000)), "NO_TEXT", "CORRUPT", "TOO_DEEP");
        pdf("states never given back", stream("4 0 obj", "", "q ".repeat(200_000) + PAGE), "INDEXED", "NO_TEXT");
        pdf("an array in arrays", "7 0 obj " + "[".repeat(100_000) + " endobj", "CORRUPT", "TOO_DEEP", "INDEXED", "NO_TEXT");
        pdf("a picture that does not end", stream("4 0 obj", "", PAGE + " BI /W 99999999 /H 99999999 ID " + "x".repeat(100_000)), "INDEXED",
                "NO_TEXT");
        pdf("a table of what is where, in a ring", "trailer <</Root 1 0 R/Prev 9>>\nstartxref\n9\n", "INDEXED", "CORRUPT");
    }

    private void fonts() {
        maps("a font that maps more than there is", ("100 beginbfrange " + "<0000> <FFFF> <0000> ".repeat(100) + "endbfrange ").repeat(2));
        maps("a font that maps two thousand million", "1 beginbfrange <00000000> <7FFFFFFF> <0000> endbfrange");
        maps("a font that maps two thousand million to the same", "1 beginbfrange <00000000> <7FFFFFFF> <0041> endbfrange");
        pdf("a font of more ranges than there is time for", "5 0 obj <</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/ToUnicode 7 0 R"
                + "/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/BaseFont/A/CIDSystemInfo<</Registry(A)/Ordering(B)/Supplement 0>>>>]>> endobj\n"
                + stream("7 0 obj", "", ("100 beginbfrange " + "<0000> <FFFF> <0000> ".repeat(100) + "endbfrange ").repeat(50)),
                "EXPANDS_TOO_MUCH");
        maps("a font of ranges of glyphs", ("100 begincidrange " + "<0000> <FFFF> 0 ".repeat(100) + "endcidrange ").repeat(50));
        maps("a font that maps one letter to many", "1 beginbfchar <0001> <" + "0041".repeat(50_000) + "> endbfchar");
        maps("a font of ranges that never end", "1 beginbfrange " + "<0000> ".repeat(50_000));
        maps("a font that uses itself", "/X usecmap /Identity-H usecmap 1 begincodespacerange <00> <FF> endcodespacerange");
    }

    private void maps(String what, String map) {
        pdf(what, "5 0 obj <</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/ToUnicode 7 0 R"
                + "/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/BaseFont/A/CIDSystemInfo<</Registry(A)/Ordering(B)/Supplement 0>>>>]>> endobj\n"
                + stream("7 0 obj", "", "1 begincodespacerange <0000> <FFFF> endcodespacerange " + map),
                "INDEXED", "NO_TEXT", "CORRUPT", "EXPANDS_TOO_MUCH");
    }

    private static String twice(int forms) {
        StringBuilder objects = new StringBuilder();
        for (int form = 10; form < 10 + forms; form++) {
            objects.append(stream(form + " 0 obj", "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X " + (form + 1)
                    + " 0 R>>>>", "/X Do /X Do"));
        }
        return objects.toString();
    }

    private static String stream(String object, String dictionary, String content) {
        return "%s <<%s/Length %d>>\nstream\n%s\nendstream endobj\n".formatted(object, dictionary, content.length(), content);
    }

    /// A page of words, in which what is given takes the place of what is there.
    private void pdf(String what, String objects, String... ends) {
        String file = "%PDF-1.5\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj\n"
                + "3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>> endobj\n"
                + stream("4 0 obj", "", PAGE) + "5 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica>> endobj\n"
                + objects + "\ntrailer <</Root 1 0 R>>\n%%EOF";
        kinds.add(what, "a.pdf", file.getBytes(StandardCharsets.ISO_8859_1), ends);
    }
}
