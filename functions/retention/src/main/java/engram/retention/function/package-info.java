/// The Lambda function `retention`: reads what it is ordered to do, and puts the parts together that do it.
package engram.retention.function;
