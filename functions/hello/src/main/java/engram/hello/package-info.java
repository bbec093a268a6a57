/// The least that a function on Funqy is. No template deploys it: `local/engram bench coldstart` starts it beside the others, to tell
/// what of a start is theirs.
package engram.hello;
