/// The Lambda function `reconcile`: reads what it is ordered to do, and puts the parts together that do it.
package engram.reconcile.function;
