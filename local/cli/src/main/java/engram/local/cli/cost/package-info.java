/// What Engram costs on AWS a month: a model of its parts, with every number in `prices.json` and `figures.json`.
package engram.local.cli.cost;
