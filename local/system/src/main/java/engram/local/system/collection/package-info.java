/// A vector collection of OpenSearch Serverless, as far as an OpenSearch on this machine can stand in for one.
package engram.local.system.collection;
