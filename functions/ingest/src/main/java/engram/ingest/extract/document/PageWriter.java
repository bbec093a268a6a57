package engram.ingest.extract.document;

import engram.domain.PermanentFailure;
import engram.domain.Reason;
import engram.ingest.extract.bounds.ExtractionSettings;
import engram.ingest.extract.characters.Texts;
import java.util.ArrayList;
import java.util.List;

/// Puts the pages of a document one behind another, as paragraphs.
public final class PageWriter {

    private final ExtractionSettings settings;
    private final HeadingPath headings = new HeadingPath();
    private final StringBuilder text = new StringBuilder();
    private final List<Block> blocks = new ArrayList<>();

    public PageWriter(ExtractionSettings settings) {
        this.settings = settings;
    }

    /// A heading that is above what comes next, and in its text.
    public record Heading(int level, String words) {}

    public void enter(Heading heading) {
        headings.enter(heading.level(), Texts.oneLine(Texts.clean(heading.words()), settings.maxTitle()));
    }

    /// @return whether there is anything on it
    public boolean add(String page) {
        if (Thread.currentThread().isInterrupted()) {
            throw new IllegalStateException("told to end");
        }
        if (text.length() + page.length() > settings.parsers().maxText()) {
            throw new PermanentFailure(
                    Reason.EXPANDS_TOO_MUCH, "holds more than " + settings.parsers().maxText() + " characters");
        }
        if (Texts.isBlank(page)) {
            return false;
        }
        if (!text.isEmpty()) {
            text.append("\n\n");
        }
        int start = text.length();
        text.append(Texts.clean(page.stripTrailing()));
        blocks.addAll(Paragraphs.of(text, start, settings.maxBlocks() - blocks.size(), headings.current()));
        return true;
    }

    public String text() {
        return text.toString();
    }

    public List<Block> blocks() {
        return blocks;
    }
}
