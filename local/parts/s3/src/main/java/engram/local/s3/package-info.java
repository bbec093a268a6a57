/// S3 on this machine: S3Proxy over plain files, and a message for each change of an object.
package engram.local.s3;
