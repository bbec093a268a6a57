package engram.local.cli.source;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// Notices that something changed in a tree, a burst of changes as one. It does not say what: whoever is told compares the
/// tree as it is then, so that events which overflowed, or came twice, cost nothing but a look.
public final class TreeWatch implements AutoCloseable {

    private final WatchService events;
    private final Duration quiet;
    private final Duration longestBurst;
    private final Set<Path> watched = new HashSet<>();

    /// @param quiet        a burst ends when nothing came for so long
    /// @param longestBurst a burst that goes on is told of after so long
    public TreeWatch(Path root, Duration quiet, Duration longestBurst) throws IOException {
        this.events = root.getFileSystem().newWatchService();
        this.quiet = quiet;
        this.longestBurst = longestBurst;
    }

    /// Watches these folders from now on, and no others: what a walk over the tree found.
    ///
    /// @return whether some are new; what happened in them before now may have gone unnoticed, so the tree needs another look
    public boolean follow(Collection<Path> folders) throws IOException {
        boolean grown = false;
        for (Path folder : folders) {
            try {
                folder.register(events, ENTRY_CREATE, ENTRY_MODIFY, ENTRY_DELETE);
                grown |= watched.add(folder);
            } catch (NoSuchFileException | NotDirectoryException e) {
                grown = true;
            }
        }
        watched.retainAll(Set.copyOf(folders));
        return grown;
    }

    /// Waits for a burst of changes to end.
    ///
    /// @return false if there was none within the time
    public boolean awaitChange(Duration time) throws InterruptedException {
        WatchKey key = events.poll(time.toMillis(), TimeUnit.MILLISECONDS);
        if (key == null) {
            return false;
        }
        long began = System.nanoTime();
        while (key != null) {
            key.pollEvents();
            if (!key.reset()) {
                watched.remove((Path) key.watchable());
            }
            boolean tooLong = System.nanoTime() - began > longestBurst.toNanos();
            key = tooLong ? null : events.poll(quiet.toMillis(), TimeUnit.MILLISECONDS);
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        events.close();
    }
}
