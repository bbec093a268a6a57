package engram.local.cli.doctor;

import java.io.IOException;
import java.util.Optional;

/// Something that is wrong.
///
/// @param what in one line
/// @param remedy what to do about it, in one line
/// @param mend does it; present only where nothing can be lost by that
public record Finding(String what, String remedy, Optional<Mend> mend) {

    /// Of an index that no pass can write into as it is.
    static final String FILL_ANEW =
            "local/engram down, move the data folder away, local/engram up, and load again: local/engram load PATH...";

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
