package engram.storage.health;

import engram.domain.ModelVersion;
import engram.domain.health.Level;
import engram.domain.health.Vitals.Alias;
import engram.domain.health.Watchbook;
import engram.storage.Attributes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/// The entry as a row of the catalog table, and what was seen of the index as another. An operator silences notices by a row
/// `maintenance` beside them.
final class DynamoWatchbook implements Watchbook {

    private static final String KIND = "watchbook";
    private static final String MAINTENANCE = "maintenance";
    private static final String INDEX = "index";
    private static final String LOOK = "look";
    private static final String AT = "at";

    /// Names of indexes and models have none.
    private static final String SEPARATOR = ",";

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

    @Override
    public Optional<IndexLook> index() {
        return rows.find(INDEX).map(DynamoWatchbook::look);
    }

    @Override
    public void keep(IndexLook look) {
        Map<String, AttributeValue> row = row(look);
        rows.table().put(PutItemRequest.builder()
                .item(row)
                .conditionExpression("attribute_not_exists(#at) OR #at <= :at")
                .expressionAttributeNames(HealthRows.named(AT))
                .expressionAttributeValues(Map.of(":at", row.get(AT))));
    }

    private static Map<String, AttributeValue> row(IndexLook look) {
        Map<String, AttributeValue> row = HealthRows.row(INDEX);
        row.put(AT, Attributes.of(look.at().toEpochMilli()));
        row.put("well", Attributes.of(look.well()));
        look.chunks().ifPresent(chunks -> row.put("chunks", Attributes.of(chunks)));
        row.put("indexes", Attributes.of(String.join(SEPARATOR, look.alias().indexes())));
        row.put("models", Attributes.of(
                look.alias().models().stream().map(ModelVersion::value).collect(Collectors.joining(SEPARATOR))));
        look.silentSince().ifPresent(since -> row.put("silentSince", Attributes.of(since)));
        return row;
    }

    private static IndexLook look(Attributes row) {
        return new IndexLook(
                Instant.ofEpochMilli(row.number(AT)),
                row.flag("well"),
                row.has("chunks") ? Optional.of(row.number("chunks")) : Optional.empty(),
                new Alias(names(row.text("indexes")), names(row.text("models")).stream().map(ModelVersion::new).collect(Collectors.toSet())),
                row.textIfAny("silentSince").map(Instant::parse));
    }

    private static Set<String> names(String joined) {
        return joined.isEmpty() ? Set.of() : Set.of(joined.split(SEPARATOR));
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
