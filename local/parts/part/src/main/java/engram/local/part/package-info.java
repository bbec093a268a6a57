/// What every part of the local system has in common: its command line, its ready line, its end.
package engram.local.part;
