/// The running system as the command line reaches it: its S3 endpoint, its HTTP API, its status.
package engram.local.cli.remote;
