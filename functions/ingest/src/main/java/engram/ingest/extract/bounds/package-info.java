/// What a file may cost: how much it unpacks to, how deep it goes, how long its parser takes.
package engram.ingest.extract.bounds;
