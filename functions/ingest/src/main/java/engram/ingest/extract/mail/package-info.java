/// Mails, with mime4j.
package engram.ingest.extract.mail;
