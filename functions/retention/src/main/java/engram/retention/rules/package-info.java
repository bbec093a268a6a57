/// Rules as data: read from YAML, checked, and matched against objects.
package engram.retention.rules;
