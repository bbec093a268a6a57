package engram.query;

import engram.testing.contract.ArchitectureContract;

class QueryArchitectureTest extends ArchitectureContract {}
