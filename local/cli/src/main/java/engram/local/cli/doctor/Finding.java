package engram.local.cli.doctor;

import java.io.IOException;
import java.util.Optional;

/// Something that is wrong.
///
/// @param what in one line
/// @param remedy what to do about it, in one line
/// @param mend does it; present only where nothing can be lost by that
public record Finding(String what, String remedy, Optional<Mend> mend) {

    /// What `--fix` does.
    @FunctionalInterface
    public interface Mend {
        void run() throws IOException, InterruptedException;
    }

    static Finding of(String what, String remedy) {
        return new Finding(what, remedy, Optional.empty());
    }

    static Finding mendable(String what, String remedy, Mend mend) {
        return new Finding(what, remedy, Optional.of(mend));
    }
}
