package engram.ingest.extract.type;

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
        put(types, MediaTypes.RST, "rst rest");
        put(types, MediaTypes.ASCIIDOC, "adoc asciidoc asc");
        put(types, MediaTypes.CSV, "csv");
        put(types, MediaTypes.TSV, "tsv tab");
        put(types, MediaTypes.JSON, "json jsonl ndjson geojson");
        put(types, MediaTypes.NOTEBOOK, "ipynb");
        put(types, MediaTypes.YAML, "yaml yml");
        put(types, MediaTypes.XML, "xml xsd xsl xslt rss atom svg");
        put(types, MediaTypes.SOURCE, "java kt scala groovy c h cc cpp cxx hpp cs go rs py rb php pl pm lua r swift m mm"
                + " sh bash zsh fish ps1 bat cmd sql vue svelte dart ex exs erl hs clj lisp el vim asm s tf proto gradle"
                + " js mjs cjs ts tsx jsx css scss less properties ini cfg conf env toml tex latex bib org ics vcf");
        put(types, MediaTypes.MAIL, "eml");
        put(types, "application/mbox", "mbox");
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
