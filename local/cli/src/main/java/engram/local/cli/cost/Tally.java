package engram.local.cli.cost;

import java.util.ArrayList;
import java.util.List;

/// Adds a bill up: quantities by the name of their price.
final class Tally {

    private final Numbers prices;
    private final List<Line> lines = new ArrayList<>();

    Tally(Numbers prices) {
        this.prices = prices;
    }

    /// @param price name of the price of one `unit`
    Tally add(String service, String what, double quantity, String unit, String price) {
        return add(service, what, quantity, unit, prices.get(price));
    }

    Tally add(String service, String what, double quantity, String unit, double usdEach) {
        if (quantity > 0) {
            lines.add(new Line(service, what, quantity, unit, quantity * usdEach));
        }
        return this;
    }

    Bill bill() {
        return new Bill(lines);
    }
}
