/// What a person sees: lines that fit the terminal, colour where it is one, progress that moves.
package engram.local.cli.terminal;
