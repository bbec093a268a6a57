package engram.local.system;

import engram.local.system.http.HttpFront;
import engram.local.system.lambda.FunctionSpec;
import engram.local.system.lambda.HostSettings;
import engram.local.system.lambda.LambdaFunction;
import engram.local.system.lambda.Rehearsal;
import engram.local.system.lambda.Outcome;
import engram.local.system.lambda.Schedule;
import engram.local.system.lambda.Trigger;
import engram.local.system.parts.LogTail;
import engram.local.system.queue.EventSourceMapping;
import engram.local.system.queue.MessageQueue;
import engram.local.system.queue.RetryDelay;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;

/// The functions of one system, and what makes them run.
final class Host {

    private static final Duration READY = Duration.ofMinutes(2);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final SystemSettings settings;
    private final Journal journal;
    private final Clock clock;
    private final List<LambdaFunction> functions = new ArrayList<>();
    private final List<EventSourceMapping> mappings = new ArrayList<>();
    private final List<Schedule> schedules = new ArrayList<>();

    Host(SystemSettings settings, Journal journal, Clock clock) {
        this.settings = settings;
        this.journal = journal;
        this.clock = clock;
    }

    List<LambdaFunction> functions() {
        return List.copyOf(functions);
    }

    /// Starts the processes; does not wait for them.
    void start(List<FunctionSpec> specs) throws IOException {
        var host = new HostSettings(settings.installation().cache().resolve("functions"), settings.data().resolve("logs"),
                settings.installation().root().resolve("local/system/target/ric"), Endpoints.REGION);
        FileJournal.makeRoom(host.logs().resolve(Rehearsal.LOG));
        Map<Path, String> packages = new HashMap<>();
        for (FunctionSpec spec : specs) {
            packages.putIfAbsent(spec.zip(), spec.name());
            FileJournal.makeRoom(host.logs().resolve(spec.name() + ".log"));
            LambdaFunction function = LambdaFunction.start(spec, packages.get(spec.zip()), host, journal, clock);
            functions.add(function);
            if (settings.packages() == PackageKind.NATIVE) {
                journal.say(spec.name(), function.isNative()
                        ? "runs its native package" : "has no native package, and runs on the JVM");
            }
        }
    }

    /// Waits for all handlers.
    ///
    /// @throws SystemFailure if one does not come up, with the end of its log
    void awaitReady() throws SystemFailure, InterruptedException {
        for (LambdaFunction function : functions) {
            try {
                function.awaitReady(READY);
            } catch (IOException e) {
                throw new SystemFailure("the function " + e.getMessage() + "; the end of " + function.log() + ":\n"
                        + LogTail.of(function.log(), 0), e);
            }
        }
    }

    /// Lets work in.
    ///
    /// @param gate whether the parts are all there
    void open(HttpFront front, MessageQueue queue, BooleanSupplier gate) {
        for (LambdaFunction function : functions) {
            for (Trigger each : function.spec().triggers()) {
                switch (each) {
                    case Trigger.Http trigger -> front.route(trigger, function);
                    case Trigger.Queue trigger -> mappings.add(EventSourceMapping.start(queue, function, trigger,
                            new RetryDelay(settings.firstRetry()), gate, Endpoints.REGION, journal));
                    case Trigger.Calls _ -> {}
                    case Trigger.Schedules(var rates) ->
                        rates.forEach(rate -> schedules.add(Schedule.start(function, rate)));
                }
            }
        }
    }

    /// Runs the function `reconcile` with this event.
    Outcome reconcile(byte[] event) {
        for (LambdaFunction function : functions) {
            if (function.spec().name().equals("reconcile")) {
                try {
                    return function.invoke(event, PATIENCE);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return new Outcome.NotStarted("the host is going down");
                }
            }
        }
        return new Outcome.NotStarted("there is no such function here");
    }

    /// Takes no more work, lets what runs end within the grace, ends all processes.
    void stop(Duration grace) throws InterruptedException {
        schedules.forEach(Schedule::close);
        for (EventSourceMapping mapping : mappings) {
            mapping.close(grace);
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            functions.forEach(function -> threads.submit(function::close));
        }
    }
}
