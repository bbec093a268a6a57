package engram.ingest.extract;

import java.util.HashMap;
import java.util.Map;

/// Media types by the ending of a file's name. Those without an extractor are here so that their rejection names them.
final class Extensions {

    private Extensions() {}

    static Map<String, String> table() {
        Map<String, String> types = new HashMap<>();
        put(types, MediaTypes.MARKDOWN, "md markdown mdown mkd mkdn mdwn");
        put(types, MediaTypes.HTML, "html htm xhtml xht");
        put(types, MediaTypes.PLAIN, "txt text log");
        put(types, "text/x-rst", "rst rest");
        put(types, "text/asciidoc", "adoc asciidoc asc");
        put(types, "text/csv", "csv");
        put(types, "text/tab-separated-values", "tsv");
        put(types, "application/json", "json jsonl ndjson ipynb");
        put(types, "application/yaml", "yaml yml");
        put(types, "application/toml", "toml");
        put(types, "application/xml", "xml xsd xsl xslt rss atom");
        put(types, "image/svg+xml", "svg");
        put(types, "text/css", "css scss less");
        put(types, "text/javascript", "js mjs cjs ts tsx jsx");
        put(types, "text/x-source", "java kt scala groovy c h cc cpp cxx hpp cs go rs py rb php pl pm lua r swift m mm"
                + " sh bash zsh fish ps1 bat cmd sql vue svelte dart ex exs erl hs clj lisp el vim asm s tf proto gradle");
        put(types, "text/x-properties", "properties ini cfg conf env");
        put(types, "application/x-tex", "tex latex bib");
        put(types, "text/x-org", "org");
        put(types, "message/rfc822", "eml mbox");
        put(types, "text/calendar", "ics");
        put(types, "text/vcard", "vcf");
        put(types, MediaTypes.PDF, "pdf");
        put(types, MediaTypes.RTF, "rtf");
        put(types, MediaTypes.DOCX, "docx docm dotx");
        put(types, MediaTypes.XLSX, "xlsx xlsm xltx");
        put(types, MediaTypes.PPTX, "pptx pptm ppsx potx");
        put(types, MediaTypes.ODT, "odt ott");
        put(types, MediaTypes.ODS, "ods");
        put(types, MediaTypes.ODP, "odp");
        put(types, MediaTypes.EPUB, "epub");
        return Map.copyOf(types);
    }

    private static void put(Map<String, String> types, String type, String extensions) {
        for (String extension : extensions.split(" ")) {
            types.put(extension, type);
        }
    }
}
