package engram.ingest.extract;

import engram.domain.PermanentFailure;
import engram.domain.Reason;
import java.util.ArrayList;
import java.util.List;

/// Puts the pages of a document one behind another, as paragraphs.
final class PageWriter {

    private final ExtractionSettings settings;
    private final HeadingPath headings = new HeadingPath();
    private final StringBuilder text = new StringBuilder();
    private final List<Block> blocks = new ArrayList<>();

    PageWriter(ExtractionSettings settings) {
        this.settings = settings;
    }

    /// A heading that is above what comes next, and in its text.
    record Heading(int level, String words) {}

    void enter(Heading heading) {
        headings.enter(heading.level(), Texts.oneLine(Texts.clean(heading.words()), settings.maxTitle()));
    }

    void add(String page) {
        if (Thread.currentThread().isInterrupted()) {
            throw new IllegalStateException("told to end");
        }
        if (text.length() + page.length() > settings.parsers().maxText()) {
            throw new PermanentFailure(
                    Reason.EXPANDS_TOO_MUCH, "holds more than " + settings.parsers().maxText() + " characters");
        }
        if (Texts.isBlank(page)) {
            return;
        }
        if (!text.isEmpty()) {
            text.append("\n\n");
        }
        int start = text.length();
        text.append(Texts.clean(page.stripTrailing()));
        blocks.addAll(Paragraphs.of(text, start, settings.maxBlocks() - blocks.size(), headings.current()));
    }

    boolean isBlank() {
        return text.isEmpty();
    }

    String text() {
        return text.toString();
    }

    List<Block> blocks() {
        return blocks;
    }
}
