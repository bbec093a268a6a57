package engram.local.cli.bench;

import java.math.BigDecimal;
import java.math.MathContext;

/// Numbers for people.
final class Figures {

    private Figures() {}

    /// Three significant digits.
    static double rounded(double value) {
        return value == 0 ? 0 : new BigDecimal(value).round(new MathContext(3)).doubleValue();
    }
}
