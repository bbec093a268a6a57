package engram.retention.rules;

import java.util.List;
import java.util.stream.Collectors;

/// The rules make no sense; nothing is done by any of them.
public final class RulesInvalid extends RuntimeException {

    private static final long serialVersionUID = 1;

    /// @param line from 1
    /// @param column from 1
    public record Problem(int line, int column, String what) {
        @Override
        public String toString() {
            return "retention.yaml:%d:%d: %s".formatted(line, column, what);
        }
    }

    private final transient List<Problem> problems;

    public RulesInvalid(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }
}
