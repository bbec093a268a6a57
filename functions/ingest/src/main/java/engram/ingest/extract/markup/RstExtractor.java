package engram.ingest.extract.markup;

import engram.ingest.extract.bounds.ExtractionSettings;
import engram.ingest.extract.characters.Lines;
import engram.ingest.extract.document.Block;
import engram.ingest.extract.document.BlockNotes;
import engram.ingest.extract.document.Extracted;
import engram.ingest.extract.document.Extractor;
import engram.ingest.extract.document.Metadata;
import engram.ingest.extract.document.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// reStructuredText: the text is the file; sections, literal blocks, tables, lists and paragraphs are told apart. The
/// title is the first section's; fields before anything else (`:name: value`) become metadata. Nothing is included.
final class RstExtractor implements Extractor {

    private static final Pattern ADORNMENT = Pattern.compile("([!-/:-@\\[-`{-~])\\1*");
    private static final Pattern FIELD = Pattern.compile(":([^:\\n]{1,100}):(?:[ \\t]+(.*)|)");
    private static final Pattern ITEM =
            Pattern.compile("[ \\t]*(?:[-*+\u2022]|\\(?(?:\\d{1,9}|#|[A-Za-z])[.)]|\\.\\. \\[[^\\]]{1,100}\\])[ \\t]+\\S.*");
    private static final Pattern LITERAL =
            Pattern.compile("\\.\\. (?:code|code-block|sourcecode|parsed-literal|math|raw|literalinclude|highlight)::.*");
    private static final Pattern GRID = Pattern.compile("\\+(?:[-=]++\\+)++");
    private static final Pattern RULES = Pattern.compile("=++(?:[ \\t]++=++)++");

    private final ExtractionSettings settings;

    RstExtractor(ExtractionSettings settings) {
        this.settings = settings;
    }

    @Override
    public Extracted extract(Source source) {
        String text = source.text();
        Reading reading = new Reading(text);
        for (int at = 0; at < text.length(); ) {
            at = reading.line(at);
        }
        List<Block> blocks = reading.notes.finish();
        return new Extracted(
                text, reading.notes.firstHeading(), source.contentType(), reading.metadata.values(), blocks);
    }

    /// One document, from top to bottom.
    private final class Reading {
        private final String text;
        private final BlockNotes notes;
        private final Metadata metadata = new Metadata(settings);
        /// Adornments in the order in which they were first seen: the first one is the first level.
        private final List<String> levels = new ArrayList<>();
        private boolean fields = true;
        private boolean literal;

        Reading(String text) {
            this.text = text;
            this.notes = new BlockNotes(text, settings);
        }

        /// @return where to go on
        int line(int at) {
            String line = Lines.at(text, at).stripTrailing();
            int next = Lines.next(text, at);
            if (line.isEmpty()) {
                notes.blank();
                return next;
            }
            if (literal && isIndented(line)) {
                int end = endOfIndented(at);
                notes.block(Block.Kind.CODE, at, end);
                literal = false;
                return end;
            }
            literal = line.endsWith("::") && !line.startsWith("..") || LITERAL.matcher(line).matches();
            int behind = heading(at, next, line);
            return behind > 0 ? behind : other(at, next, line);
        }

        private int other(int at, int next, String line) {
            if (GRID.matcher(line).matches()) {
                return table(at, true);
            }
            if (RULES.matcher(line).matches()) {
                return table(at, false);
            }
            Matcher field = FIELD.matcher(line);
            if (fields && field.matches() && field.group(2) != null) {
                metadata.add(field.group(1), field.group(2));
            } else {
                fields = false;
            }
            if (ITEM.matcher(line).matches()) {
                notes.item(at, next);
            } else {
                notes.line(at, next);
            }
            return next;
        }

        /// @return behind the heading, 0 if there is none
        private int heading(int at, int next, String line) {
            if (next >= text.length() || notes.paragraphStart() >= 0) {
                return 0;
            }
            String second = Lines.at(text, next).stripTrailing();
            int third = Lines.next(text, next);
            if (!isAdornment(line) && !isIndented(line) && isAdornment(second) && second.length() >= Math.min(line.length(), 3)) {
                return enter(second.substring(0, 1), line, at, third);
            }
            boolean over = isAdornment(line) && line.length() > 2 && !second.isBlank() && third < text.length()
                    && Lines.at(text, third).stripTrailing().equals(line);
            return over ? enter("over" + line.charAt(0), second.strip(), at, Lines.next(text, third)) : 0;
        }

        private int enter(String adornment, String words, int from, int to) {
            if (!levels.contains(adornment)) {
                levels.add(adornment);
            }
            notes.heading(levels.indexOf(adornment) + 1, words, from, to);
            return to;
        }

        /// A grid table goes on while lines begin as one; a simple one up to the third of its rules, or a second one before a blank line.
        private int table(int from, boolean grid) {
            List<Integer> rows = new ArrayList<>(List.of(from));
            int at = Lines.next(text, from);
            int rules = 1;
            for (; at < text.length(); at = Lines.next(text, at)) {
                String line = Lines.at(text, at).stripTrailing();
                boolean rule = (grid ? GRID : RULES).matcher(line).matches();
                if (grid && !rule && !line.startsWith("|") && !line.startsWith("+") || !grid && line.isEmpty() && rules > 1) {
                    break;
                }
                rules += rule ? 1 : 0;
                if (!rule && (grid ? rowBegins(at) : !isIndented(line)) && at > Lines.next(text, from)) {
                    rows.add(at);
                }
            }
            notes.table(from, at, rows);
            return at;
        }

        private boolean rowBegins(int at) {
            int before = text.lastIndexOf('\n', Math.max(0, at - 2)) + 1;
            return GRID.matcher(Lines.at(text, before).stripTrailing()).matches();
        }

        private int endOfIndented(int from) {
            int end = from;
            for (int at = from; at < text.length(); at = Lines.next(text, at)) {
                String line = Lines.at(text, at);
                if (!line.isBlank() && !isIndented(line)) {
                    break;
                }
                end = line.isBlank() ? end : Lines.next(text, at);
            }
            return end;
        }
    }

    private static boolean isAdornment(String line) {
        return line.length() > 1 && ADORNMENT.matcher(line).matches();
    }

    private static boolean isIndented(String line) {
        return line.startsWith(" ") || line.startsWith("\t");
    }
}
