/// Health: what works, how far behind it is, what is wrong and what to do about it.
package engram.health;
