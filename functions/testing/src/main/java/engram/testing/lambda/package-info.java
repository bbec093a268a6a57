/// Functions called as Lambda calls them.
package engram.testing.lambda;
