package engram.storage.inventory;

import engram.domain.TransientFailure;
import engram.storage.Dependency;
import engram.storage.Service;
import engram.storage.circuit.Circuit;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/// The bucket that S3 delivers inventories to.
final class InventoryBucket {

    /// Inventories come once a day at most: years of them.
    private static final int MOST_FOLDERS = 10_000;

    private final S3Client client;
    private final String name;
    private final Dependency dependency;

    InventoryBucket(S3Client client, String name, Circuit circuit) {
        this.client = client;
        this.name = name;
        Service service = Service.of("S3 bucket " + name, client.serviceClientConfiguration(),
                "set ENGRAM_RECONCILE_INVENTORY to where S3 delivers the inventory, and allow the function's role s3:GetObject and"
                        + " s3:ListBucket there");
        this.dependency = new Dependency(service.name(), service.place(), service.remedy(), circuit);
    }

    /// A small object; empty if there is none.
    ///
    /// @throws TransientFailure if it is not small, or the bucket does not answer
    Optional<byte[]> read(String key, int most) {
        Optional<InputStream> object = open(key);
        if (object.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream in = object.get()) {
            byte[] bytes = in.readNBytes(most + 1);
            if (bytes.length > most) {
                throw Damage.in("s3://" + name + "/" + key, "it is larger than " + most + " bytes");
            }
            return Optional.of(bytes);
        } catch (IOException e) {
            throw broken(e);
        }
    }

    /// The object's bytes as they come; whose reading fails with a [TransientFailure]. Empty if there is none.
    Optional<InputStream> open(String key) {
        return dependency.ask(() -> {
            try {
                return Optional.of(new Coming(client.getObject(get -> get.bucket(name).key(key))));
            } catch (NoSuchKeyException e) {
                return Optional.empty();
            }
        });
    }

    /// What lies directly below the prefix as a folder, without the prefix, and with the "/" at its end.
    List<String> folders(String prefix) {
        List<String> folders = new ArrayList<>();
        String token = null;
        do {
            String from = token;
            ListObjectsV2Response page = dependency.ask(() -> client.listObjectsV2(
                    list -> list.bucket(name).prefix(prefix).delimiter("/").continuationToken(from)));
            page.commonPrefixes().stream()
                    .map(CommonPrefix::prefix)
                    .map(folder -> folder.substring(prefix.length()))
                    .forEach(folders::add);
            token = page.nextContinuationToken();
        } while (token != null && folders.size() < MOST_FOLDERS);
        return folders;
    }

    private TransientFailure broken(IOException e) {
        return new TransientFailure("%s (%s) did not answer to the end".formatted(dependency.name(), dependency.place()), e);
    }

    /// Tells trouble on the way from an object that makes no sense.
    private final class Coming extends FilterInputStream {

        Coming(InputStream in) {
            super(in);
        }

        @Override
        public int read() {
            try {
                return super.read();
            } catch (IOException e) {
                throw broken(e);
            }
        }

        @Override
        public int read(byte[] into, int from, int length) {
            try {
                return super.read(into, from, length);
            } catch (IOException e) {
                throw broken(e);
            }
        }
    }
}
