/// Whether bucket, catalog and index agree, found out by reading them through the stores' own APIs: nothing here knows how Engram
/// reads or writes them, but for the names in `infra/` and the rules in `docs/architecture.md`.
package engram.local.chaos.compare;
