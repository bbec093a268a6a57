/// What a release is made of: the functions' packages with what is in each, under which licence, and checksums of all.
package engram.local.cli.release;
