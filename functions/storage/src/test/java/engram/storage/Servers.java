package engram.storage;

import engram.domain.Backoff;
import engram.local.system.collection.CollectionFront;
import engram.local.system.parts.EmbeddedServers;
import engram.storage.circuit.Circuit;
import engram.storage.circuit.CircuitSettings;
import engram.storage.circuit.Circuits;
import engram.storage.circuit.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/// The real servers, started once for all tests of this module; they end with the process of the tests.
final class Servers {

    private static final StaticCredentialsProvider ANYBODY =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));

    /// The JDK's client does not try again where a connection that was kept ends while it waits for leave to go on.
    private static final ExecutionInterceptor AT_ONCE = new ExecutionInterceptor() {
        @Override
        public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
            return context.httpRequest().copy(request -> request.removeHeader("Expect"));
        }
    };

    private static EmbeddedServers servers;
    private static CollectionFront collection;

    private Servers() {}

    static synchronized EmbeddedServers get() {
        if (servers == null) {
            servers = EmbeddedServers.start();
            Runtime.getRuntime().addShutdownHook(new Thread(servers::close));
        }
        return servers;
    }

    /// What stands in for a collection of OpenSearch Serverless, and shows what was written after a while.
    static synchronized URI collection() {
        if (collection == null) {
            try {
                collection = CollectionFront.start(get().openSearch(), Duration.ofMillis(700));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return collection.endpoint();
    }

    static Backoff backoff() {
        return new Backoff(
                Duration.ofMillis(25), Duration.ofSeconds(1), 8, new Random(), InstantSource.system(), Thread::sleep);
    }

    static Circuit circuit(Store store) {
        return new Circuits(new CircuitSettings(5, Duration.ofSeconds(5)), Clock.systemUTC()).of(store);
    }

    static DynamoDbClient dynamoDb() {
        return dynamoDb(get().dynamoDb());
    }

    static DynamoDbClient dynamoDb(URI endpoint, ExecutionInterceptor... interceptors) {
        return dynamoDb(endpoint, override -> List.of(interceptors).forEach(override::addExecutionInterceptor));
    }

    static DynamoDbClient dynamoDb(URI endpoint, Consumer<ClientOverrideConfiguration.Builder> override) {
        return DynamoDbClient.builder()
                .overrideConfiguration(override)
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(ANYBODY)
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    static S3Client s3(URI endpoint) {
        return s3(endpoint, _ -> {});
    }

    static S3Client s3(URI endpoint, Consumer<ClientOverrideConfiguration.Builder> override) {
        return S3Client.builder()
                .overrideConfiguration(configuration -> {
                    configuration.addExecutionInterceptor(AT_ONCE);
                    override.accept(configuration);
                })
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    static SqsClient sqs(URI endpoint) {
        return SqsClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(ANYBODY)
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }
}
