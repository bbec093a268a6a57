package engram.ingest.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import engram.domain.Doubt;
import engram.domain.SourcePath;
import engram.ingest.Ingest.Message;
import engram.ingest.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessagesTest {

    private static final Path EVENTS = Path.of(System.getProperty("engram.root"), "events");
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Messages messages = new Messages("engram");

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"version\":\"0\",\"detail-type\":\"Scheduled Event\"}", "{\"Records\":[{\"eventSource\":\"aws:s3\",\"s3\":{}}]}",
            "{\"Records\":[{\"messageId\":\"m\"}]}"})
    void anEventThatIsNoBatchOfMessagesIsRefusedAsSuch(String event) throws IOException {
        SQSEvent read = JSON.readValue(event, SQSEvent.class);

        assertThatThrownBy(() -> messages.parse(read))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("batches of SQS messages");
    }

    @Test
    void aDoubtComesWithItsPath() throws IOException {
        Messages.Parsed parsed = parse("ingest-doubt.json");

        SourcePath path = new SourcePath("team-a/handbook.md");
        assertThat(paths(parsed)).containsExactly(path.key());
        assertThat(parsed.messages().getFirst().doubts()).isEqualTo(Map.of(path, new Doubt(path, 12, 1763726400000L)));
    }

    @Test
    void aDoubtThatMakesNoSenseIsMalformed() throws IOException {
        String body = JSON.readTree(EVENTS.resolve("ingest-doubt.json").toFile()).at("/Records/0/body").asText();
        for (String wrong : List.of("-1", "9999999", "null", "[]", "1.5")) {
            SQSEvent.SQSMessage message = new SQSEvent.SQSMessage();
            message.setMessageId("m");
            message.setBody(body.replace(":12,", ":" + wrong + ","));
            SQSEvent event = new SQSEvent();
            event.setRecords(List.of(message));

            assertThat(messages.parse(event).malformed()).as(wrong).containsExactly("m");
        }
    }

    @Test
    void aMessageNamesTheKeyOfItsEvent() throws IOException {
        for (String event : List.of("ingest-put.json", "ingest-delete.json")) {
            assertThat(paths(parse(event))).containsExactly("team-a/handbook.md");
        }
        for (String event : List.of("ingest-lifecycle-expiration.json", "ingest-lifecycle-delete-marker.json")) {
            assertThat(paths(parse(event))).containsExactly("team-a/old/handbook.md");
        }
    }

    @Test
    void anEventOfS3ThatIsReceivedForTheFirstTimeTellsWhenItsObjectChanged() throws IOException {
        SQSEvent event = read("ingest-put.json");
        assertThat(messages.parse(event).changed()).containsOnlyKeys(new SourcePath("team-a/handbook.md"));

        event.getRecords().getFirst().setAttributes(Map.of("ApproximateReceiveCount", "2"));
        assertThat(messages.parse(event).changed()).as("received before").isEmpty();
    }

    @Test
    void anEventWhoseTimeIsNoneStillNamesItsKey() throws IOException {
        SQSEvent event = read("ingest-put.json");
        event.getRecords().getFirst().setBody(event.getRecords().getFirst().getBody().replaceFirst("\"eventTime\":\"([^\"]+)Z\"", "\"eventTime\":\"$1\""));

        Messages.Parsed parsed = messages.parse(event);

        assertThat(paths(parsed)).containsExactly("team-a/handbook.md");
        assertThat(parsed.changed()).isEmpty();
    }

    @Test
    void aHintTellsNotWhenItsObjectChanged() throws IOException {
        SQSEvent event = read("ingest-put.json");
        event.getRecords().forEach(message -> message.setBody(message.getBody().replace("aws:s3", "engram:hint")));

        assertThat(messages.parse(event).messages()).hasSize(1);
        assertThat(messages.parse(event).changed()).isEmpty();
    }

    @Test
    void keysAreDecodedOnce() throws IOException {
        assertThat(paths(parse("ingest-odd-keys.json")))
                .containsExactly("team-a/with space/100% über+plus.md", "team-a/日本/a&b=c.md");
    }

    @Test
    void aMessageMayNameSeveralKeysAndAKeyMayComeTwice() throws IOException {
        assertThat(parse("ingest-batch.json").messages().stream().map(Message::paths))
                .containsExactly(
                        Set.of(new SourcePath("team-a/one.md")),
                        Set.of(new SourcePath("team-a/two.md")),
                        Set.of(new SourcePath("team-a/one.md")),
                        Set.of(new SourcePath("team-b/one.md"), new SourcePath("team-b/two.md")));
    }

    @Test
    void asManyMessagesAsTheQueueGivesAtOnceAreTakenWhole() throws IOException {
        Messages.Parsed parsed = parse("ingest-batch-of-ten.json");

        assertThat(parsed.messages()).hasSize(10).allSatisfy(message -> assertThat(message.paths()).hasSize(1));
        assertThat(Set.copyOf(paths(parsed))).hasSize(9).contains("team-b/gone.md", "six.txt", "team-c/with space/seven.html");
        assertThat(parsed.malformed()).isEmpty();
    }

    @Test
    void whatNamesNothingOfOursIsDoneWith() throws IOException {
        for (String event : List.of("ingest-test-event.json", "ingest-other-bucket.json")) {
            assertThat(paths(parse(event))).isEmpty();
            assertThat(failed(parse(event).toResponse(Map.of()))).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"multipart", "copy", "delete-marker", "restore", "replication", "sns"})
    void whateverHappenedToAKeyIsAHint(String kind) throws IOException {
        Messages.Parsed parsed = parse("ingest-" + kind + ".json");

        assertThat(paths(parsed)).containsExactly("team-a/handbook.md");
        assertThat(parsed.malformed()).isEmpty();
    }

    @Test
    void eventBridgesKeysAreNotEncoded() throws IOException {
        Messages.Parsed parsed = parse("ingest-eventbridge.json");

        assertThat(paths(parsed)).containsExactly(
                "team-a/with space/100% über+plus.md", "team-a/handbook.md", "team-a/old/handbook.md");
        assertThat(parsed.changed()).containsEntry(
                new SourcePath("team-a/handbook.md"), Instant.parse("2026-11-21T10:00:00Z"));
        assertThat(paths(new Messages("another").parse(read("ingest-eventbridge.json")))).isEmpty();
    }

    /// One that was taken for a message that names nothing would be lost without a word.
    @Test
    void whatIsOfAnotherKindIsNotAcknowledged() throws IOException {
        SQSEvent event = read("ingest-foreign.json");

        assertThat(messages.parse(event).messages()).isEmpty();
        assertThat(messages.parse(event).malformed()).hasSize(event.getRecords().size());
    }

    @Test
    void malformedBodiesComeAgainAndTheirNeighboursDoNot() throws IOException {
        Messages.Parsed parsed = parse("ingest-malformed.json");

        assertThat(paths(parsed)).containsExactly("team-a/handbook.md");
        assertThat(failed(parsed.toResponse(Map.of(new SourcePath("team-a/handbook.md"), new Outcome.Unchanged()))))
                .map(id -> id.charAt(id.length() - 1))
                .containsExactly('1', '3', '4');
    }

    @Test
    void aMessageThatIsMalformedInPartTellsNothing() throws IOException {
        SQSEvent event = read("ingest-batch.json");
        event.getRecords().forEach(message -> message.setBody(message.getBody().replace("team-b/two.md", "")));

        Messages.Parsed parsed = messages.parse(event);

        assertThat(parsed.malformed()).hasSize(1);
        assertThat(parsed.changed()).doesNotContainKey(new SourcePath("team-b/one.md"));
    }

    @Test
    void aMessageComesAgainIfOneOfItsKeysWasPostponed() throws IOException {
        Messages.Parsed parsed = parse("ingest-batch.json");
        Map<SourcePath, Outcome> outcomes = new LinkedHashMap<>();
        parsed.messages().forEach(message ->
                message.paths().forEach(path -> outcomes.put(path, new Outcome.Indexed(1, 1, 1))));
        outcomes.put(new SourcePath("team-b/two.md"), new Outcome.Postponed("the index is away"));
        outcomes.put(new SourcePath("team-a/two.md"), new Outcome.Continued());

        assertThat(failed(parsed.toResponse(outcomes)))
                .containsExactly(parsed.messages().get(3).id());
    }

    private Messages.Parsed parse(String event) throws IOException {
        return messages.parse(read(event));
    }

    private static SQSEvent read(String event) throws IOException {
        return JSON.readValue(EVENTS.resolve(event).toFile(), SQSEvent.class);
    }

    private static List<String> paths(Messages.Parsed parsed) {
        return parsed.messages().stream()
                .flatMap(message -> message.paths().stream())
                .map(SourcePath::key)
                .toList();
    }

    private static List<String> failed(SQSBatchResponse response) {
        return response.getBatchItemFailures().stream()
                .map(BatchItemFailure::getItemIdentifier)
                .toList();
    }
}
