/// What runs inside a function's process.
package engram.local.system.lambda.child;
