/// What `retention` answers, for people.
package engram.local.cli.retention;
