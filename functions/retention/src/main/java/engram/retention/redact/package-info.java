/// Takes personal data out of objects that are text.
package engram.retention.redact;
