/// The four servers of the local system as processes: for the system itself, and for tests.
package engram.local.system.parts;
