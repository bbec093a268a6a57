/// The Lambda function `ingest`: translates the queue's messages, and puts the pipeline together.
package engram.ingest.function;
