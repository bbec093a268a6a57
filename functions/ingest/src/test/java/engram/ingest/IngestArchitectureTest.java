package engram.ingest;

import engram.testing.contract.ArchitectureContract;

class IngestArchitectureTest extends ArchitectureContract {}
