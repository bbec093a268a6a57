package engram.storage.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import engram.domain.health.Unwell;
import engram.storage.TestStores;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

class QueueVitalsTest {

    private final SqsClient sqs = TestStores.sqs(TestStores.servers().sqs());

    @Test
    void theQueueAndItsDeadLettersAreCounted() {
        String dead = queue(Map.of());
        String arn = sqs.getQueueAttributes(ask -> ask.queueUrl(dead).attributeNames(QueueAttributeName.ALL))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
        String hints = queue(Map.of(
                QueueAttributeName.REDRIVE_POLICY,
                "{\"deadLetterTargetArn\":\"" + arn + "\",\"maxReceiveCount\":\"5\"}"));
        sqs.sendMessage(send -> send.queueUrl(hints).messageBody("x"));
        sqs.sendMessage(send -> send.queueUrl(hints).messageBody("y"));
        sqs.sendMessage(send -> send.queueUrl(dead).messageBody("z"));
        QueueVitals vitals = new QueueVitals(sqs, Optional.of(hints));

        assertThat(vitals.hints().waiting()).isEqualTo(2);
        assertThat(vitals.deadLetters()).isEqualTo(1);
    }

    @Test
    void aQueueWithoutDeadLetterQueueIsNamed() {
        QueueVitals vitals = new QueueVitals(sqs, Optional.of(queue(Map.of())));

        assertThatThrownBy(vitals::deadLetters)
                .isInstanceOfSatisfying(Unwell.class, unwell -> assertThat(unwell.remedy()).contains("redrive policy"))
                .hasMessageContaining("no dead-letter queue");
    }

    @Test
    void aQueueThatIsNotThereIsNamed() {
        QueueVitals vitals = new QueueVitals(sqs, Optional.of(TestStores.servers().queueUrl() + "-not"));

        assertThatThrownBy(vitals::hints)
                .isInstanceOfSatisfying(Unwell.class, unwell -> assertThat(unwell.remedy()).contains("ENGRAM_QUEUE_URL"));
    }

    @Test
    void aFunctionThatIsNotToldItsQueueSaysSo() {
        assertThatThrownBy(() -> new QueueVitals(sqs, Optional.empty()).hints())
                .isInstanceOfSatisfying(Unwell.class, unwell -> assertThat(unwell.remedy()).contains("ENGRAM_QUEUE_URL"));
    }

    private String queue(Map<QueueAttributeName, String> attributes) {
        String name = "health-" + UUID.randomUUID();
        sqs.createQueue(create -> create.queueName(name).attributes(attributes));
        return TestStores.servers().queueUrl().replaceFirst("[^/]+$", name);
    }
}
