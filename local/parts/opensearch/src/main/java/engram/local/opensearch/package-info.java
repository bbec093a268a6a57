/// OpenSearch on this machine: one node with k-NN.
package engram.local.opensearch;
