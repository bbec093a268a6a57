/// DynamoDB on this machine: DynamoDB Local.
package engram.local.dynamodb;
