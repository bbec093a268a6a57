package engram.storage;

import static engram.storage.CatalogNames.CEILING;
import static engram.storage.CatalogNames.DIRTY;
import static engram.storage.CatalogNames.EXPIRES_AT;
import static engram.storage.CatalogNames.FIRST_SEEN;
import static engram.storage.CatalogNames.GENERATION;
import static engram.storage.CatalogNames.HINTS;
import static engram.storage.CatalogNames.LAST_FAILURE;
import static engram.storage.CatalogNames.NEXT_HINT;
import static engram.storage.CatalogNames.OWNER;
import static engram.storage.CatalogNames.PATH;
import static engram.storage.CatalogNames.UNSETTLED;
import static engram.storage.CatalogNames.UNSETTLED_SINCE;
import static engram.storage.CatalogNames.UNTIL;

import engram.domain.DocumentId;
import engram.domain.Doubt;
import engram.domain.Lease;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/// The conditional changes that a lease's row can undergo, as DynamoDB is asked for them.
final class LeaseChange {

    private static final String TAKE = "SET #owner = :owner, #until = :until, #generation = :generation,"
            + " #hints = if_not_exists(#hints, :zero) + :one, #ceiling = if_not_exists(#ceiling, :zero), #path = :path,"
            + " #unsettled = if_not_exists(#unsettled, :shard),"
            + " #unsettledSince = if_not_exists(#unsettledSince, :now),"
            + " #firstSeen = if_not_exists(#firstSeen, :now), #dirty = ";
    private static final String KEEP_DIRT = "if_not_exists(#dirty, :false) REMOVE #expiresAt";
    private static final String ADD_DIRT = ":true REMOVE #expiresAt";
    private static final int MAX_WHY = 500;
    private static final String STILL_OWNED = "#owner = :owner";
    private static final String STILL_HELD = "#owner = :owner AND #generation = :generation";

    private final DocumentId id;
    private final Map<String, AttributeValue> values = new HashMap<>();

    private LeaseChange(DocumentId id) {
        this.id = id;
    }

    /// Takes a lease that is free and whose last generation lies before `now`, without having looked.
    static UpdateItemRequest.Builder takeFree(DocumentId id, String owner, Instant now, Instant until) {
        return new LeaseChange(id)
                .taker(owner, now, until, now.toEpochMilli())
                .with(":false", Attributes.of(false))
                .request(
                        TAKE + KEEP_DIRT,
                        "attribute_not_exists(#owner) AND (attribute_not_exists(#generation) OR #generation < :generation)",
                        OWNER, UNTIL, GENERATION, HINTS, CEILING, PATH, UNSETTLED, UNSETTLED_SINCE, FIRST_SEEN, DIRTY, EXPIRES_AT);
    }

    /// Takes a lease as it was seen, free or run out: dirty if it had run out.
    static UpdateItemRequest.Builder takeSeen(DocumentId id, LeaseRow seen, String owner, Instant now, Instant until) {
        LeaseChange change = new LeaseChange(id)
                .taker(owner, now, until, Math.max(seen.generation() + 1, now.toEpochMilli()))
                .with(":seen", Attributes.of(seen.generation()));
        Optional<String> before = seen.owner();
        before.ifPresentOrElse(
                name -> change.with(":before", Attributes.of(name)).with(":true", Attributes.of(true)),
                () -> change.with(":false", Attributes.of(false)));
        return change.request(
                TAKE + (before.isPresent() ? ADD_DIRT : KEEP_DIRT),
                "#generation = :seen AND "
                        + (before.isPresent() ? "#owner = :before" : "attribute_not_exists(#owner)"),
                OWNER, UNTIL, GENERATION, HINTS, CEILING, PATH, UNSETTLED, UNSETTLED_SINCE, FIRST_SEEN, DIRTY, EXPIRES_AT);
    }

    /// Counts a hint for whoever holds the lease, if it is still the same.
    static UpdateItemRequest.Builder countHint(DocumentId id, String holder) {
        return new LeaseChange(id)
                .with(":owner", Attributes.of(holder))
                .with(":one", Attributes.of(1))
                .request("SET #hints = #hints + :one", STILL_OWNED, OWNER, HINTS);
    }

    /// Denied also where the ceiling is that high already.
    static UpdateItemRequest.Builder raiseCeiling(Lease lease, int ceiling) {
        return new LeaseChange(lease.id())
                .holder(lease)
                .with(":ceiling", Attributes.of(ceiling))
                .request("SET #ceiling = :ceiling", STILL_HELD + " AND #ceiling < :ceiling", OWNER, GENERATION, CEILING);
    }

    /// @param expiresAt in seconds since 1970, as DynamoDB's time to live wants it
    static UpdateItemRequest.Builder free(Lease lease, int ceiling, Optional<Long> expiresAt) {
        LeaseChange change = new LeaseChange(lease.id())
                .holder(lease)
                .with(":hints", Attributes.of(lease.hints()))
                .with(":ceiling", Attributes.of(ceiling))
                .with(":false", Attributes.of(false));
        expiresAt.ifPresent(seconds -> change.with(":expiresAt", Attributes.of(seconds)));
        return change.request(
                "SET #dirty = :false, #ceiling = :ceiling"
                        + (expiresAt.isPresent() ? ", #expiresAt = :expiresAt" : "")
                        + " REMOVE #owner, #until, #path, #unsettled, #unsettledSince, #nextHint, #lastFailure"
                        // Who is deleted is seen for the first time when it is there again.
                        + (expiresAt.isPresent() ? ", #firstSeen" : ", #expiresAt"),
                STILL_HELD + " AND #hints = :hints",
                Stream.concat(
                                Stream.of(OWNER, UNTIL, GENERATION, HINTS, CEILING, PATH, UNSETTLED, UNSETTLED_SINCE, NEXT_HINT, DIRTY,
                                        EXPIRES_AT, LAST_FAILURE),
                                expiresAt.stream().map(_ -> FIRST_SEEN))
                        .toArray(String[]::new));
    }

    static UpdateItemRequest.Builder nextPass(Lease lease, Instant now) {
        return new LeaseChange(lease.id())
                .holder(lease)
                .with(":next", Attributes.of(Math.max(lease.generation() + 1, now.toEpochMilli())))
                .request("SET #generation = :next", STILL_HELD, OWNER, GENERATION);
    }

    /// Denied where ceiling or generation are not as they were seen.
    ///
    /// @param seen the row; absent: there is none
    static UpdateItemRequest.Builder doubt(DocumentId id, Optional<LeaseRow> seen, Doubt doubt, Instant now) {
        LeaseChange change = new LeaseChange(id)
                .with(":true", Attributes.of(true))
                .with(":zero", Attributes.of(0))
                .with(":one", Attributes.of(1))
                .with(":path", Attributes.of(id.sourcePath().key()))
                .with(":shard", Attributes.of(LeaseRow.shard(id)))
                .with(":now", Attributes.of(now.toEpochMilli()))
                .with(":ceiling", Attributes.of(Math.max(doubt.ceiling(), seen.map(LeaseRow::ceiling).orElse(0))))
                .with(":generation", Attributes.of(doubt.surpassed(seen.map(LeaseRow::generation).orElse(0L))));
        seen.ifPresent(row -> change.with(":seenCeiling", Attributes.of(row.ceiling()))
                .with(":seenGeneration", Attributes.of(row.generation())));
        return change.request(
                "SET #dirty = :true, #ceiling = :ceiling, #generation = :generation,"
                        + " #hints = if_not_exists(#hints, :zero) + :one, #path = :path,"
                        + " #unsettled = if_not_exists(#unsettled, :shard),"
                        + " #unsettledSince = if_not_exists(#unsettledSince, :now) REMOVE #expiresAt",
                seen.isPresent()
                        ? "#ceiling = :seenCeiling AND #generation = :seenGeneration"
                        : "attribute_not_exists(#generation)",
                GENERATION, HINTS, CEILING, PATH, UNSETTLED, UNSETTLED_SINCE, DIRTY, EXPIRES_AT);
    }

    static UpdateItemRequest.Builder giveBack(Lease lease, String why) {
        return new LeaseChange(lease.id())
                .with(":owner", Attributes.of(lease.owner()))
                .with(":true", Attributes.of(true))
                .with(":why", Attributes.of(why.substring(0, Math.min(why.length(), MAX_WHY))))
                .request(
                        "SET #dirty = :true, #lastFailure = :why REMOVE #owner, #until",
                        STILL_OWNED,
                        OWNER, UNTIL, DIRTY, LAST_FAILURE);
    }

    private LeaseChange taker(String owner, Instant now, Instant until, long generation) {
        return with(":owner", Attributes.of(owner))
                .with(":until", Attributes.of(until.toEpochMilli()))
                .with(":generation", Attributes.of(generation))
                .with(":now", Attributes.of(now.toEpochMilli()))
                .with(":zero", Attributes.of(0))
                .with(":one", Attributes.of(1))
                .with(":path", Attributes.of(id.sourcePath().key()))
                .with(":shard", Attributes.of(LeaseRow.shard(id)));
    }

    private LeaseChange holder(Lease lease) {
        return with(":owner", Attributes.of(lease.owner())).with(":generation", Attributes.of(lease.generation()));
    }

    private LeaseChange with(String name, AttributeValue value) {
        values.put(name, value);
        return this;
    }

    private UpdateItemRequest.Builder request(String update, String condition, String... attributes) {
        return UpdateItemRequest.builder()
                .key(LeaseRow.key(id))
                .updateExpression(update)
                .conditionExpression(condition)
                .expressionAttributeNames(CatalogNames.named(attributes))
                .expressionAttributeValues(values);
    }
}
