package engram.local.cli.remote;

import engram.local.cli.Failure;
import engram.local.system.parts.Unchecked;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// The bucket of documents, over S3's plain HTTP: the endpoint listens on loopback only, and nobody checks a signature. One is said to be there all
/// the same, since emulators of AWS keep what has none from objects that exist.
public final class Bucket {

    private static final int TRIES = 4;
    private static final int READ_MILLIS = 120_000;
    private static final Map<String, String> SIGNED = Map.of("Authorization", Unchecked.authorization("s3"));

    private final Http http = new Http(READ_MILLIS);
    private final URI root;

    /// @param endpoint of S3
    public Bucket(URI endpoint, String name) {
        this.root = URI.create(endpoint.toString().replaceAll("/$", "") + "/" + Http.encode(name));
    }

    /// Puts a file's bytes.
    ///
    /// @return the ETag that the bucket gave them
    /// @throws IOException if the file cannot be read, or the bucket does not take it
    public String put(String key, Path file, String contentType) throws IOException {
        return put(key, new FileBody(file, Files.size(file)), contentType);
    }

    public String put(String key, byte[] bytes, String contentType) throws IOException {
        return put(key, Http.Body.of(bytes), contentType);
    }

    private String put(String key, Http.Body body, String contentType) throws IOException {
        Map<String, String> headers = new HashMap<>(SIGNED);
        headers.put("Content-Type", contentType);
        return retried("PUT", at(key), headers, Optional.of(body)).eTag();
    }

    /// Deletes an object; one that is not there is no error.
    public void delete(String key) throws IOException {
        retried("DELETE", at(key), SIGNED, Optional.empty());
    }

    public boolean exists(String key) throws IOException {
        Http.Answer answer = http.send("HEAD", at(key), SIGNED, Optional.empty());
        if (answer.status() != 404 && !answer.ok()) {
            throw refused("HEAD", answer);
        }
        return answer.ok();
    }

    /// Every object under a prefix, page by page.
    public void list(String prefix, Consumer<S3Object> object) throws IOException {
        Optional<String> next = Optional.empty();
        do {
            Listing page = page(prefix, "", next);
            page.objects().forEach(object);
            next = page.next();
        } while (next.isPresent());
    }

    /// The first segments of all keys, without the "/".
    public List<String> topFolders() throws IOException {
        List<String> folders = new ArrayList<>();
        Optional<String> next = Optional.empty();
        do {
            Listing page = page("", "/", next);
            page.folders().forEach(folder -> folders.add(folder.substring(0, folder.length() - 1)));
            next = page.next();
        } while (next.isPresent());
        return folders;
    }

    private Listing page(String prefix, String delimiter, Optional<String> token) throws IOException {
        String query = "?list-type=2&encoding-type=url&prefix=" + Http.encode(prefix)
                + (delimiter.isEmpty() ? "" : "&delimiter=" + Http.encode(delimiter))
                + token.map(t -> "&continuation-token=" + Http.encode(t)).orElse("");
        return Listing.parse(retried("GET", URI.create(root + query), SIGNED, Optional.empty()).body());
    }

    private URI at(String key) {
        if (key.isEmpty()) {
            throw Failure.usage("a source path is empty");
        }
        return URI.create(root + "/" + Http.encode(key).replace("%2F", "/"));
    }

    /// Every request here can be sent twice; those that a restarting server drops are.
    private Http.Answer retried(String method, URI uri, Map<String, String> headers, Optional<Http.Body> body)
            throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                Http.Answer answer = http.send(method, uri, headers, body);
                if (answer.ok()) {
                    return answer;
                }
                if (answer.status() < 500 || attempt == TRIES) {
                    throw refused(method, answer);
                }
            } catch (Refused | ChangedWhileRead e) {
                throw e;
            } catch (IOException e) {
                if (attempt == TRIES) {
                    throw e;
                }
            }
            pause(attempt);
        }
    }

    private static void pause(int attempt) throws IOException {
        try {
            Thread.sleep(100L << attempt);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static Refused refused(String method, Http.Answer answer) {
        String code = answer.text().replaceAll("(?s).*<Code>([A-Za-z]{1,60})</Code>.*|.*", "$1");
        return new Refused("S3 answered " + method + " with " + answer.status() + (code.isEmpty() ? "" : " " + code));
    }

    private static final class Refused extends IOException {
        Refused(String message) {
            super(message);
        }
    }

    private static final class ChangedWhileRead extends IOException {
        ChangedWhileRead(Path file) {
            super(file + " changed while it was read");
        }
    }

    private record FileBody(Path file, long length) implements Http.Body {
        @Override
        public void writeTo(OutputStream out) throws IOException {
            long sent = 0;
            byte[] buffer = new byte[1 << 16];
            try (var in = Files.newInputStream(file)) {
                for (int n = in.read(buffer); n >= 0 && sent + n <= length; n = in.read(buffer)) {
                    out.write(buffer, 0, n);
                    sent += n;
                }
            }
            if (sent != length) {
                throw new ChangedWhileRead(file);
            }
        }
    }
}
