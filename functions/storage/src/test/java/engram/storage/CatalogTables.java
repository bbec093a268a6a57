package engram.storage;

import engram.local.system.parts.EmbeddedServers;

/// What tests of other packages take from this one.
public final class CatalogTables {

    private CatalogTables() {}

    public static EmbeddedServers servers() {
        return Servers.get();
    }

    /// The catalog's table on the real server.
    public static CatalogTable real() {
        return new CatalogTable(Servers.dynamoDb(), "engram-catalog");
    }
}
