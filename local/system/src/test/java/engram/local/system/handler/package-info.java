/// What the tests deploy.
package engram.local.system.handler;
