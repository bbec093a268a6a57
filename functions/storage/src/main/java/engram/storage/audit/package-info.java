/// The audit trail in the log.
package engram.storage.audit;
