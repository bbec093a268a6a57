/// What tells how Engram is: what is asked of each dependency, and what the functions leave behind about themselves.
package engram.domain.health;
