package engram.local.chaos.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// Stands between clients and one HTTP/1.1 server, both on this machine, and lets everything pass until it is told otherwise. Holds a
/// few kilobytes for each of at most [#MOST_CONNECTIONS] connections, and at most [#MOST_KEPT] requests that are to
/// arrive twice or late. The server gets a connection of its own for each request, so that one that was started again is no
/// surprise.
public final class FaultProxy implements AutoCloseable {

    /// Further ones are closed as they come.
    static final int MOST_CONNECTIONS = 512;
    static final int MOST_KEPT = 32;
    /// Longest body of a request that can arrive twice or late, in bytes.
    static final int LARGEST_KEPT = 2 << 20;

    private static final System.Logger LOG = System.getLogger(FaultProxy.class.getName());

    private final Sockets sockets;
    private final ServerSocket door;
    private final SplittableRandom random;
    private final Witness witness;
    private final List<Injection> injections = new CopyOnWriteArrayList<>();
    private final AtomicLong requests = new AtomicLong();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final LateRequests late = new LateRequests(MOST_KEPT, threads, closing);

    /// Hears of each request before it goes on, from many threads.
    @FunctionalInterface
    public interface Witness {
        /// @param line method, path and protocol
        /// @param target the operation of a request in AWS's JSON protocol (`X-Amz-Target`); absent in others
        void saw(String line, Optional<String> target);
    }

    private FaultProxy(InetSocketAddress server, ServerSocket door, long seed, Witness witness) {
        this.sockets = new Sockets(server);
        this.door = door;
        this.random = new SplittableRandom(seed);
        this.witness = witness;
    }

    /// Listens on a free port of the loopback interface.
    ///
    /// @param server `http://HOST:PORT`; need not run yet
    /// @param seed   decides which requests meet a fault
    public static FaultProxy start(URI server, long seed) throws IOException {
        return start(server, seed, (_, _) -> {});
    }

    /// The same, with somebody who hears of all requests.
    public static FaultProxy start(URI server, long seed, Witness witness) throws IOException {
        var door = new ServerSocket();
        try {
            door.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), MOST_CONNECTIONS);
        } catch (IOException e) {
            door.close();
            throw new IOException("no port on 127.0.0.1 is free for a proxy: " + e.getMessage(), e);
        }
        var proxy = new FaultProxy(new InetSocketAddress(server.getHost(), server.getPort()), door, seed, witness);
        proxy.threads.submit(proxy::accept);
        return proxy;
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + door.getLocalPort());
    }

    /// From now on that share of the requests meets the fault; a request meets one fault at most.
    public Injection inject(Fault fault, double share) {
        return inject(fault, share, "");
    }

    /// The same for requests whose first line, method and path, contains that text.
    public Injection inject(Fault fault, double share, String path) {
        var injection = new Injection(fault, share, path, injections::remove);
        injections.add(injection);
        return injection;
    }

    /// Requests so far.
    public long requests() {
        return requests.get();
    }

    /// Sockets that are open now, of clients and of the server.
    int sockets() {
        return sockets.open();
    }

    /// Requests that wait to arrive late.
    public int late() {
        return late.waiting();
    }

    private void accept() {
        while (closing.getCount() > 0) {
            try {
                Socket client = door.accept();
                if (sockets.open() >= MOST_CONNECTIONS || !admit(client)) {
                    client.close();
                }
            } catch (IOException e) {
                if (door.isClosed() || !goOn(e)) {
                    return;
                }
            }
        }
    }

    /// Too many open files, for one, pass.
    private boolean goOn(IOException e) {
        LOG.log(System.Logger.Level.WARNING, "the proxy at " + endpoint() + " could not accept a connection, and goes on: " + e);
        try {
            return !closing.await(100, TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean admit(Socket client) {
        sockets.add(client);
        try {
            threads.submit(() -> serve(client));
            return true;
        } catch (RejectedExecutionException e) {
            sockets.remove(client);
            return false;
        }
    }

    private void serve(Socket client) {
        try (client) {
            new Exchanges(this, sockets, client).run();
        } catch (IOException e) {
            // One of the two sides went away: the other one sees the connection end, as without a proxy.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            sockets.remove(client);
        }
    }

    Optional<Injection> fate(Head request) {
        requests.incrementAndGet();
        witness.saw(request.lines().getFirst(), request.header("X-Amz-Target"));
        for (Injection injection : injections) {
            synchronized (random) {
                if (injection.concerns(request) && random.nextDouble() < injection.share()) {
                    injection.meet();
                    return Optional.of(injection);
                }
            }
        }
        return Optional.empty();
    }

    /// Does it after that time, in the background.
    ///
    /// @return whether there is room for that
    boolean later(Duration time, LateRequests.Delivery delivery) {
        return late.submit(time, delivery);
    }

    /// Ends all connections, and returns when nothing of it runs any more. What was to arrive late does not.
    @Override
    public void close() {
        closing.countDown();
        try {
            door.close();
            sockets.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            injections.forEach(Injection::close);
            threads.shutdownNow();
            threads.close();
        }
    }
}
