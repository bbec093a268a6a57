package engram.ingest.extract.markup;

import engram.domain.PermanentFailure;
import engram.domain.Reason;
import engram.ingest.extract.bounds.ExtractionSettings;
import engram.ingest.extract.characters.Binary;
import engram.ingest.extract.characters.DeclaredType;
import engram.ingest.extract.characters.Decoding;
import engram.ingest.extract.characters.Texts;
import engram.ingest.extract.document.Block;
import engram.ingest.extract.document.Extracted;
import engram.ingest.extract.document.Extractor;
import engram.ingest.extract.document.Metadata;
import engram.ingest.extract.document.Source;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/// HTML as a reader sees it, without scripts, styles and templates. The title is the `title` element (which the text
/// begins with if it is longer than a title may be), else the first heading of the first level; `meta` elements with a name become metadata, `keywords` one value each.
public final class HtmlExtractor implements Extractor {

    /// Where a page may say in which charset it is.
    private static final int DECLARATIONS = 4_096;

    private static final Pattern CHARSET =
            Pattern.compile("<(?:meta\\b|\\?xml\\b)[^>]{0,500}?(?:charset|encoding)\\s*=\\s*[\"']?\\s*([\\w:.-]+)", Pattern.CASE_INSENSITIVE);

    /// Most tags that are read: each costs up to some hundred bytes of memory.
    private static final int MOST_TAGS = 500_000;

    private final ExtractionSettings settings;

    public HtmlExtractor(ExtractionSettings settings) {
        this.settings = settings;
    }

    @Override
    public Extracted extract(Source source) {
        Document page = Parser.htmlParser()
                .setMaxDepth(settings.maxDepth() * 4)
                .parseInput(bounded(Decoding.decode(source.bytes(), told(source))), "");
        HtmlText rendered = new HtmlText(settings);
        if (page.title().length() > settings.maxTitle()) {
            rendered.begin(page.title());
        }
        page.filter(rendered);
        List<Block> blocks = rendered.blocks();
        String title = Texts.isBlank(page.title()) ? rendered.firstHeading() : page.title();
        return new Extracted(
                rendered.text(),
                Texts.oneLine(Texts.clean(title), settings.maxTitle()),
                source.contentType(),
                metadata(page).values(),
                blocks);
    }

    private static String bounded(String page) {
        int tags = 0;
        for (int at = page.indexOf('<'); at >= 0 && at + 1 < page.length(); at = page.indexOf('<', at + 1)) {
            tags += Character.isLetter(page.charAt(at + 1)) ? 1 : 0;
        }
        if (tags > MOST_TAGS) {
            throw new PermanentFailure(Reason.TOO_LARGE, "%,d tags, at most %,d are read".formatted(tags, MOST_TAGS));
        }
        return page;
    }

    private static List<Charset> told(Source source) {
        List<Charset> told = new ArrayList<>(source.declared().stream().toList());
        Matcher declared = CHARSET.matcher(Binary.ascii(source.bytes(), DECLARATIONS));
        while (declared.find()) {
            DeclaredType.charset(declared.group(1)).ifPresent(told::add);
        }
        return told;
    }

    private Metadata metadata(Document page) {
        Metadata metadata = new Metadata(settings);
        String language = page.select("html").attr("lang");
        metadata.add("language", language);
        for (Element meta : page.select("meta[content]")) {
            String name = meta.hasAttr("name") ? meta.attr("name") : meta.attr("property");
            String content = meta.attr("content");
            if (name.equalsIgnoreCase("keywords")) {
                FlowList.values(content).forEach(keyword -> metadata.add(name, keyword));
            } else if (!name.equalsIgnoreCase("viewport")) {
                metadata.add(name, content);
            }
        }
        return metadata;
    }
}
