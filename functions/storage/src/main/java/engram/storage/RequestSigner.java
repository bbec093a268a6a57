package engram.storage;

import java.net.URISyntaxException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.identity.spi.ResolveIdentityRequest;

/// Says who is asking.
@FunctionalInterface
interface RequestSigner {

    /// Nobody in particular, for an index that only the machine itself or a private network can reach.
    RequestSigner NONE = (_, _) -> {};

    /// Adds the headers to a request that is otherwise complete.
    void sign(HttpUriRequestBase request, byte[] body);

    /// A role on AWS (Signature Version 4), for Amazon OpenSearch Service or Serverless.
    ///
    /// @param service `es` or `aoss`
    static RequestSigner aws(
            String service, String region, IdentityProvider<? extends AwsCredentialsIdentity> credentials) {
        AwsV4HttpSigner signer = AwsV4HttpSigner.create();
        return (request, body) -> {
            SdkHttpRequest signed = signer.sign(ask -> ask.identity(identity(credentials))
                            .request(plain(request))
                            .payload(ContentStreamProvider.fromByteArrayUnsafe(body))
                            .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                            .putProperty(AwsV4HttpSigner.REGION_NAME, region))
                    .request();
            signed.forEachHeader((name, values) -> {
                // The host is the client's own business.
                if (!name.equalsIgnoreCase("Host")) {
                    request.setHeader(name, values.getFirst());
                }
            });
        };
    }

    private static AwsCredentialsIdentity identity(IdentityProvider<? extends AwsCredentialsIdentity> credentials) {
        return credentials
                .resolveIdentity(ResolveIdentityRequest.builder().build())
                .join();
    }

    private static SdkHttpRequest plain(HttpUriRequestBase request) {
        try {
            return SdkHttpRequest.builder()
                    .method(SdkHttpMethod.fromValue(request.getMethod()))
                    .uri(request.getUri())
                    .build();
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("the index has no valid URI", e);
        }
    }
}
