/// People who write, edit, delete and ask, all of them made up from a seed.
package engram.local.chaos.load;
