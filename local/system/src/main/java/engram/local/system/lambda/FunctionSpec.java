package engram.local.system.lambda;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What a deployment would say about one function. A new function is a new value of this, nothing else.
///
/// @param name        function name, as in AWS
/// @param zip         the package that is deployed
/// @param handler     `class::method` for a JVM package; ignored by a package with a `bootstrap`
/// @param memory      configured memory in MiB; three quarters of it bound the heap
/// @param timeout     longest run of one invocation; the process is killed at its end
/// @param concurrency most execution environments (processes) at a time
/// @param triggers    what makes it run, any of them
/// @param environment the function's own environment variables
public record FunctionSpec(String name, Path zip, String handler, int memory, Duration timeout, int concurrency,
                           List<Trigger> triggers, Map<String, String> environment) {

    /// A Funqy function: takes whatever event it is bound to.
    public static final String FUNQY = "io.quarkus.funqy.lambda.FunqyStreamHandler::handleRequest";

    /// A REST function behind the HTTP API.
    public static final String HTTP = "io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler::handleRequest";

    /// The longest timeout that Lambda allows.
    static final Duration LONGEST = Duration.ofMinutes(15);

    /// A process that waits longer than that between two invocations is not worth its memory.
    private static final Duration SELDOM = Duration.ofMinutes(30);

    public FunctionSpec {
        if (!name.matches("[a-zA-Z0-9-_]{1,64}")) {
            throw new IllegalArgumentException("not a function name: '" + name + "'");
        }
        Objects.requireNonNull(zip, "zip");
        Objects.requireNonNull(handler, "handler");
        if (memory < 128 || memory > 10_240) {
            throw new IllegalArgumentException(name + ": memory is 128 to 10240 MiB, got " + memory);
        }
        if (!timeout.isPositive() || timeout.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(name + ": timeout is at most " + LONGEST + ", got " + timeout);
        }
        if (concurrency < 1 || concurrency > 1_000) {
            throw new IllegalArgumentException(name + ": concurrency is 1 to 1000, got " + concurrency);
        }
        if (triggers.isEmpty()) {
            throw new IllegalArgumentException(name + ": nothing makes it run");
        }
        triggers = List.copyOf(triggers);
        environment = Map.copyOf(environment);
    }

    /// The name by which AWS would know it.
    String arn(String region) {
        return "arn:aws:lambda:" + region + ":000000000000:function:" + name;
    }

    /// Whether its first process starts with the system, before anything happens: not if all that makes it run are schedules far apart,
    /// or somebody who invokes it.
    boolean startsAtOnce() {
        return !triggers.stream().allMatch(FunctionSpec::isSeldom);
    }

    /// Whether nothing makes it run but somebody who invokes it.
    boolean isCalledOnly() {
        return triggers.stream().allMatch(Trigger.Calls.class::isInstance);
    }

    private static boolean isSeldom(Trigger trigger) {
        return switch (trigger) {
            case Trigger.Calls _ -> true;
            case Trigger.Schedules(List<Trigger.Rate> rates) -> rates.stream().allMatch(rate -> rate.every().compareTo(SELDOM) >= 0);
            case Trigger.Queue _, Trigger.Http _ -> false;
        };
    }
}
