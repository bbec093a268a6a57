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
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// Notices that something changed in a tree, a burst of changes as one. It does not say what: whoever is told compares the
/// tree as it is then, so that events which overflowed, or came twice, cost nothing but a look. Where the operating system
/// cannot watch all of it, each wait ends in a look.
public final class TreeWatch implements AutoCloseable {

    /// Null where there are none to be had.
    private final WatchService events;
    private final Duration quiet;
    private final Duration longestBurst;
    private final Set<Path> watched = new HashSet<>();
    private Optional<String> blindness = Optional.empty();

    /// @param quiet        a burst ends when nothing came for so long
    /// @param longestBurst a burst that goes on is told of after so long
    public TreeWatch(Path root, Duration quiet, Duration longestBurst) {
        this.events = events(root);
        this.quiet = quiet;
        this.longestBurst = longestBurst;
    }

    private WatchService events(Path root) {
        try {
            return root.getFileSystem().newWatchService();
        } catch (IOException | UnsupportedOperationException e) {
            blindness = Optional.of(String.valueOf(e.getMessage()));
            return null;
        }
    }

    /// Why not everything is watched, as of the last [#follow]; empty if it is.
    public Optional<String> blindness() {
        return blindness;
    }

    /// Watches these folders from now on, and no others: what a walk over the tree found.
    ///
    /// @return whether some are new; what happened in them before now may have gone unnoticed, so the tree needs another look
    public boolean follow(Collection<Path> folders) {
        if (events == null) {
            return false;
        }
        boolean grown = false;
        blindness = Optional.empty();
        for (Path folder : folders) {
            try {
                folder.register(events, ENTRY_CREATE, ENTRY_MODIFY, ENTRY_DELETE);
                grown |= watched.add(folder);
            } catch (NoSuchFileException | NotDirectoryException e) {
                grown = true;
            } catch (IOException e) {
                blindness = Optional.of(Reason.of(e)); // of Linux: no more watches for this user
            }
        }
        watched.retainAll(Set.copyOf(folders));
        return grown;
    }

    /// Waits for a burst of changes to end.
    ///
    /// @return false if there was none within the time; true if that cannot be told
    public boolean awaitChange(Duration time) throws InterruptedException {
        if (events == null) {
            Thread.sleep(time);
            return true;
        }
        WatchKey key = events.poll(time.toMillis(), TimeUnit.MILLISECONDS);
        if (key == null) {
            return blindness.isPresent();
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
        if (events != null) {
            events.close();
        }
    }
}
