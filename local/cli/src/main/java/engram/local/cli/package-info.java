/// The command line of the local system: one class a command, each translating options into calls and answers into lines.
package engram.local.cli;
