package engram.storage;

import java.net.URI;
import java.util.Optional;

/// Checks what the configuration says of the index before anything is asked of it.
final class IndexPlace {

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
                    + " logged; let the function's role use the index and set ENGRAM_INDEX_SIGNING");
        }
        return configured;
    }

    /// @throws IllegalArgumentException if there is no such service, or it has no index of that kind
    static Optional<String> signing(Optional<String> configured, IndexKind kind) {
        configured.filter(service -> !service.equals(kind.service())).ifPresent(service -> {
            throw new IllegalArgumentException("with ENGRAM_INDEX_KIND %s ENGRAM_INDEX_SIGNING is %s or absent, got %s%s".formatted(
                    kind.word(), kind.service(), service, hint(service, kind)));
        });
        return configured;
    }

    private static String hint(String service, IndexKind kind) {
        return kind == IndexKind.DOMAIN && service.equals(IndexKind.SERVERLESS.service())
                ? "; a collection of OpenSearch Serverless is of the kind serverless"
                : "";
    }
}
