/// The Lambda function `health`: its page over HTTP, and its scheduled run.
package engram.health.function;
