package engram.local.system.queue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchEventTest {

    private final QueueMessage one = message("1");
    private final QueueMessage two = message("2");
    private final List<QueueMessage> batch = List.of(one, two);

    @Test
    void theEventIsWhatAwsSends() throws Exception {
        var event = new ObjectMapper().readTree(BatchEvent.of(List.of(one), "engram-hints", "us-east-1"));

        assertThat(event).isEqualTo(new ObjectMapper().readTree("""
                {"Records":[{"messageId":"1","receiptHandle":"handle-1","body":"{\\"a\\":\\"ä\\"}",
                "attributes":{"ApproximateReceiveCount":"2","SentTimestamp":"1545082649183"},"messageAttributes":{},
                "md5OfBody":"md5","eventSource":"aws:sqs",
                "eventSourceARN":"arn:aws:sqs:us-east-1:000000000000:engram-hints","awsRegion":"us-east-1"}]}"""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{}", "{\"batchItemFailures\":null}", "{\"batchItemFailures\":[]}"})
    void anAnswerThatNamesNobodyMeansSuccess(String answer) {
        assertThat(failed(answer)).isEmpty();
    }

    @Test
    void onlyTheNamedMessagesFail() {
        assertThat(failed("{\"batchItemFailures\":[{\"itemIdentifier\":\"2\"}]}")).containsExactly(two);
        assertThat(failed("{\"batchItemFailures\":[{\"itemIdentifier\":\"2\"},{\"itemIdentifier\":\"2\"}]}"))
                .containsExactly(two);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"batchItemFailures\":[{\"itemIdentifier\":\"\"}]}",
        "{\"batchItemFailures\":[{\"itemIdentifier\":null}]}", "{\"batchItemFailures\":[{\"id\":\"1\"}]}",
        "{\"batchItemFailures\":[{\"itemIdentifier\":\"3\"}]}", "{\"batchItemFailures\":[null]}",
        "{\"batchItemFailures\":{\"itemIdentifier\":\"1\"}}"})
    void anAnswerThatIsWrongFailsTheWholeBatch(String answer) {
        assertThat(failed(answer)).isEqualTo(batch);
    }

    private List<QueueMessage> failed(String answer) {
        return BatchEvent.failed(answer.getBytes(StandardCharsets.UTF_8), batch);
    }

    private static QueueMessage message(String id) {
        return new QueueMessage(id, "handle-" + id, "{\"a\":\"ä\"}", "md5",
                Map.of("ApproximateReceiveCount", "2", "SentTimestamp", "1545082649183"));
    }
}
