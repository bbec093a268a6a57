/// The ports of retention, on S3, DynamoDB and OpenSearch.
package engram.storage.retention;
