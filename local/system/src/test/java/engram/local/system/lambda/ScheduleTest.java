package engram.local.system.lambda;

import static engram.local.system.Eventually.eventually;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScheduleTest {

    @TempDir
    Path folder;

    @Test
    void theFunctionIsInvokedAgainAndAgain() throws Exception {
        var rate = new Trigger.Rate(Duration.ofMillis(100), "{\"task\":\"tick\"}");
        var trigger = new Trigger.Schedules(List.of(rate));
        try (var function = LambdaFunction.start(TinyPackage.spec(folder, trigger, Duration.ofSeconds(30), 1),
                TinyPackage.settings(folder), (who, line) -> { }, Clock.systemUTC());
                var schedule = Schedule.start(function, rate)) {
            eventually("three runs", () -> schedule != null && function.state().invocations() >= 3);
        }
    }
}
