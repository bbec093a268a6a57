package engram.local.cli.cost;

/// A number that somebody else can look up.
///
/// @param unit what it counts
/// @param source where it comes from: a published page, a command that measures it, or "assumed" and why
public record Sourced(double value, String unit, String source) {

    public Sourced {
        if (!Double.isFinite(value) || value < 0) {
            throw new IllegalArgumentException("expected a number of at least 0, got " + value);
        }
        if (unit.isBlank() || source.isBlank()) {
            throw new IllegalArgumentException("a number has a unit and a source, got \"" + unit + "\" and \"" + source + "\"");
        }
    }
}
