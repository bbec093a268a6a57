/// Hints that nobody sent: what makes up for messages that were lost while the system was down.
package engram.local.system.replay;
