/// What tells how Engram is, on AWS and OpenSearch.
package engram.storage.health;
