package engram.storage.health;

import engram.domain.health.Level;
import engram.domain.health.Watchbook;
import engram.storage.Attributes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/// The entry as a row of the catalog table. An operator silences notices by a row `maintenance` beside it.
final class DynamoWatchbook implements Watchbook {

    private static final String KIND = "watchbook";
    private static final String MAINTENANCE = "maintenance";
    private static final String LOOK = "look";

    private final HealthRows rows;

    DynamoWatchbook(HealthRows rows) {
        this.rows = rows;
    }

    @Override
    public Optional<Entry> read() {
        return rows.find(KIND).map(DynamoWatchbook::entry);
    }

    @Override
    public boolean replace(Optional<Entry> seen, Entry next) {
        PutItemRequest.Builder put = PutItemRequest.builder().item(row(next)).expressionAttributeNames(HealthRows.named(LOOK));
        return rows.table()
                .put(seen.map(entry -> put.conditionExpression("#look = :look")
                                .expressionAttributeValues(Map.of(":look", Attributes.of(entry.look()))))
                        .orElseGet(() -> put.conditionExpression("attribute_not_exists(#look)")));
    }

    @Override
    public Optional<Instant> silencedUntil() {
        return rows.find(MAINTENANCE).map(row -> Instant.ofEpochSecond(row.number("expiresAt")));
    }

    private static Map<String, AttributeValue> row(Entry entry) {
        Map<String, AttributeValue> row = HealthRows.row(KIND);
        row.put(LOOK, Attributes.of(entry.look()));
        row.put("announced", Attributes.of(entry.announced().name()));
        row.put("changedAt", Attributes.of(entry.changedAt()));
        row.put("differing", Attributes.of(entry.differing()));
        entry.waitingSince().ifPresent(since -> row.put("waitingSince", Attributes.of(since)));
        entry.unwalkedSince().ifPresent(since -> row.put("unwalkedSince", Attributes.of(since)));
        entry.notice().ifPresent(notice -> {
            row.put("notice", Attributes.of(notice.id()));
            row.put("noticeFrom", Attributes.of(notice.from().name()));
            row.put("noticeTo", Attributes.of(notice.to().name()));
            row.put("noticeAt", Attributes.of(notice.at()));
            row.put("noticeReasons", Attributes.of(String.join(",", notice.reasons())));
            row.put("noticeSender", Attributes.of(notice.sender()));
        });
        return row;
    }

    private static Entry entry(Attributes row) {
        return new Entry(
                row.number(LOOK),
                Level.valueOf(row.text("announced")),
                row.moment("changedAt"),
                Math.toIntExact(row.number("differing")),
                row.textIfAny("waitingSince").map(Instant::parse),
                row.textIfAny("unwalkedSince").map(Instant::parse),
                row.textIfAny("notice").map(id -> notice(id, row)));
    }

    private static Notice notice(String id, Attributes row) {
        String reasons = row.text("noticeReasons");
        return new Notice(
                id,
                Level.valueOf(row.text("noticeFrom")),
                Level.valueOf(row.text("noticeTo")),
                row.moment("noticeAt"),
                reasons.isEmpty() ? List.of() : List.of(reasons.split(",")),
                row.moment("noticeSender"));
    }
}
