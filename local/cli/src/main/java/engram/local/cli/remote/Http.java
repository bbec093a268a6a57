package engram.local.cli.remote;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/// Plain HTTP to this machine. HttpURLConnection, because a new java.net.http.HttpClient costs a short command more than
/// everything else it does.
final class Http {

    private static final int CONNECT_MILLIS = 5_000;
    /// An API answer larger than this is not one of ours.
    private static final int MAX_ANSWER = 64 << 20;

    private final int readMillis;

    /// @param readMillis longest silence of the other side
    Http(int readMillis) {
        this.readMillis = readMillis;
    }

    /// What goes out: its length and where its bytes come from.
    interface Body {
        long length();

        void writeTo(OutputStream out) throws IOException;

        static Body of(byte[] bytes) {
            return new Body() {
                @Override
                public long length() {
                    return bytes.length;
                }

                @Override
                public void writeTo(OutputStream out) throws IOException {
                    out.write(bytes);
                }
            };
        }
    }

    /// @param eTag without quotes, empty if there is none
    record Answer(int status, String contentType, String eTag, byte[] body) {
        boolean ok() {
            return status / 100 == 2;
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    Answer get(URI uri) throws IOException {
        return send("GET", uri, Map.of(), Optional.empty());
    }

    Answer send(String method, URI uri, Map<String, String> headers, Optional<Body> body) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(readMillis);
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setRequestMethod(method);
        headers.forEach(connection::setRequestProperty);
        if (body.isPresent()) {
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(body.get().length());
            try (OutputStream out = connection.getOutputStream()) {
                body.get().writeTo(out);
            }
        }
        return answer(connection);
    }

    private static Answer answer(HttpURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        byte[] bytes = new byte[0];
        try (InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            if (in != null) {
                bytes = in.readNBytes(MAX_ANSWER + 1);
            }
        }
        if (bytes.length > MAX_ANSWER) {
            throw new IOException("an answer of more than " + MAX_ANSWER + " bytes");
        }
        return new Answer(status, header(connection, "Content-Type"), header(connection, "ETag").replace("\"", ""), bytes);
    }

    private static String header(HttpURLConnection connection, String name) {
        return Optional.ofNullable(connection.getHeaderField(name)).orElse("");
    }

    /// Percent-encodes everything but unreserved characters, as S3 and RFC 3986 have it.
    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A").replace("%7E", "~");
    }
}
