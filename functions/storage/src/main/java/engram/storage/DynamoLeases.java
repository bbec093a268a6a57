package engram.storage;

import static engram.storage.CatalogNames.GENERATION;

import engram.domain.CatalogDocument;
import engram.domain.DocumentId;
import engram.domain.Doubt;
import engram.domain.Lease;
import engram.domain.LeaseLost;
import engram.domain.Leases;
import engram.domain.TransientFailure;
import engram.storage.CatalogTable.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/// Leases in the catalog table, each call one conditional update where nobody interferes: a free lease is claimed
/// without having looked, and only a denied update, which brings the row along, leads to a second one.
final class DynamoLeases implements Leases {

    /// How often a claim starts over because others changed the row in between; each time one of them got on.
    private static final int MAX_TRIES = 20;

    private final CatalogTable table;

    DynamoLeases(CatalogTable table) {
        this.table = table;
    }

    @Override
    public Claim claim(DocumentId id, String owner, Instant now, Instant until) {
        Change change = table.update(LeaseChange.takeFree(id, owner, now, until));
        for (int tries = 1; tries < MAX_TRIES; tries++) {
            switch (change) {
                case Change.Made(var row) -> {
                    LeaseRow mine = LeaseRow.of(row);
                    return mine.isHeldBy(owner) ? new Claim.Claimed(mine.lease(id)) : new Claim.Absorbed();
                }
                case Change.Denied(var row) -> {
                    Optional<LeaseRow> seen = row.map(LeaseRow::of);
                    if (seen.isPresent() && seen.get().isHeldBy(owner)) {
                        return new Claim.Claimed(seen.get().lease(id));
                    }
                    change = table.update(next(id, seen, owner, now, until));
                }
            }
        }
        throw new TransientFailure(
                "lease of %s changed hands %d times while it was claimed".formatted(id, MAX_TRIES));
    }

    private static UpdateItemRequest.Builder next(
            DocumentId id, Optional<LeaseRow> seen, String owner, Instant now, Instant until) {
        if (seen.isEmpty()) {
            return LeaseChange.takeFree(id, owner, now, until);
        }
        return seen.get().isHeldAt(now)
                ? LeaseChange.countHint(id, seen.get().owner().orElseThrow())
                : LeaseChange.takeSeen(id, seen.get(), owner, now, until);
    }

    @Override
    public void raiseCeiling(Lease lease, int ceiling) {
        switch (table.update(LeaseChange.raiseCeiling(lease, ceiling))) {
            case Change.Made _ -> {}
            case Change.Denied(var row) -> {
                // Still held: the ceiling is that high already.
                if (row.map(LeaseRow::of).filter(found -> found.isHeldAs(lease)).isEmpty()) {
                    throw new LeaseLost(lease);
                }
            }
        }
    }

    @Override
    public void commit(Lease lease, CatalogDocument document) {
        Map<String, AttributeValue> row = DocumentRow.write(document);
        boolean put = table.put(PutItemRequest.builder()
                .item(row)
                .conditionExpression("attribute_not_exists(#generation) OR #generation <= :generation")
                .expressionAttributeNames(CatalogNames.named(GENERATION))
                .expressionAttributeValues(Map.of(":generation", Attributes.of(lease.generation()))));
        if (!put) {
            throw new LeaseLost(lease);
        }
    }

    @Override
    public Release release(Lease lease, int ceiling, Instant now, Duration forgetAfter) {
        Optional<Long> expiresAt =
                forgetAfter.isZero() ? Optional.empty() : Optional.of(now.plus(forgetAfter).getEpochSecond());
        return switch (table.update(LeaseChange.free(lease, ceiling, expiresAt))) {
            case Change.Made _ -> new Release.Released();
            case Change.Denied(var row) -> denied(lease, row.map(LeaseRow::of), now);
        };
    }

    private Release denied(Lease lease, Optional<LeaseRow> row, Instant now) {
        LeaseRow found = row.orElseThrow(() -> new LeaseLost(lease));
        if (found.isHeldBy(lease.owner())) {
            return nextPass(lease, now);
        }
        // Only its holder frees a lease without a new generation: an earlier try of this request had worked.
        boolean freedByMe = found.owner().isEmpty() && found.generation() == lease.generation();
        if (freedByMe && !found.unsettledSince().isPresent()) {
            return new Release.Released();
        }
        throw new LeaseLost(lease);
    }

    private Release nextPass(Lease lease, Instant now) {
        return switch (table.update(LeaseChange.nextPass(lease, now))) {
            case Change.Made(var row) -> new Release.HintsMoved(LeaseRow.of(row).lease(lease.id()));
            // Still the owner, with another generation: an earlier try of this request had worked.
            case Change.Denied(var row) ->
                new Release.HintsMoved(row.map(LeaseRow::of)
                        .filter(found -> found.isHeldBy(lease.owner()))
                        .orElseThrow(() -> new LeaseLost(lease))
                        .lease(lease.id()));
        };
    }

    @Override
    public void doubt(DocumentId id, Doubt doubt, Instant now) {
        Change change = table.update(LeaseChange.doubt(id, Optional.empty(), doubt, now));
        for (int tries = 1; tries < MAX_TRIES; tries++) {
            switch (change) {
                case Change.Made _ -> {
                    return;
                }
                case Change.Denied(var row) ->
                    change = table.update(LeaseChange.doubt(id, row.map(LeaseRow::of), doubt, now));
            }
        }
        throw new TransientFailure("lease of %s changed %d times while it was doubted".formatted(id, MAX_TRIES));
    }

    @Override
    public void giveBack(Lease lease, String why) {
        // Denied: it is another's now, and there is nothing to give back.
        table.update(LeaseChange.giveBack(lease, why));
    }
}
