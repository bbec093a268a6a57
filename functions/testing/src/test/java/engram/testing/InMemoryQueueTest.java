package engram.testing;

import engram.domain.Redelivery;
import engram.domain.Redelivery.Receipt;
import engram.testing.contract.RedeliveryContract;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

class InMemoryQueueTest extends RedeliveryContract {

    private final ManualClock clock = new ManualClock(Instant.EPOCH);
    private final InMemoryQueue queue = new InMemoryQueue(clock, KEPT);

    @Override
    protected Redelivery redelivery() {
        return queue;
    }

    @Override
    protected void send(String body) {
        queue.send(body);
    }

    @Override
    protected Map<String, Receipt> receive() {
        return queue.receive();
    }

    @Override
    protected Set<String> receiveUntil(String body) {
        clock.advance(queue.delayOf(body));
        Set<String> received = queue.receive().keySet();
        if (!received.contains(body)) {
            throw new AssertionError(body + " does not come again");
        }
        return received;
    }
}
