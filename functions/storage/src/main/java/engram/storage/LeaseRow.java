package engram.storage;

import static engram.storage.CatalogNames.CEILING;
import static engram.storage.CatalogNames.DIRTY;
import static engram.storage.CatalogNames.DOCUMENT;
import static engram.storage.CatalogNames.GENERATION;
import static engram.storage.CatalogNames.HINTS;
import static engram.storage.CatalogNames.KIND;
import static engram.storage.CatalogNames.LEASE_KIND;
import static engram.storage.CatalogNames.OWNER;
import static engram.storage.CatalogNames.PATH;
import static engram.storage.CatalogNames.UNSETTLED;
import static engram.storage.CatalogNames.UNSETTLED_SINCE;
import static engram.storage.CatalogNames.UNTIL;

import engram.domain.DocumentId;
import engram.domain.Lease;
import engram.domain.SourcePath;
import engram.domain.Unsettled.Waiting;
import engram.domain.Workspace;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A lease as the catalog table holds it. Free: it has neither `owner` nor `until`. Unsettled: it has `unsettled`,
/// one of [#SHARDS] shards of the index of that name, and `unsettledSince`.
record LeaseRow(Attributes attributes) {

    /// Shards of the index of unsettled leases, so that many at once do not meet in one partition.
    private static final int SHARDS = 8;

    static LeaseRow of(Map<String, AttributeValue> values) {
        return new LeaseRow(new Attributes(values));
    }

    static Map<String, AttributeValue> key(DocumentId id) {
        return Map.of(DOCUMENT, Attributes.of(partition(id)), KIND, Attributes.of(LEASE_KIND));
    }

    /// A workspace has no "/", so that no two documents share one.
    static String partition(DocumentId id) {
        return id.workspace().name() + "/" + id.sourcePath().key();
    }

    static String shard(DocumentId id) {
        return Integer.toString(Character.digit(id.key().charAt(0), 16) % SHARDS);
    }

    static List<String> shards() {
        return IntStream.range(0, SHARDS).mapToObj(Integer::toString).toList();
    }

    Optional<String> owner() {
        return attributes.textIfAny(OWNER);
    }

    boolean isHeldBy(String owner) {
        return owner().filter(owner::equals).isPresent();
    }

    boolean isHeldAs(Lease lease) {
        return isHeldBy(lease.owner()) && generation() == lease.generation();
    }

    boolean isHeldAt(Instant now) {
        return owner().isPresent() && until().isAfter(now);
    }

    Optional<Instant> heldUntil() {
        return owner().map(_ -> until());
    }

    Optional<Instant> unsettledSince() {
        return attributes.has(UNSETTLED)
                ? Optional.of(Instant.ofEpochMilli(attributes.number(UNSETTLED_SINCE)))
                : Optional.empty();
    }

    boolean isDirty() {
        return attributes.flag(DIRTY);
    }

    long generation() {
        return attributes.number(GENERATION);
    }

    int ceiling() {
        return Math.toIntExact(attributes.number(CEILING));
    }

    long hints() {
        return attributes.number(HINTS);
    }

    Lease lease(DocumentId id) {
        return new Lease(
                id,
                attributes.text(OWNER),
                generation(),
                hints(),
                until(),
                isDirty(),
                ceiling(),
                Instant.ofEpochMilli(attributes.number(UNSETTLED_SINCE)));
    }

    /// As the index of unsettled leases shows it.
    Waiting waiting() {
        String partition = attributes.text(DOCUMENT);
        String path = attributes.text(PATH);
        String workspace = partition.substring(0, partition.length() - path.length() - 1);
        return new Waiting(
                new DocumentId(new Workspace(workspace), new SourcePath(path)),
                Instant.ofEpochMilli(attributes.number(UNSETTLED_SINCE)));
    }

    private Instant until() {
        return Instant.ofEpochMilli(attributes.number(UNTIL));
    }
}
