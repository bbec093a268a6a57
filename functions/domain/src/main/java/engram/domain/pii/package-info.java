/// Finds what tells who somebody is, or opens a door: personal data and credentials in text.
package engram.domain.pii;
