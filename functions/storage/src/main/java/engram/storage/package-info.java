/// The ports of the domain on AWS and OpenSearch: S3, SQS, DynamoDB and the index. No type of a vendor leaves this
/// package, and every failure of a vendor leaves it as a [engram.domain.TransientFailure] that names the dependency,
/// where it was sought, and what to do.
package engram.storage;
