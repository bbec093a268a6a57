package engram.local.cli.doctor;

import engram.local.system.Description;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// What a system that was killed left in its data folder: the file that says how to reach it, and processes.
record LeftoverCheck(Path data) implements Check {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Override
    public String name() {
        return "leftovers";
    }

    @Override
    public List<Finding> look() throws IOException {
        Optional<Description> last;
        try {
            last = Description.read(data);
        } catch (IOException e) {
            return List.of(Finding.of(e.getMessage(), "start Engram anew, which replaces it: local/engram up"));
        }
        if (last.isEmpty() || last.get().alive()) {
            return List.of();
        }
        List<Finding> found = new ArrayList<>();
        for (Description.Child child : last.get().children()) {
            living(child).ifPresent(process -> found.add(Finding.mendable(
                    child.name() + ", process " + child.pid() + ", outlived the system that started it",
                    "end it: kill " + child.pid(),
                    () -> end(process))));
        }
        found.add(Finding.mendable(
                Description.file(data) + " tells of a system that does not run any more", "delete that file", this::forget));
        return found;
    }

    /// Not as long as something is left that only this file tells of.
    private void forget() throws IOException {
        Optional<Description> last = Description.read(data);
        if (last.filter(Description::alive).isPresent()) {
            throw new IOException("a system was started there meanwhile");
        }
        if (last.stream().flatMap(system -> system.children().stream()).anyMatch(child -> living(child).isPresent())) {
            throw new IOException("processes of it still run");
        }
        Files.deleteIfExists(Description.file(data));
    }

    /// The very process, and no later one that got its number.
    private static Optional<ProcessHandle> living(Description.Child child) {
        return ProcessHandle.of(child.pid())
                .filter(ProcessHandle::isAlive)
                .filter(process -> child.born() > 0
                        && process.info().startInstant().map(Instant::toEpochMilli).orElse(0L) == child.born());
    }

    private static void end(ProcessHandle process) throws IOException, InterruptedException {
        process.destroyForcibly();
        try {
            process.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new IOException("process " + process.pid() + " does not end", e);
        }
    }
}
