/// What becomes of objects by rules, and the proof of it.
package engram.retention;
