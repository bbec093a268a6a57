package engram.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Texts of some paragraphs out of a few, each long enough to be a chunk: so that paragraphs move, repeat and come back.
final class Texts {

    private static final String[] NAMES = {
        "river", "engine", "ledger", "meadow", "signal", "harbour", "violet", "orchard", "lantern", "copper"
    };
    private static final int MOST = 5;
    private static final String BREAK = "\n\n";

    private Texts() {}

    /// A new text, or the present one with a paragraph changed, taken out or put in.
    static String next(Choices choices, String present) {
        List<String> paragraphs = new ArrayList<>(present.isBlank() ? List.of() : Arrays.asList(present.split(BREAK)));
        switch (paragraphs.isEmpty() ? 0 : choices.below(6)) {
            case 0, 1 -> {
                paragraphs.clear();
                for (int i = choices.below(MOST + 1); i >= 0; i--) {
                    paragraphs.add(paragraph(choices));
                }
            }
            case 2 -> paragraphs.set(choices.below(paragraphs.size()), paragraph(choices));
            case 3 -> paragraphs.remove(choices.below(paragraphs.size()));
            case 4 -> paragraphs.add(choices.below(paragraphs.size() + 1), paragraph(choices));
            default -> paragraphs.add(paragraphs.removeFirst());
        }
        return choices.below(16) == 15 ? "\0binary\0" : String.join(BREAK, paragraphs);
    }

    private static String paragraph(Choices choices) {
        String name = NAMES[choices.below(NAMES.length)];
        return (name + " ").repeat(15) + name + ".";
    }
}
