/// What brings together what has drifted apart: sees the drift and sends hints, and writes neither index nor catalog entries.
package engram.reconcile;
