/// Starts of the deployed packages: how long they take, and the AOT caches that make them shorter.
package engram.local.cli.coldstart;
