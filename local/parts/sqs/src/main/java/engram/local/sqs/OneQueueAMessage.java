package engram.local.sqs;

import java.util.List;
import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.OneForOneStrategy;
import org.apache.pekko.actor.Props;
import org.apache.pekko.actor.SupervisorStrategy;
import org.apache.pekko.japi.pf.DeciderBuilder;
import org.elasticmq.actor.queue.QueueEvent;

/// Stands before ElasticMQ's store and has each message in the table of one queue only.
///
/// ElasticMQ 1.7.1 does not tell its store that a message left its queue for the dead-letter queue. After a restart it would
/// move again, violate the table's key, and the store would start anew and forget, without a word, to store anything. So a
/// message that comes to a queue is first added there and then removed elsewhere: a kill in between doubles it, never loses it.
final class OneQueueAMessage extends AbstractActor {
    private final ActorRef store;
    private final List<String> queues;

    private OneQueueAMessage(Props store, List<String> queues) {
        this.store = getContext().actorOf(store, "store");
        this.queues = queues;
    }

    static Props props(Props store, List<String> queues) {
        return Props.create(OneQueueAMessage.class, () -> new OneQueueAMessage(store, queues));
    }

    /// A statement that fails (disk full) must not make the store forget its tables.
    @Override
    public SupervisorStrategy supervisorStrategy() {
        return new OneForOneStrategy(
                DeciderBuilder.matchAny(failure -> (SupervisorStrategy.Directive) SupervisorStrategy.resume()).build());
    }

    @Override
    public Receive createReceive() {
        return receiveBuilder()
                .match(QueueEvent.MessageAdded.class, this::add)
                .matchAny(event -> store.forward(event, getContext()))
                .build();
    }

    private void add(QueueEvent.MessageAdded event) {
        String id = event.message().id();
        remove(event.queueName(), id);
        store.forward(event, getContext());
        queues.stream().filter(queue -> !queue.equals(event.queueName())).forEach(queue -> remove(queue, id));
    }

    private void remove(String queue, String id) {
        store.tell(new QueueEvent.MessageRemoved(queue, id), ActorRef.noSender());
    }
}
