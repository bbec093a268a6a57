package engram.retention.function;

import io.quarkus.runtime.annotations.RegisterForReflection;

/// What Jackson reads and writes, for native executables. One class is Quarkus' own, which it does not tell them of: how an invocation
/// failed. Without it one that failed would never end.
@RegisterForReflection(
        classNames = {
            "engram.retention.function.Order",
            "engram.retention.function.Answer$Status",
            "engram.retention.function.Answer$Text",
            "engram.retention.function.Answer$HoldList",
            "engram.retention.function.Answer$ReceiptList",
            "engram.retention.function.Answer$RuleTaken",
            "engram.retention.function.Answer$RulesTaken",
            "engram.retention.function.Answer$Planned",
            "engram.retention.hold.Hold",
            "engram.retention.hold.Holding$Put",
            "engram.retention.ledger.Chain$Head",
            "engram.retention.ledger.Receipt",
            "engram.retention.ledger.Receipt$Thing",
            "engram.retention.ledger.Verification$Part",
            "engram.retention.ledger.Verification$Place",
            "engram.retention.sweep.Cleared$As",
            "engram.retention.sweep.Lease$Holder",
            "engram.retention.sweep.Mark",
            "engram.retention.sweep.Mark$Bits",
            "engram.retention.sweep.Mark$Rewriting",
            "engram.retention.sweep.Plan$Intention",
            "engram.retention.sweep.Plan$Part",
            "engram.retention.sweep.Proof",
            "engram.retention.sweep.Sweep$Report",
            "engram.retention.sweep.SweepState",
            "engram.retention.sweep.SweepState$Ask",
            "engram.retention.sweep.SweepState$Tally",
            "engram.retention.sweep.TextNotes$Part",
            "io.quarkus.amazon.lambda.runtime.FunctionError",
        })
final class Reflection {

    private Reflection() {}
}
