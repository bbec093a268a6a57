package engram.retention.function;

import engram.retention.hold.Hold;
import engram.retention.ledger.Chain;
import engram.retention.ledger.Receipt;
import engram.retention.sweep.Plan;
import engram.retention.sweep.SweepState;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the function answers with, where it is not what was asked for itself.
final class Answer {

    private Answer() {}

    /// @param on whether there are rules
    record Status(boolean on, Optional<SweepState> last, List<Hold> holds, long receipts) {}

    record Text(Optional<String> yaml) {}

    record HoldList(List<Hold> holds) {}

    record ReceiptList(Chain.Head head, List<Receipt> receipts) {}

    record RuleTaken(String id, String version, boolean acts) {}

    record RulesTaken(String sha256, List<RuleTaken> rules) {}

    record Planned(boolean on, Optional<Map<String, Object>> limits, Optional<Plan.Part> part) {}
}
