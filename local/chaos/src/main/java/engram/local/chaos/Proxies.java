package engram.local.chaos;

import engram.local.chaos.proxy.FaultProxy;
import engram.local.system.parts.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.EnumMap;
import java.util.Map;

/// A proxy before each store.
final class Proxies implements AutoCloseable {

    private final long seed;
    private final Map<Part, FaultProxy> all = new EnumMap<>(Part.class);

    Proxies(long seed) {
        this.seed = seed;
    }

    /// Starts the proxy before a store.
    synchronized URI before(Part part, URI endpoint) {
        try {
            FaultProxy proxy = FaultProxy.start(endpoint, seed + part.ordinal());
            all.put(part, proxy);
            return proxy.endpoint();
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    synchronized FaultProxy of(Part part) {
        return all.get(part);
    }

    /// Requests that have not arrived yet, and will.
    synchronized int late() {
        return all.values().stream().mapToInt(FaultProxy::late).sum();
    }

    synchronized long requests() {
        return all.values().stream().mapToLong(FaultProxy::requests).sum();
    }

    @Override
    public synchronized void close() {
        all.values().forEach(FaultProxy::close);
    }
}
