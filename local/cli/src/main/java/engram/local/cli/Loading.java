package engram.local.cli;

import engram.local.cli.remote.Api;
import engram.local.cli.remote.Running;
import engram.local.cli.source.Settling;
import engram.local.cli.source.Source;
import engram.local.cli.source.Uploads;
import engram.local.cli.terminal.Amounts;
import engram.local.cli.terminal.Progress;
import engram.local.cli.terminal.Terminal;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/// Files brought into a workspace, with progress, and watched until the memory has caught up.
final class Loading {

    private static final Duration FRAME = Duration.ofMillis(100);

    private final Terminal terminal;
    private final Running running;
    private final String workspace;

    Loading(Terminal terminal, Running running, String workspace) {
        this.terminal = terminal;
        this.running = running;
        this.workspace = workspace;
    }

    /// What became of the files.
    ///
    /// @param sent      put into the bucket
    /// @param unchanged already there with the same bytes
    /// @param indexed   settled well, 0 if that was not waited for
    /// @param failures  reasons by source path: not sent, or FAILED
    /// @param stuck     source paths that had not settled when patience ran out
    record Outcome(int sent, int unchanged, int indexed, Map<String, String> failures, Set<String> stuck, Duration took) {}

    /// Sends the files and waits until each is settled, or nothing has moved for as long as `patience`.
    Outcome loadAndWait(List<Source> sources, Duration patience) throws IOException {
        return load(sources, true, patience);
    }

    Outcome loadOnly(List<Source> sources) throws IOException {
        return load(sources, false, Duration.ZERO);
    }

    private Outcome load(List<Source> sources, boolean wait, Duration patience) throws IOException {
        long started = System.nanoTime();
        Settling settling = new Settling(running.client(), workspace);
        try (Uploads uploads = new Uploads(running.documents(), Uploads.present(running.documents(), workspace + "/"));
                Progress progress = new Progress(terminal)) {
            uploads.begin(sources);
            Set<String> awaited = new HashSet<>();
            BooleanSupplier finished = () -> uploads.done() == sources.size();
            while (true) {
                boolean sent = finished.getAsBoolean();
                if (wait) {
                    uploads.eTags().forEach((path, eTag) -> {
                        if (awaited.add(path)) {
                            settling.await(path, eTag);
                        }
                    });
                    look(settling);
                }
                show(progress, sources.size(), uploads, settling, wait);
                if (sent && (settling.isDone() || settling.still().compareTo(patience) > 0)) {
                    break;
                }
                pause();
            }
            progress.clear();
            Map<String, String> failures = uploads.failures();
            failures.putAll(settling.failed());
            return new Outcome(
                    uploads.sent(), uploads.unchanged(), settling.indexed(), failures, settling.awaited().keySet(),
                    Duration.ofNanos(System.nanoTime() - started));
        }
    }

    private void look(Settling settling) throws IOException {
        try {
            settling.look();
        } catch (Api.Refused e) {
            throw e;
        } catch (IOException e) {
            if (!running.isAlive()) {
                throw e;
            }
        }
    }

    private static void show(Progress progress, int files, Uploads uploads, Settling settling, boolean wait) {
        int failed = uploads.failures().size() + settling.failed().size();
        int settled = settling.indexed() + failed;
        String label = "%d of %d uploaded".formatted(uploads.done() - uploads.failures().size(), files)
                + (wait ? ", %d indexed".formatted(settling.indexed()) : "")
                + (wait || failed > 0 ? ", %d failed".formatted(failed) : "");
        progress.show(wait ? settled : uploads.done(), files, label);
    }

    private static void pause() {
        try {
            Thread.sleep(FRAME);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.failed("interrupted", e);
        }
    }

    /// Tells failures and what is stuck.
    ///
    /// @return whether all went well
    boolean report(Outcome outcome, Duration patience) {
        outcome.failures().forEach((path, reason) -> terminal.note("failed: " + path + ": " + reason));
        if (!outcome.stuck().isEmpty()) {
            terminal.note("engram: " + Amounts.count(outcome.stuck().size(), "document") + " did not settle, and for "
                    + Amounts.time(patience) + " nothing moved:");
            outcome.stuck().stream().limit(10).forEach(path -> terminal.note("        " + path));
            if (outcome.stuck().size() > 10) {
                terminal.note("        and " + (outcome.stuck().size() - 10) + " more");
            }
            terminal.note("        See what is wrong: local/engram status, local/engram logs ingest");
        }
        return outcome.failures().isEmpty() && outcome.stuck().isEmpty();
    }
}
