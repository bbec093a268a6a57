/// A small HTTP proxy that does to requests and answers what networks and overloaded servers do: for tests of what is on
/// both sides of it. The JDK alone.
package engram.local.chaos.proxy;
