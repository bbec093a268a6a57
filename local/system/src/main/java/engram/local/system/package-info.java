/// The whole system on one machine, without Docker.
package engram.local.system;
