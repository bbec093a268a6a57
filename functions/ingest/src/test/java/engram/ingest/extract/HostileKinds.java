package engram.ingest.extract;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Files that somebody made to hang, overflow, mislead or reach out, written by hand for each format.
public final class HostileKinds {

    private static final int MUCH = 256 << 10;

    private final List<Kind> kinds = new ArrayList<>();

    private HostileKinds() {}

    /// @param what it tries
    /// @param ends INDEXED, EMPTY, or the reasons for which it may be rejected
    public record Kind(String what, String name, byte[] bytes, List<String> ends) {
        @Override
        public String toString() {
            return what + " (" + name + ")";
        }
    }

    public static List<Kind> all() {
        HostileKinds kinds = new HostileKinds();
        kinds.data();
        kinds.markup();
        kinds.mails();
        kinds.rtf();
        kinds.characters();
        kinds.names();
        kinds.kinds.addAll(HostileOffices.all());
        kinds.kinds.addAll(HostilePdfs.all());
        kinds.kinds.addAll(HostileContainers.all());
        return kinds.kinds;
    }

    private void data() {
        text("a million laughs", "a.xml", "<!DOCTYPE l [<!ENTITY a \"ha\">" + counted(30, i -> "<!ENTITY a" + i + " \"&a;&a;\">")
                + "]><l>&a29;</l>", "INDEXED");
        text("an entity of a file and one of an address", "a.xml", "<!DOCTYPE a [<!ENTITY f SYSTEM \"file:///etc/passwd\"><!ENTITY % p"
                + " SYSTEM \"http://127.0.0.1:9/x.dtd\">%p;]><a>&f;</a>", "INDEXED");
        text("one long entity, used often", "a.xml", "<!DOCTYPE a [<!ENTITY a \"" + "x".repeat(64 << 10) + "\">]><a>" + "&a;".repeat(10_000)
                + "</a>", "INDEXED");
        text("many thousand attributes", "a.xml", "<a " + counted(20_000, i -> "b" + i + "='c' ") + "/>", "INDEXED");
        text("an attribute never closed", "a.xml", "<a b=\"" + "x ".repeat(MUCH / 2), "INDEXED", "TOO_MANY_CHUNKS");
        text("a billion laughs of aliases", "a.yaml", "a0: &a0 [x]\n" + counted(30, i -> "a" + i + ": &a" + i + " [*a" + (i - 1) + ",*a"
                + (i - 1) + "]\n"), "INDEXED");
        text("objects that want to be made", "a.yaml", "a: !!javax.script.ScriptEngineManager [!!java.net.URLClassLoader"
                + " [[!!java.net.URL [\"http://127.0.0.1:9/\"]]]]\n", "INDEXED");
        text("flow in flow", "a.yaml", "a: " + "[".repeat(MUCH), "INDEXED", "TOO_MANY_CHUNKS");
        text("keys in keys", "a.yaml", counted(3_000, i -> " ".repeat(i) + "a:\n"), "INDEXED");
        text("documents", "a.yaml", "---\n".repeat(MUCH / 4), "INDEXED", "TOO_MANY_CHUNKS");
        text("a name twice", "a.json", "{\"a\": 1, \"a\": \"second\"}", "INDEXED");
        text("a number of a million digits", "a.json", "[" + "9".repeat(1 << 20) + ", 1e999999999]", "INDEXED");
        text("backslashes", "a.json", "\"" + "\\".repeat(MUCH + 1), "INDEXED", "TOO_MANY_CHUNKS");
        text("opening quotes", "a.json", "\"".repeat(MUCH), "INDEXED", "TOO_MANY_CHUNKS");
        text("commas", "a.json", "[" + ",".repeat(MUCH), "INDEXED", "TOO_MANY_CHUNKS");
        text("values", "a.jsonl", "1\n".repeat(MUCH / 2), "INDEXED", "TOO_MANY_CHUNKS");
        text("a line of many million characters", "a.csv", "a,".repeat(512 << 10), "INDEXED", "TOO_MANY_CHUNKS");
        text("a million columns", "a.csv", counted(100_000, i -> "c" + i + ",") + "\n1\n", "INDEXED", "TOO_MANY_CHUNKS");
        text("a quote never closed", "a.csv", "a,\"b\n" + "1,2\n".repeat(MUCH / 4), "INDEXED", "TOO_MANY_CHUNKS");
        text("quotes", "a.tsv", "\"".repeat(MUCH), "INDEXED", "TOO_MANY_CHUNKS");
        text("empty rows", "a.csv", "a\n" + "\n".repeat(MUCH), "INDEXED");
        text("cells of a notebook in cells", "a.ipynb", "{\"cells\":[" + "{\"cells\":[".repeat(5_000), "TOO_DEEP");
        text("cells of a notebook twice", "a.ipynb", "{\"cells\":[{\"cell_type\":\"raw\",\"source\":\"one\"}],\"cells\":[]}", "CORRUPT");
        text("numbers of a notebook", "a.ipynb", "{\"cells\":[{\"cell_type\":\"heading\",\"level\":" + "9".repeat(1 << 20)
                + ",\"source\":\"x\"}]}", "CORRUPT");
        text("a number that is large", "a.ipynb", "{\"cells\":[{\"cell_type\":\"heading\",\"level\":1e999999999,\"source\":1e999999999}]}",
                "INDEXED", "CORRUPT");
        text("cells of another kind", "a.ipynb", "{\"cells\":{\"a\":[1,2,{\"source\":null}]},\"worksheets\":7}", "EMPTY");
        text("many thousand cells", "a.ipynb", "{\"cells\":[" + "{\"cell_type\":\"code\",\"source\":\"```\"},".repeat(20_000)
                + "{}]}", "INDEXED", "TOO_MANY_CHUNKS");
        text("backticks in code", "a.ipynb", "{\"cells\":[{\"cell_type\":\"code\",\"source\":\"" + "`".repeat(MUCH) + "\"}]}", "INDEXED",
                "TOO_MANY_CHUNKS");
        text("nothing in a notebook", "a.ipynb", "", "EMPTY");
    }

    private void markup() {
        for (String pathology : List.of("[", "![", "[a](", "[a](<", "**a ", "*a_ ", "`a``", "<", "<a ", "<!--", "<![CDATA[", "<?", "&#",
                "[x]: /u\n", "|a", "> ", "1. ", "- ", "    a\n", "~~~\n", "# ", "a\n---\n", "[[", "\\", "[a]: <", "](", "_", "*", "~", "\"",
                "<a href=\"", "$", "a**b", "[^1]: ", "http://a", "a@b.", "<div>\n\n")) {
            text("a great many of " + pathology.strip(), "a.md", pathology.repeat(MUCH / 2 / pathology.length()),
                    "INDEXED", "TOO_MANY_CHUNKS", "EMPTY");
        }
        text("a table of markdown with more columns than rows have", "a.md", "|a".repeat(20_000) + "|\n" + "|-".repeat(20_000) + "|\n"
                + "|\n".repeat(20_000), "INDEXED", "TOO_MANY_CHUNKS");
        text("front matter of anchors", "a.md", "---\na: &a [*a, *a]\nb: !!java.lang.Runtime x\n---\nwords", "INDEXED");
        text("includes of files and addresses", "a.adoc", "= T\n\ninclude::/etc/passwd[]\n\ninclude::http://127.0.0.1:9/a[]\n\n"
                + "image::file:///etc/passwd[x]\n\npass:[<script>]\n\nifdef::a[]\n", "INDEXED");
        text("directives of files and addresses", "a.rst", ".. include:: /etc/passwd\n\n.. raw:: html\n   :file: /etc/passwd\n\n"
                + ".. csv-table:: t\n   :url: http://127.0.0.1:9/\n\n.. literalinclude:: /etc/passwd\n", "INDEXED");
        for (String ending : List.of("adoc", "rst")) {
            for (String pathology : List.of("|===\n", "====\n", "----\n", "* ", "*".repeat(200) + " a\n", ":a: {a}\n", "{a}", "[[", "a::\n", ".a\n",
                    "+\n", "== a\n", "\n\n", "=\n", ".. a::\n", "`a`_ ", "|a| ", "+-+\n", "  ", " a\n  b\n", "_", "::\n\n")) {
                text("a great many of " + pathology.strip(), "a." + ending, pathology.repeat(MUCH / 2 / pathology.length()),
                        "INDEXED", "TOO_MANY_CHUNKS", "EMPTY");
            }
        }
        text("elements twenty thousand deep", "a.html", "<div><span>".repeat(20_000) + "deep", "INDEXED");
        text("many thousand attributes", "a.html", "<p " + counted(20_000, i -> "b" + i + "=c ") + ">words", "INDEXED");
        text("the same attribute often", "a.html", "<p " + "id=a ".repeat(10_000) + ">words", "INDEXED");
        text("tables in tables in cells", "a.html", "<table><tr><td>".repeat(10_000) + "deep", "INDEXED", "TOO_MANY_CHUNKS");
        text("formatting never closed", "a.html", "<b><i><a href=x><font>a".repeat(20_000), "INDEXED", "TOO_MANY_CHUNKS");
        text("formatting with attributes, in paragraphs", "a.html", counted(20_000, i -> "<p><b a" + i + "=1>w"), "INDEXED",
                "TOO_MANY_CHUNKS");
        text("selects, options and templates", "a.html", "<select><option><template><table><template>".repeat(20_000) + "x", "INDEXED",
                "EMPTY", "TOO_MANY_CHUNKS");
        text("foreign elements", "a.html", "<svg><math><mtext><svg><foreignObject>".repeat(20_000) + "words", "INDEXED");
        text("entities", "a.html", "&#x1F600;&amp&notit;&#99999999999;".repeat(20_000), "INDEXED", "TOO_MANY_CHUNKS");
        text("a title never closed", "a.html", "<title>" + "x ".repeat(1 << 20), "INDEXED", "TOO_MANY_CHUNKS", "EMPTY");
        text("meta elements", "a.html", counted(20_000, i -> "<meta name=n" + i + " content='a,b,c'>") + "words", "INDEXED");
        text("frames, objects, refreshes and scripts", "a.html", "<meta http-equiv=refresh content='0;url=http://127.0.0.1:9/'><base"
                + " href=http://127.0.0.1:9/><iframe src=file:///etc/passwd></iframe><object data=http://127.0.0.1:9/></object><script"
                + " src=http://127.0.0.1:9/>x</script><link rel=stylesheet href=http://127.0.0.1:9/><p>words", "INDEXED");
        text("a line of many million characters", "a.txt", "x".repeat(1 << 20), "INDEXED", "TOO_MANY_CHUNKS");
        text("empty lines by the million", "a.txt", "\n".repeat(1 << 20), "EMPTY");
        text("a word and many million blanks", "a.txt", "a" + " ".repeat(1 << 20), "INDEXED");
        text("a line of code without end", "a.java", "{".repeat(1 << 20), "INDEXED", "TOO_MANY_CHUNKS");
    }

    private void mails() {
        text("parts a thousand deep", "a.eml", counted(1_000, i -> "Content-Type: multipart/mixed; boundary=b" + i + "\n\n--b" + i + "\n")
                + "\nwords", "TOO_DEEP");
        text("mails in mails", "a.eml", "Subject: a\nContent-Type: message/rfc822\n\n".repeat(1_000) + "\nwords", "TOO_DEEP");
        text("many thousand headers", "a.eml", "X-A: b\n".repeat(20_000) + "\nwords", "INDEXED", "CORRUPT");
        text("a header of megabytes", "a.eml", "Subject: " + "x ".repeat(MUCH / 2) + "\n\nwords", "INDEXED", "TOO_MANY_CHUNKS");
        text("recipients by the ten thousand", "a.eml", "Subject: s\nTo: " + "a@b.example,\n ".repeat(20_000) + "\n\nwords", "INDEXED",
                "TOO_MANY_CHUNKS");
        text("comments in comments in an address", "a.eml", "Subject: s\nTo: " + "(".repeat(20_000) + "\n\nwords", "INDEXED");
        text("groups in an address", "a.eml", "Subject: s\nTo: " + "a:<".repeat(20_000) + "\n\nwords", "INDEXED");
        text("encoded words", "a.eml", "Subject: " + "=?utf-8?B?eA==?= ".repeat(20_000) + "\n\nwords", "INDEXED", "TOO_MANY_CHUNKS");
        text("a charset that nobody knows", "a.eml", "Subject: =?x-nobody?Q?a?=\nContent-Type: text/plain; charset=x-nobody\n\nwords",
                "INDEXED");
        text("an encoding that nobody knows", "a.eml", "Content-Transfer-Encoding: x-uuencode\n\nbegin 644 a\n#86)C\n`\nend\n", "INDEXED");
        text("base64 that is none", "a.eml", "Subject: s\nContent-Transfer-Encoding: base64\n\n" + "=?*~".repeat(20_000), "INDEXED", "CORRUPT");
        text("parts by the ten thousand", "a.eml", "Content-Type: multipart/mixed; boundary=b\n\n" + "--b\n\nx\n".repeat(20_000), "INDEXED",
                "TOO_MANY_CHUNKS");
        text("a boundary of nothing", "a.eml", "Content-Type: multipart/mixed; boundary=\"\"\n\n" + "--\n".repeat(20_000) + "x", "INDEXED",
                "CORRUPT", "EMPTY");
        text("a body that is elsewhere", "a.eml", "Subject: s\nContent-Type: message/external-body; access-type=URL;"
                + " URL=\"http://127.0.0.1:9/\"\n\nContent-Type: text/plain\n\nwords", "INDEXED");
        text("only the plain one of two is empty", "a.eml", "Subject: s\nContent-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type:"
                + " text/plain\n\n \n--b\nContent-Type: text/html\n\n<p>words\n--b--\n", "INDEXED");
        text("parameters without end", "a.eml", "Content-Type: text/plain" + counted(10_000, i -> "; a*" + i + "=b") + "\n\nwords", "INDEXED");
    }

    private void rtf() {
        text("groups twenty thousand deep", "a.rtf", "{\\rtf1 " + "{".repeat(20_000) + "x" + "}".repeat(20_001), "INDEXED", "TOO_DEEP",
                "CORRUPT");
        text("bytes that are not there", "a.rtf", "{\\rtf1 a\\bin2147483647 words}", "INDEXED", "EMPTY", "CORRUPT");
        text("bytes less than none", "a.rtf", "{\\rtf1 a\\bin-5 words}", "INDEXED", "CORRUPT");
        text("numbers that are too large", "a.rtf", "{\\rtf1\\uc99999999999 \\u99999999999 words\\fs99999999999999999999}", "INDEXED",
                "CORRUPT", "EMPTY");
        text("letters to skip", "a.rtf", "{\\rtf1\\uc2000000000 \\u100 words and more}", "INDEXED", "EMPTY", "CORRUPT");
        text("a control word of megabytes", "a.rtf", "{\\rtf1 \\" + "a".repeat(MUCH) + " words}", "INDEXED", "CORRUPT");
        text("a list table", "a.rtf", "{\\rtf1{\\*\\listtable" + "{\\list\\listid1{\\listlevel}}".repeat(20_000) + "}words}", "INDEXED");
        text("fonts", "a.rtf", "{\\rtf1{\\fonttbl" + counted(20_000, i -> "{\\f" + i + "\\fcharset" + i % 300 + " A;}") + "}\\f7 words}",
                "INDEXED");
        text("objects and pictures", "a.rtf", "{\\rtf1 words{\\object\\objemb{\\*\\objdata " + "0105".repeat(20_000) + "}}{\\pict\\wmetafile8 "
                + "00".repeat(20_000) + "}{\\field{\\*\\fldinst INCLUDETEXT \"http://127.0.0.1:9/\"}}}", "INDEXED");
        text("a page that never ends", "a.rtf", "{\\rtf1 " + "words\\par ".repeat(20_000), "INDEXED", "TOO_MANY_CHUNKS");
        text("a picture that says it is short", "a.rtf", "{\\rtf1{\\pict\\bin99999999 abc}words}", "INDEXED", "EMPTY", "CORRUPT");
    }

    private void characters() {
        String words = "some words, naïve and Größe, enough of them to be told from noise";
        for (String charset : List.of("UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE", "IBM500")) {
            bytes(charset + " without a mark", "a.txt", words.getBytes(Charset.forName(charset)), "INDEXED");
            bytes(charset + ", a page", "a.html", ("<p>" + words).getBytes(Charset.forName(charset)), "INDEXED");
            bytes(charset + ", a table", "a.csv", ("a,b\n" + words + ",2\n").getBytes(Charset.forName(charset)), "INDEXED");
        }
        text("UTF-7", "a.html", "<meta charset=utf-7><p>+ADw-script+AD4- words", "INDEXED");
        text("a charset that nobody knows", "a.html", "<meta charset=x-nobody><p>words", "INDEXED");
        text("ISO-2022-CN-EXT and others that only decode", "a.html", "<meta charset=x-JISAutoDetect><p>words", "INDEXED");
        bytes("an odd byte of UTF-16", "a.txt", new byte[] {(byte) 0xFF, (byte) 0xFE, 'a', 0, 'b'}, "INDEXED");
        bytes("marks only", "a.txt", new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF}, "EMPTY");
        bytes("a mark of UTF-16 only", "a.txt", new byte[] {(byte) 0xFE, (byte) 0xFF}, "EMPTY");
        bytes("lone surrogates", "a.md", "# \uD800 a\n\n\uDC00\uD800 b".getBytes(StandardCharsets.UTF_16BE), "INDEXED", "UNSUPPORTED_TYPE");
        text("one NUL among many words", "a.txt", (words + "\n").repeat(100) + "\0", "INDEXED");
        bytes("NUL bytes only", "a.txt", new byte[1 << 20], "UNSUPPORTED_TYPE");
        bytes("every byte there is", "a.txt", everyByte(), "UNSUPPORTED_TYPE");
        bytes("two charsets in one file", "a.txt", join((words + "\n").repeat(20).getBytes(StandardCharsets.UTF_8),
                (words + "\n").repeat(20).getBytes(StandardCharsets.ISO_8859_1)), "INDEXED");
        bytes("overlong forms", "a.txt", join(words.getBytes(StandardCharsets.UTF_8), new byte[] {(byte) 0xC0, (byte) 0x80, (byte) 0xE0,
            (byte) 0x80, (byte) 0xAF}, words.getBytes(StandardCharsets.UTF_8)), "INDEXED");
        text("directions and marks", "a.txt", "\u202E\u2066\u2067".repeat(10_000) + words + "\u0301".repeat(20_000), "INDEXED",
                "TOO_MANY_CHUNKS");
        text("tags, selectors, private use and nonCharacters", "a.txt", "\uDB40\uDC41\uFE0F\uE000\uFFFF\uFFFE words", "INDEXED");
    }

    private void names() {
        for (String ending : List.of("md", "html", "txt", "adoc", "rst", "csv", "tsv", "json", "jsonl", "yaml", "xml", "java", "ipynb", "eml")) {
            text("nothing", "a." + ending, "", "EMPTY");
            text("one blank", "a." + ending, " ", "EMPTY");
            bytes("one byte that is no text", "a." + ending, new byte[] {0}, "UNSUPPORTED_TYPE");
            text("one letter", "a." + ending, "x", "INDEXED", "CORRUPT", "EMPTY");
        }
        for (String ending : List.of("pdf", "docx", "xlsx", "pptx", "odt", "epub", "rtf")) {
            text("nothing", "a." + ending, "", "EMPTY");
            text("one letter", "a." + ending, "x", "CORRUPT");
            bytes("one byte", "a." + ending, new byte[] {0}, "CORRUPT", "UNSUPPORTED_TYPE");
        }
        Samples.all().forEach((name, bytes) -> {
            for (String other : List.of("a.txt", "a", "a.md", "a.html", "a.json", "a.eml", "a.jpg", "a.exe", "a.pdf", "a.docx", "a.odt")) {
                bytes("called otherwise than it is: " + name, other, bytes, "INDEXED");
            }
        });
        Samples.all().forEach((name, bytes) -> bytes("a PDF before it: " + name, name, join(Samples.pdf("Alpha"), bytes), "INDEXED"));
        Samples.all().forEach((name, bytes) -> bytes("a PDF behind it: " + name, name, join(bytes, Samples.pdf("Alpha")), "INDEXED", "CORRUPT"));
        text("a page that says it is a picture", "a.html", "GIF89a/*<p>words", "UNSUPPORTED_TYPE");
        bytes("an archive", "a.zip", Samples.zip("", Map.of("a.txt", "words")), "UNSUPPORTED_TYPE");
        bytes("an archive that is called a page", "a.md", Samples.zip("", Map.of("a.txt", "words")), "UNSUPPORTED_TYPE");
        bytes("an archive that is called a letter", "a.docx", Samples.zip("", Map.of("a.txt", "words")), "UNSUPPORTED_TYPE");
    }

    private void text(String what, String name, String text, String... ends) {
        bytes(what, name, text.getBytes(StandardCharsets.UTF_8), ends);
    }

    private void bytes(String what, String name, byte[] bytes, String... ends) {
        kinds.add(new Kind(what, name, bytes, List.of(ends)));
    }

    private static byte[] everyByte() {
        byte[] bytes = new byte[4_096];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        return bytes;
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static String counted(int count, IntFunction<String> part) {
        return IntStream.range(0, count).mapToObj(part).collect(Collectors.joining());
    }
}
