/// Files and folders on this machine as documents of a workspace: which of them count, under what key, and what changed.
package engram.local.cli.source;
