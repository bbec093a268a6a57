package engram.testing.retention;

import engram.domain.retention.Ledger;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// A ledger in memory.
public final class InMemoryLedger implements Ledger {

    private final TreeMap<String, byte[]> objects = new TreeMap<>();

    @Override
    public synchronized Optional<byte[]> read(String key) {
        return Optional.ofNullable(objects.get(key)).map(byte[]::clone);
    }

    @Override
    public synchronized boolean create(String key, byte[] content) {
        return objects.putIfAbsent(key, content.clone()) == null;
    }

    @Override
    public synchronized void write(String key, byte[] content) {
        objects.put(key, content.clone());
    }

    @Override
    public synchronized void remove(String key) {
        objects.remove(key);
    }

    @Override
    public synchronized List<String> keys(String prefix, Optional<String> after, int limit) {
        return objects.tailMap(after.orElse(""), false).keySet().stream()
                .filter(key -> key.startsWith(prefix))
                .limit(limit)
                .toList();
    }
}
