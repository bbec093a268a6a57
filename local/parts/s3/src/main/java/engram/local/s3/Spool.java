package engram.local.s3;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Notifications on disk that the queue has not taken yet, oldest first; at most as many as its bound.
///
/// `SEQUENCER.intent` names an object that is about to change, `SEQUENCER.json` is a notification. An intent without
/// a process means that its object may have changed.
final class Spool {
    static final String INTENT = ".intent";
    static final String EVENT = ".json";

    private final Path directory;
    private final Sequencer sequencer;
    private final int most;
    private final BlockingQueue<Path> waiting = new PriorityBlockingQueue<>();
    private final AtomicInteger size = new AtomicInteger();

    private Spool(Path directory, Sequencer sequencer, int most) {
        this.directory = directory;
        this.sequencer = sequencer;
        this.most = most;
    }

    /// Opens the spool with whatever an earlier process left in it.
    static Spool open(Path directory, Sequencer sequencer, int most) throws IOException {
        Spool spool = new Spool(Files.createDirectories(directory), sequencer, most);
        try (Stream<Path> files = Files.list(directory)) {
            files.filter(file -> file.toString().endsWith(INTENT) || file.toString().endsWith(EVENT))
                    .forEach(file -> {
                        spool.waiting.add(file);
                        spool.size.incrementAndGet();
                    });
        }
        return spool;
    }

    /// Announces a change of an object.
    ///
    /// @throws S3Exception 503 SlowDown if the bound is reached, as long as the queue takes nothing
    Intent intend(ObjectName object) throws IOException {
        if (size.incrementAndGet() > most) {
            size.decrementAndGet();
            throw full();
        }
        try {
            Path file = directory.resolve(sequencer.next() + INTENT);
            write(file, object.toLine());
            return new Intent(file);
        } catch (IOException e) {
            size.decrementAndGet();
            throw e;
        }
    }

    /// The oldest one that waits for delivery; waits for one.
    Path oldest() throws InterruptedException {
        return waiting.take();
    }

    /// Forgets one that was delivered.
    void done(Path file) throws IOException {
        Files.deleteIfExists(file);
        size.decrementAndGet();
    }

    private S3Exception full() {
        return Refusal.of(503, "SlowDown",
                most + " notifications wait for a queue that cannot be reached; start it and try again");
    }

    /// Writes a file that is there whole or not at all.
    static void write(Path file, String text) throws IOException {
        Path half = file.resolveSibling(file.getFileName() + ".half");
        Files.writeString(half, text, StandardCharsets.UTF_8);
        Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /// A change under way. Closed before the change was made, it leaves no trace; after it, a notification.
    final class Intent implements Closeable {
        private final Path file;
        private boolean changed;
        private boolean fulfilled;

        private Intent(Path file) {
            this.file = file;
        }

        void changed() {
            changed = true;
        }

        void fulfil(ObjectEvent event) throws IOException {
            String number = sequencer.next();
            Path notification = directory.resolve(number + EVENT);
            write(notification, event.toJson(number));
            fulfilled = true;
            waiting.add(notification);
        }

        @Override
        public void close() throws IOException {
            if (changed && !fulfilled) {
                waiting.add(file);
            } else {
                Files.delete(file);
                if (!changed) {
                    size.decrementAndGet();
                }
            }
        }
    }
}
