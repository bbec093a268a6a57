/// From bytes to characters: charsets, told or guessed, and characters as Engram keeps them.
package engram.ingest.extract.characters;
