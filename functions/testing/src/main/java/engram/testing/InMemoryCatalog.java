package engram.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import engram.domain.Catalog;
import engram.domain.CatalogDocument;
import engram.domain.CatalogScan;
import engram.domain.DocumentId;
import engram.domain.DocumentSummary;
import engram.domain.Doubt;
import engram.domain.Lease;
import engram.domain.LeaseLost;
import engram.domain.Leases;
import engram.domain.SourcePath;
import engram.domain.Status;
import engram.domain.Unsettled;
import engram.domain.Workspace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The catalog in memory: leases and documents, each call atomic.
///
/// What it decides on has methods of its own, so that tests can plant a bug by overriding one.
public class InMemoryCatalog implements Catalog, CatalogScan, Leases, Unsettled {

    private static final String END = "\0end";

    private final Map<DocumentId, LeaseRow> leases = new HashMap<>();
    private final Map<DocumentId, CatalogDocument> documents = new HashMap<>();
    private final Map<DocumentId, Instant> putOff = new HashMap<>();
    private final Map<DocumentId, Instant> firstSeen = new HashMap<>();

    /// A lease as the store holds it: with nobody's name on it while it is free, and unsettled since a moment or not.
    private record LeaseRow(
            long generation,
            long hints,
            Optional<String> owner,
            Instant until,
            boolean dirty,
            int ceiling,
            Optional<Instant> unsettledSince,
            Optional<Instant> expiresAt) {

        static final LeaseRow NONE = new LeaseRow(
                0, 0, Optional.empty(), Instant.EPOCH, false, 0, Optional.empty(), Optional.empty());

        Lease held(DocumentId id) {
            return new Lease(
                    id, owner.orElseThrow(), generation, hints, until, dirty, ceiling, unsettledSince.orElseThrow());
        }

        boolean heldBy(Lease lease) {
            return owner.equals(Optional.of(lease.owner())) && generation == lease.generation();
        }
    }

    @Override
    public synchronized Claim claim(DocumentId id, String owner, Instant now, Instant until) {
        LeaseRow row = leases.getOrDefault(id, LeaseRow.NONE);
        if (row.owner().equals(Optional.of(owner))) {
            return new Claim.Claimed(row.held(id));
        }
        if (row.owner().isPresent() && isHeld(row.until(), now)) {
            leases.put(id, new LeaseRow(row.generation(), hintsWithAbsorbed(row.hints()), row.owner(), row.until(),
                    row.dirty(), row.ceiling(), row.unsettledSince(), row.expiresAt()));
            return new Claim.Absorbed();
        }
        LeaseRow taken = new LeaseRow(
                claimedGeneration(row.generation(), now),
                row.hints() + 1,
                Optional.of(owner),
                until,
                row.dirty() || row.owner().isPresent() && isDirtyOnTakeover(),
                row.ceiling(),
                row.unsettledSince().or(() -> Optional.of(now)),
                claimedExpiry(row.expiresAt()));
        leases.put(id, taken);
        firstSeen.putIfAbsent(id, now);
        return new Claim.Claimed(taken.held(id));
    }

    @Override
    public synchronized void raiseCeiling(Lease lease, int ceiling) {
        LeaseRow row = rowOf(lease);
        leases.put(lease.id(), new LeaseRow(row.generation(), row.hints(), row.owner(), row.until(), row.dirty(),
                Math.max(row.ceiling(), ceiling), row.unsettledSince(), row.expiresAt()));
    }

    @Override
    public synchronized void commit(Lease lease, CatalogDocument document) {
        CatalogDocument present = documents.get(lease.id());
        if (present != null && isFenced(present.generation(), lease.generation())) {
            throw new LeaseLost(lease);
        }
        documents.put(lease.id(), document);
    }

    @Override
    public synchronized Release release(Lease lease, int ceiling, Instant now, Duration forgetAfter) {
        LeaseRow row = leases.getOrDefault(lease.id(), LeaseRow.NONE);
        if (row.owner().isEmpty() && row.generation() == lease.generation() && row.unsettledSince().isEmpty()) {
            return new Release.Released();
        }
        if (row.owner().equals(Optional.of(lease.owner())) && row.generation() > lease.generation()) {
            // An earlier try of this request had found more hints.
            return new Release.HintsMoved(row.held(lease.id()));
        }
        rowOf(lease);
        if (hintsMoved(lease.hints(), row.hints())) {
            LeaseRow kept = new LeaseRow(nextGeneration(row.generation(), now), row.hints(), row.owner(),
                    row.until(), row.dirty(), row.ceiling(), row.unsettledSince(), row.expiresAt());
            leases.put(lease.id(), kept);
            return new Release.HintsMoved(kept.held(lease.id()));
        }
        leases.put(lease.id(), new LeaseRow(row.generation(), row.hints(), Optional.empty(), Instant.EPOCH, false,
                ceiling, Optional.empty(),
                forgetAfter.isZero() ? Optional.empty() : Optional.of(now.plus(forgetAfter))));
        putOff.remove(lease.id());
        if (!forgetAfter.isZero()) {
            firstSeen.remove(lease.id());
        }
        return new Release.Released();
    }

    @Override
    public synchronized void doubt(DocumentId id, Doubt doubt, Instant now) {
        LeaseRow row = leases.getOrDefault(id, LeaseRow.NONE);
        leases.put(id, new LeaseRow(doubtedGeneration(row.generation(), doubt), row.hints() + 1, row.owner(),
                row.until(), row.dirty() || isDirtyOnDoubt(), doubtedCeiling(row.ceiling(), doubt),
                row.unsettledSince().or(() -> Optional.of(now)), Optional.empty()));
    }

    @Override
    public synchronized void giveBack(Lease lease, String why) {
        LeaseRow row = leases.getOrDefault(lease.id(), LeaseRow.NONE);
        if (row.heldBy(lease)) {
            leases.put(lease.id(), new LeaseRow(row.generation(), row.hints(), Optional.empty(), Instant.EPOCH,
                    row.dirty() || isDirtyOnGiveBack(), row.ceiling(), row.unsettledSince(), row.expiresAt()));
        }
    }

    @Override
    public synchronized List<Waiting> overdue(Instant since, Instant now, int most) {
        List<Waiting> overdue = new ArrayList<>();
        leases.forEach((id, row) -> row.unsettledSince()
                .filter(moment -> !moment.isAfter(since))
                .filter(_ -> row.owner().isEmpty() || !row.until().isAfter(now))
                .filter(_ -> !putOff.getOrDefault(id, now).isAfter(now))
                .ifPresent(moment -> overdue.add(new Waiting(id, moment))));
        return overdue.stream()
                .sorted(Comparator.comparing(Waiting::since).thenComparing(waiting -> waiting.id().toString()))
                .limit(most)
                .toList();
    }

    @Override
    public synchronized void putOff(Waiting waiting, Instant until) {
        if (unsettledSince(waiting.id()).equals(Optional.of(waiting.since()))) {
            putOff.put(waiting.id(), until);
        }
    }

    @Override
    public synchronized Set<Workspace> workspaces() {
        return documents.keySet().stream().map(DocumentId::workspace).collect(Collectors.toSet());
    }

    @Override
    public synchronized List<SourcePath> paths(Workspace workspace, Optional<SourcePath> after, int most) {
        TreeSet<SourcePath> paths = new TreeSet<>();
        documents.keySet().stream()
                .filter(id -> id.workspace().equals(workspace))
                .filter(id -> after.isEmpty() || id.sourcePath().compareTo(after.get()) > 0)
                .forEach(id -> paths.add(id.sourcePath()));
        return paths.stream().limit(most).toList();
    }

    @Override
    public synchronized Map<DocumentId, CatalogDocument> find(Collection<DocumentId> ids) {
        Map<DocumentId, CatalogDocument> found = new HashMap<>();
        for (DocumentId id : ids) {
            Optional.ofNullable(documents.get(id)).ifPresent(document -> found.put(id, document));
        }
        return found;
    }

    @Override
    public synchronized Optional<DocumentView> view(DocumentId id) {
        Optional<CatalogDocument> document = Optional.ofNullable(documents.get(id));
        Optional<LeaseRow> lease = Optional.ofNullable(leases.get(id));
        if (document.isEmpty() && lease.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new DocumentView(document, lease.flatMap(LeaseRow::unsettledSince),
                lease.filter(row -> row.owner().isPresent()).map(LeaseRow::until)));
    }

    @Override
    public synchronized Page list(Listing listing) {
        String after = listing.cursor().map(cursor -> lastPath(listing, cursor)).orElse("");
        List<DocumentSummary> matching = documents.values().stream()
                .filter(document -> document.id().workspace().equals(listing.workspace()))
                .filter(document -> document.id().sourcePath().key().startsWith(listing.prefix()))
                .filter(document -> document.id().sourcePath().key().compareTo(after) > 0)
                .filter(document -> listing.status()
                        .map(status -> document.status() == status)
                        .orElse(document.status() != Status.DELETED))
                .map(DocumentSummary::of)
                .sorted(Comparator.comparing(document -> document.id().sourcePath().key()))
                .toList();
        List<DocumentSummary> page = matching.subList(0, Math.min(listing.limit(), matching.size()));
        return new Page(page, page.size() < matching.size()
                ? Optional.of(cursor(listing, page.getLast().id().sourcePath().key()))
                : Optional.empty());
    }

    /// Since when the document has been unsettled; empty if it is settled.
    public synchronized Optional<Instant> unsettledSince(DocumentId id) {
        return Optional.ofNullable(leases.get(id)).flatMap(LeaseRow::unsettledSince);
    }

    /// Whether the index may differ from what the catalog says of the document.
    public synchronized boolean isDirty(DocumentId id) {
        return leases.getOrDefault(id, LeaseRow.NONE).dirty();
    }

    /// Whose the lease is; empty if it is free.
    public synchronized Optional<String> holder(DocumentId id) {
        return leases.getOrDefault(id, LeaseRow.NONE).owner();
    }

    /// When the document was claimed first, since it was last deleted.
    public synchronized Optional<Instant> firstSeen(DocumentId id) {
        return Optional.ofNullable(firstSeen.get(id));
    }

    public synchronized List<CatalogDocument> documents() {
        return new ArrayList<>(documents.values());
    }

    /// Puts a document as it is, past all rules: damage.
    public synchronized void damage(CatalogDocument document) {
        documents.put(document.id(), document);
    }

    /// Loses the rows of a document, past all rules: damage.
    public synchronized void lose(DocumentId id, boolean lease, boolean document) {
        if (lease) {
            leases.remove(id);
            putOff.remove(id);
            firstSeen.remove(id);
        }
        if (document) {
            documents.remove(id);
        }
    }

    /// Forgets what has expired, as the store does some time later.
    public synchronized void forgetExpired(Instant now) {
        forgetExpiredLeases(now);
        forgetExpiredDocuments(now);
    }

    /// Forgets leases that have expired: the store forgets each row by itself.
    public synchronized void forgetExpiredLeases(Instant now) {
        leases.values().removeIf(row -> row.expiresAt().filter(now::isAfter).isPresent());
    }

    /// Forgets documents that have expired: the store forgets each row by itself.
    public synchronized void forgetExpiredDocuments(Instant now) {
        documents.values().removeIf(document -> document.expiresAt().filter(now::isAfter).isPresent());
    }

    protected boolean isHeld(Instant until, Instant now) {
        return until.isAfter(now);
    }

    protected long claimedGeneration(long last, Instant now) {
        return Math.max(last + 1, now.toEpochMilli());
    }

    protected long nextGeneration(long last, Instant now) {
        return Math.max(last + 1, now.toEpochMilli());
    }

    protected boolean isDirtyOnTakeover() {
        return true;
    }

    protected boolean isDirtyOnGiveBack() {
        return true;
    }

    protected boolean isDirtyOnDoubt() {
        return true;
    }

    protected int doubtedCeiling(int ceiling, Doubt doubt) {
        return Math.max(ceiling, doubt.ceiling());
    }

    protected long doubtedGeneration(long generation, Doubt doubt) {
        return doubt.surpassed(generation);
    }

    protected long hintsWithAbsorbed(long hints) {
        return hints + 1;
    }

    protected boolean hintsMoved(long seen, long now) {
        return seen != now;
    }

    protected Optional<Instant> claimedExpiry(Optional<Instant> expiresAt) {
        return Optional.empty();
    }

    protected boolean isFenced(long present, long mine) {
        return present > mine;
    }

    private LeaseRow rowOf(Lease lease) {
        LeaseRow row = leases.getOrDefault(lease.id(), LeaseRow.NONE);
        if (!row.heldBy(lease)) {
            throw new LeaseLost(lease);
        }
        return row;
    }

    /// A cursor is of one list, and whole: it holds whose it is, and ends with a mark.
    private static String cursor(Listing listing, String lastPath) {
        byte[] plain = (nameOf(listing) + lastPath + END).getBytes(UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain);
    }

    private static String lastPath(Listing listing, String cursor) {
        String plain = new String(Base64.getUrlDecoder().decode(cursor), UTF_8);
        if (!plain.startsWith(nameOf(listing)) || !plain.endsWith(END)) {
            throw new IllegalArgumentException("the cursor is not one of this list");
        }
        return plain.substring(nameOf(listing).length(), plain.length() - END.length());
    }

    private static String nameOf(Listing listing) {
        return listing.workspace() + "/" + listing.prefix() + "\0";
    }
}
