/// Receipts: one for each thing that retention did, each holding the hash of the one before.
package engram.retention.ledger;
