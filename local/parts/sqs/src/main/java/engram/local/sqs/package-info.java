/// SQS on this machine: ElasticMQ with messages that outlast a kill.
package engram.local.sqs;
