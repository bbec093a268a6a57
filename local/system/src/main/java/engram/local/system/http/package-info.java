/// The local HTTP API: requests to events of payload format 2.0 and back.
package engram.local.system.http;
