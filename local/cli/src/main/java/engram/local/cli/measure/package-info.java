/// How good and how fast: collections with judged answers, measures of ranking, loops to compare with.
package engram.local.cli.measure;
