/// Legal holds: what keeps documents from being touched, whatever a rule says.
package engram.retention.hold;
