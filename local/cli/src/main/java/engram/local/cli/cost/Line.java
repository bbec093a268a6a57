package engram.local.cli.cost;

/// One line of a bill.
///
/// @param quantity in `unit`, nothing taken off for a free tier
public record Line(String service, String what, double quantity, String unit, double usd) {}
