package engram.storage.inventory;

import engram.domain.BucketListing.Listed;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/// Sorts objects that come in no order, on disk: so many of them at a time in memory, and a page of each part while parts are merged.
final class Sorting implements Closeable {

    private final Path folder;
    private final int atOnce;
    private final ObjectFile parts;
    private final List<Long> begins = new ArrayList<>();
    private List<Listed> part = new ArrayList<>();

    /// @param folder for files that are nobody's once their process has ended
    /// @param atOnce objects in memory
    Sorting(Path folder, int atOnce) throws IOException {
        this.folder = folder;
        this.atOnce = atOnce;
        this.parts = ObjectFile.in(folder);
    }

    void add(Listed object) throws IOException {
        part.add(object);
        if (part.size() == atOnce) {
            put();
        }
    }

    private void put() throws IOException {
        part.sort(Comparator.comparing(Listed::path));
        begins.add(parts.end());
        for (Listed object : part) {
            parts.add(object);
        }
        part = new ArrayList<>();
    }

    /// All that were added, each path once: of two objects the one that changed last.
    SortedObjects sorted() throws IOException {
        put();
        parts.written();
        PriorityQueue<Part> nearest = new PriorityQueue<>(Comparator.comparing(one -> one.first.path()));
        for (int i = 0; i < begins.size(); i++) {
            long end = i + 1 < begins.size() ? begins.get(i + 1) : parts.end();
            new Part(parts.read(begins.get(i), end)).next().ifPresent(nearest::add);
        }
        SortedObjects sorted = new SortedObjects(folder);
        try {
            merge(nearest, sorted);
            sorted.written();
            return sorted;
        } catch (IOException | RuntimeException e) {
            sorted.close();
            throw e;
        }
    }

    private static void merge(PriorityQueue<Part> nearest, SortedObjects sorted) throws IOException {
        Listed last = null;
        while (!nearest.isEmpty()) {
            Part part = nearest.remove();
            Listed object = part.first;
            part.next().ifPresent(nearest::add);
            if (last != null && !last.path().equals(object.path())) {
                sorted.add(last);
            } else if (last != null && last.lastModified().isAfter(object.lastModified())) {
                object = last;
            }
            last = object;
        }
        if (last != null) {
            sorted.add(last);
        }
    }

    @Override
    public void close() throws IOException {
        parts.close();
    }

    private static final class Part {
        private final ObjectFile.Reader rest;
        private Listed first;

        Part(ObjectFile.Reader rest) {
            this.rest = rest;
        }

        /// Itself with its next object in front; empty at its end.
        Optional<Part> next() throws IOException {
            Optional<Listed> next = rest.next();
            next.ifPresent(object -> first = object);
            return next.map(_ -> this);
        }
    }
}
