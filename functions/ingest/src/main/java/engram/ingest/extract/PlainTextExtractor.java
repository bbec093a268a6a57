package engram.ingest.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Plain text: paragraphs are what blank lines separate. There is no title.
final class PlainTextExtractor implements Extractor {

    private final ExtractionSettings settings;

    PlainTextExtractor(ExtractionSettings settings) {
        this.settings = settings;
    }

    @Override
    public Extracted extract(Source source) {
        String text = Decoding.decode(source.bytes(), source.declared().stream().toList());
        return new Extracted(text, "", source.contentType(), Map.of(), paragraphs(text));
    }

    private List<Block> paragraphs(String text) {
        List<Block> blocks = new ArrayList<>();
        int start = -1;
        int end = 0;
        for (int line = 0; line < text.length(); ) {
            int next = endOfLine(text, line);
            boolean blank = text.substring(line, next).isBlank();
            if (blank && start >= 0 && blocks.size() < settings.maxBlocks()) {
                blocks.add(paragraph(start, end));
                start = -1;
            } else if (!blank) {
                start = start < 0 ? line : start;
                end = next;
            }
            line = next;
        }
        if (start >= 0) {
            blocks.add(paragraph(start, end));
        }
        return blocks;
    }

    private static Block paragraph(int start, int end) {
        return new Block(Block.Kind.PARAGRAPH, start, end, List.of());
    }

    /// The character behind the line break: LF, CR LF, or CR alone.
    private static int endOfLine(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n')) {
                return i + 1;
            }
        }
        return text.length();
    }
}
