/// Runs inside of functions' processes, and knows nothing but the JDK and the SDK that it finds there.
package engram.local.endtoend.recorder;
