package engram.local.chaos.load;

import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;

/// Writes, edits, renames and deletes documents in two workspaces. One thread writes; others may ask what was written.
public final class Author implements AutoCloseable {

    private static final List<String> FOLDERS = List.of("ops/", "ops/runbooks 2/", "press/", "press/été/a+b/");
    private static final List<String> ENDINGS = List.of(".md", ".md", ".md", ".txt", ".html");
    private static final int FEW = 30;
    private static final int MANY = 80;
    private static final int REMEMBERED = 500;

    private final SplittableRandom random;
    private final BucketWriter bucket;
    private final Changes changes;
    private final Map<String, Content> alive = new TreeMap<>();
    private final List<String> dead = new ArrayList<>();
    private final Map<String, Set<String>> ever = new HashMap<>();
    private final List<Word> gone = new ArrayList<>();
    private final Map<Work, Long> done = new EnumMap<>(Work.class);
    private long numbers;

    /// What is done to documents.
    public enum Work { WRITTEN, EDITED, METADATA, SAME, DELETED, RECREATED, RENAMED }

    /// A word that a document holds, or held.
    public record Word(String path, String word) {
    }

    public Author(long seed, URI s3, String bucket, Changes changes) {
        this.random = new SplittableRandom(seed);
        this.bucket = new BucketWriter(s3, bucket);
        this.changes = changes;
    }

    /// One change of one document; returns when the bucket has acknowledged it.
    public void step() throws InterruptedException {
        Work work = choose();
        switch (work) {
            case WRITTEN -> write(newPath(), fresh());
            case EDITED -> {
                String path = any(alive.keySet());
                write(path, random.nextInt(5) == 0 ? fresh() : alive.get(path).withOneEdit(random, this::number));
            }
            case METADATA -> {
                String path = any(alive.keySet());
                write(path, alive.get(path).withOtherMetadata(this::number));
            }
            case SAME -> {
                String path = any(alive.keySet());
                write(path, alive.get(path));
            }
            case DELETED -> delete(any(alive.keySet()));
            case RECREATED -> write(dead.remove(random.nextInt(dead.size())), fresh());
            case RENAMED -> {
                String from = any(alive.keySet());
                write(newPath(), alive.get(from));
                delete(from);
            }
        }
        synchronized (this) {
            done.merge(work, 1L, Long::sum);
        }
    }

    private Work choose() {
        if (alive.size() < FEW) {
            return Work.WRITTEN;
        }
        int lot = random.nextInt(100);
        return lot < 12 ? alive.size() < MANY ? Work.WRITTEN : Work.DELETED
                : lot < 64 ? Work.EDITED
                : lot < 70 ? Work.METADATA
                : lot < 74 ? Work.SAME
                : lot < 84 ? Work.DELETED
                : lot < 94 ? dead.isEmpty() ? Work.EDITED : Work.RECREATED
                : Work.RENAMED;
    }

    private Content fresh() {
        return Content.fresh(random, this::number);
    }

    private long number() {
        return numbers++;
    }

    private String newPath() {
        return FOLDERS.get(random.nextInt(FOLDERS.size())) + "note-" + number() + ENDINGS.get(random.nextInt(ENDINGS.size()));
    }

    private String any(Set<String> paths) {
        return List.copyOf(paths).get(random.nextInt(paths.size()));
    }

    private void write(String path, Content content) throws InterruptedException {
        synchronized (this) {
            // Known before it is there: a search may find it before this thread hears of it.
            ever.computeIfAbsent(path, _ -> new HashSet<>()).addAll(content.words());
        }
        long number = changes.begin(path);
        String eTag = bucket.put(path, content.bytes(path), Content.contentType(path), content.revision());
        synchronized (this) {
            Content before = alive.put(path, content);
            if (before != null) {
                forget(path, before, content);
            }
            changes.made(path, number, Optional.of(new Changes.State(eTag, content.revision())));
        }
    }

    private void delete(String path) throws InterruptedException {
        long number = changes.begin(path);
        bucket.delete(path);
        synchronized (this) {
            forget(path, alive.remove(path), new Content("", List.of(), ""));
            dead.add(path);
            changes.made(path, number, Optional.empty());
        }
    }

    private void forget(String path, Content before, Content after) {
        Set<String> words = before.words();
        words.removeAll(after.words());
        words.forEach(word -> gone.add(new Word(path, word)));
        while (gone.size() > REMEMBERED) {
            gone.remove(random.nextInt(gone.size()));
        }
    }

    /// Source paths of what is there.
    public synchronized List<String> paths() {
        return List.copyOf(alive.keySet());
    }

    /// A word of each paragraph that is there, with its source path.
    public synchronized List<Word> present() {
        List<Word> all = new ArrayList<>();
        alive.forEach((path, content) -> content.words().forEach(word -> all.add(new Word(path, word))));
        return all;
    }

    /// Some words of paragraphs that are not there any more.
    public synchronized List<Word> past() {
        Set<String> still = new HashSet<>();
        alive.values().forEach(content -> still.addAll(content.words()));
        return gone.stream().filter(each -> !still.contains(each.word())).toList();
    }

    /// Whether the document ever held all of these.
    synchronized boolean everHeld(String path, Set<String> words) {
        return ever.getOrDefault(path, Set.of()).containsAll(words);
    }

    public synchronized Map<Work, Long> done() {
        return new EnumMap<>(done);
    }

    @Override
    public void close() {
        bucket.close();
    }
}
