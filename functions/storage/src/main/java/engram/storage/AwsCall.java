package engram.storage;

import engram.domain.TransientFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.ServiceMetadata;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/// One request to an AWS service of which so little is asked that its whole client would be too much to carry: signed, sent
/// once, and not tried again.
public final class AwsCall {

    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final String service;
    private final String region;
    private final URI endpoint;
    private final AwsCredentialsProvider credentials;
    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();

    /// @param functionError absent: no function failed, or none was asked
    public record Answer(int status, Optional<String> functionError, byte[] body) {}

    AwsCall(String service, String region, URI endpoint, AwsCredentialsProvider credentials) {
        this.service = service;
        this.region = region;
        this.endpoint = endpoint;
        this.credentials = credentials;
    }

    /// With region and credentials of the surroundings, as the SDK finds them.
    ///
    /// @param service  its name in endpoints and signatures, like `lambda`
    /// @param endpoint absent: AWS's own
    public static AwsCall to(String service, Optional<URI> endpoint) {
        Region region = new DefaultAwsRegionProviderChain().getRegion();
        return new AwsCall(
                service,
                region.id(),
                endpoint.orElseGet(() -> URI.create("https://" + ServiceMetadata.of(service).endpointFor(region))),
                DefaultCredentialsProvider.builder().build());
    }

    /// @param path      with its query, if it has one
    /// @param headers   beside those of the signature
    /// @param within    longest wait for the whole answer
    /// @throws TransientFailure if there was no answer
    public Answer post(String path, Map<String, String> headers, byte[] body, Duration within) {
        HttpRequest request = request(URI.create(endpoint + path), headers, body, within);
        try (HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .build()) {
            HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
            return new Answer(
                    response.statusCode(), response.headers().firstValue("X-Amz-Function-Error"), response.body());
        } catch (IOException e) {
            throw new TransientFailure("%s (%s) gave no answer: %s".formatted(service, endpoint, e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransientFailure("interrupted while waiting for " + service, e);
        }
    }

    private HttpRequest request(URI uri, Map<String, String> headers, byte[] body, Duration within) {
        SdkHttpRequest.Builder plain = SdkHttpRequest.builder().method(SdkHttpMethod.POST).uri(uri);
        headers.forEach(plain::putHeader);
        SdkHttpRequest signed = signer.sign(ask -> ask.identity(credentials.resolveCredentials())
                        .request(plain.build())
                        .payload(ContentStreamProvider.fromByteArrayUnsafe(body))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region))
                .request();
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri).timeout(within).POST(BodyPublishers.ofByteArray(body));
        signed.forEachHeader((name, values) -> {
            // The host is the client's own business.
            if (!name.equalsIgnoreCase("Host")) {
                request.setHeader(name, values.getFirst());
            }
        });
        return request.build();
    }
}
