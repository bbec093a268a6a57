package engram.testing;

import engram.domain.Redelivery;
import engram.domain.TransientFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A queue that keeps what was received for a while; messages are their bodies, each there once.
public final class InMemoryQueue implements Redelivery {

    private final InstantSource clock;
    private final Duration kept;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private int receives;

    private record Entry(Optional<Receipt> receipt, Instant visible) {}

    /// @param kept how long a received message stays away
    public InMemoryQueue(InstantSource clock, Duration kept) {
        this.clock = clock;
        this.kept = kept;
    }

    public void send(String body) {
        entries.put(body, new Entry(Optional.empty(), clock.instant()));
    }

    /// All that can be received now, by body.
    public Map<String, Receipt> receive() {
        Map<String, Receipt> received = new LinkedHashMap<>();
        entries.replaceAll((body, entry) -> {
            if (entry.visible().isAfter(clock.instant())) {
                return entry;
            }
            Receipt receipt = new Receipt(body + "-" + ++receives);
            received.put(body, receipt);
            return new Entry(Optional.of(receipt), clock.instant().plus(kept));
        });
        return received;
    }

    /// How long it is until this message can be received.
    public Duration delayOf(String body) {
        return Duration.between(clock.instant(), entries.get(body).visible());
    }

    @Override
    public void later(Map<Receipt, Duration> delays) {
        int taken = 0;
        for (Map.Entry<Receipt, Duration> delay : delays.entrySet()) {
            for (Map.Entry<String, Entry> entry : entries.entrySet()) {
                if (entry.getValue().receipt().equals(Optional.of(delay.getKey()))) {
                    entry.setValue(new Entry(Optional.of(delay.getKey()), clock.instant().plus(delay.getValue())));
                    taken++;
                }
            }
        }
        if (taken < delays.size()) {
            throw new TransientFailure("the queue took %d of %d delays".formatted(taken, delays.size()));
        }
    }
}
