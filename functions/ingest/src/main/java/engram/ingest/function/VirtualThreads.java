package engram.ingest.function;

import engram.ingest.Ingest.SideBySide;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/// Runs tasks on virtual threads, so many at once.
record VirtualThreads(int atOnce) implements SideBySide {

    @Override
    public <T> List<T> run(List<Callable<T>> tasks) {
        Semaphore places = new Semaphore(atOnce);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> running = tasks.stream().map(task -> threads.submit(() -> inPlace(places, task))).toList();
            return running.stream().map(VirtualThreads::result).toList();
        }
    }

    private static <T> T inPlace(Semaphore places, Callable<T> task) throws Exception {
        places.acquire();
        try {
            return task.call();
        } finally {
            places.release();
        }
    }

    private static <T> T result(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a document's task failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while documents were worked on", e);
        }
    }
}
