/// What can be wrong with Engram on this machine, each a check of its own.
package engram.local.cli.doctor;
