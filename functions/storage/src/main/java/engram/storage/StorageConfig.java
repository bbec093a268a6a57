package engram.storage;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// Where the stores are; each can be set by an environment variable, `ENGRAM_BUCKET`, `ENGRAM_INDEX_ENDPOINT` and so on.
/// Endpoints and credentials of the AWS clients are those of the SDK and of Quarkus (`AWS_REGION`,
/// `QUARKUS_S3_ENDPOINT_OVERRIDE`, …); how long they wait is in [FailureConfig].
@ConfigMapping(prefix = "engram")
public interface StorageConfig {

    /// Name of the bucket that holds the documents.
    String bucket();

    /// URL of the queue that hints are sent to. Only a function that sends hints needs it.
    Optional<String> queueUrl();

    /// DynamoDB table with leases and documents.
    @WithDefault("engram-catalog")
    String catalogTable();

    /// DynamoDB table with the vectors of texts that were embedded before.
    @WithDefault("engram-embeddings")
    String embeddingsTable();

    /// How long a vector is kept there, from when it was made: a cache, of which nothing is missed but time. What is asked for later is
    /// embedded again.
    @WithDefault("180d")
    Duration embeddingsKept();

    /// Base URL of OpenSearch, like `https://search.example.com` or `http://127.0.0.1:9200`, without credentials.
    URI indexEndpoint();

    /// Alias that all reads and writes of the index go through; the index behind it is named after it and the model
    /// version.
    @WithDefault("engram")
    String indexAlias();

    /// What kind of index it is: `domain` is a domain of Amazon OpenSearch Service, or any OpenSearch; `serverless` is a vector collection
    /// of Amazon OpenSearch Serverless, which cannot refuse what comes late and shows what was written seconds later.
    @WithDefault("domain")
    IndexKind indexKind();

    /// How long a collection of OpenSearch Serverless may take to show what was written: what is younger is neither compared nor proven.
    /// AWS says 10 seconds, or 60 for collections of the first generation. A domain shows it at once.
    @WithDefault("60s")
    Duration indexShownWithin();

    /// The same of the index that there is.
    default Duration shownWithin() {
        return indexKind() == IndexKind.SERVERLESS ? indexShownWithin() : Duration.ZERO;
    }

    /// Service that requests to the index are signed for (AWS Signature Version 4): `es` for a domain of Amazon OpenSearch Service, `aoss`
    /// for a collection of Amazon OpenSearch Serverless; absent: they are not signed.
    Optional<String> indexSigning();
}
