package engram.local.s3;

import engram.local.part.Loopback;
import engram.local.part.Server;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;

/// s3proxy in this process: anonymous, path style.
final class S3 implements Server {
    private final S3Proxy proxy;
    private final Closeable alongside;

    private S3(S3Proxy proxy, Closeable alongside) {
        this.proxy = proxy;
        this.alongside = alongside;
    }

    static S3 start(int port, BlobStore store, Closeable alongside) throws IOException {
        S3Proxy proxy = S3Proxy.builder()
                .blobStore(store)
                .endpoint(URI.create("http://" + Loopback.ADDRESS + ":" + port))
                .awsAuthentication(AuthenticationType.NONE, null, null)
                .ignoreUnknownHeaders(true)
                .stopTimeout(2_000)
                .build();
        try {
            proxy.start();
        } catch (Exception e) {
            throw new IOException("s3proxy did not start on port " + port, e);
        }
        return new S3(proxy, alongside);
    }

    @Override
    public int port() {
        return proxy.getPort();
    }

    @Override
    public void close() throws IOException {
        try {
            proxy.stop();
        } catch (Exception e) {
            throw new IOException("s3proxy did not stop", e);
        } finally {
            alongside.close();
        }
    }
}
