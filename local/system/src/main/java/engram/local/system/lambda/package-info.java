/// The local Lambda: execution environments that run the packages which are deployed, behind the Runtime API.
package engram.local.system.lambda;
