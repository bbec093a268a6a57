package engram.storage;

import java.net.URI;
import java.util.Optional;

/// Checks what the configuration says of the index before anything is asked of it.
final class IndexPlace {

    private static final String SERVICE = "es";
    private static final String SERVERLESS = "aoss";

    private IndexPlace() {}

    /// @throws IllegalArgumentException if requests could not go there, or would carry a secret into logs
    static URI endpoint(URI configured) {
        boolean web = "http".equals(configured.getScheme()) || "https".equals(configured.getScheme());
        if (!web || configured.getHost() == null) {
            throw new IllegalArgumentException("ENGRAM_INDEX_ENDPOINT is not an http or https URL with a host, like"
                    + " https://search.example.com");
        }
        if (configured.getRawUserInfo() != null || configured.getRawQuery() != null || configured.getRawFragment() != null) {
            throw new IllegalArgumentException("ENGRAM_INDEX_ENDPOINT has credentials, a query or a fragment in it: a URL is"
                    + " logged; let the function's role use the index and set ENGRAM_INDEX_SIGNING to es");
        }
        return configured;
    }

    /// @throws IllegalArgumentException if there is no such service, or it cannot hold the index
    static Optional<String> signing(Optional<String> configured) {
        configured.filter(service -> !service.equals(SERVICE)).ifPresent(service -> {
            throw new IllegalArgumentException(service.equals(SERVERLESS)
                    ? "ENGRAM_INDEX_SIGNING is aoss, but collections of OpenSearch Serverless refuse documents with ids and"
                            + " versions, by which chunks are fenced; use a domain of OpenSearch Service (es)"
                    : "ENGRAM_INDEX_SIGNING is es or absent, got " + service);
        });
        return configured;
    }
}
