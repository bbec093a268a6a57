package engram.local.endtoend;

import engram.local.system.Description;
import engram.local.system.LocalSystem;
import engram.local.system.SystemSettings;
import engram.local.system.parts.Progress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// The whole system, as long as the tests of a class run: on the stores that [Emulator#ASKED] names.
final class RunningSystem implements BeforeAllCallback, AfterAllCallback {

    private final Supplier<Path> data;
    private final String unlessAsked;
    private Optional<Emulator> emulator = Optional.empty();
    private LocalSystem system;
    private User user;

    /// @param data folder of the system's own; there when the tests begin
    RunningSystem(Supplier<Path> data) {
        this(data, Emulator.NONE);
    }

    /// @param unlessAsked stores that it runs on, if nobody asks for others
    RunningSystem(Supplier<Path> data, String unlessAsked) {
        this.data = data;
        this.unlessAsked = unlessAsked;
    }

    User user() {
        return user;
    }

    Description description() {
        return system.description();
    }

    @Override
    public void beforeAll(ExtensionContext tests) throws Exception {
        emulator = Emulator.open(System.getProperty(Emulator.ASKED, unlessAsked), data.get());
        SystemSettings settings = Systems.settings(data.get());
        system = LocalSystem.start(emulator.map(aws -> settings.withEmulator(aws.at())).orElse(settings), Progress.NONE);
        user = new User(system.description());
    }

    @Override
    public void afterAll(ExtensionContext tests) {
        if (system != null) {
            system.close();
        }
        emulator.ifPresent(Emulator::close);
    }
}
