package engram.local.cli.terminal;

import java.time.Duration;
import java.util.function.LongSupplier;

/// How far a longer piece of work is: a bar that moves on a terminal, elsewhere a line every few seconds.
/// For use by one thread at a time.
public final class Progress implements AutoCloseable {

    private static final int BAR = 24;
    private static final Duration LINE_EVERY = Duration.ofSeconds(5);
    private static final Duration FRAME_EVERY = Duration.ofMillis(100);

    private final Terminal terminal;
    private final LongSupplier nanos;
    private long shownAt;
    private String shown = "";

    public Progress(Terminal terminal) {
        this(terminal, System::nanoTime);
    }

    Progress(Terminal terminal, LongSupplier nanos) {
        this.terminal = terminal;
        this.nanos = nanos;
        this.shownAt = nanos.getAsLong() - (terminal.moving() ? FRAME_EVERY : Duration.ZERO).toNanos();
    }

    /// @param done  how much of `total` is finished
    /// @param label what the numbers mean, shown behind the bar
    public void show(long done, long total, String label) {
        Duration pause = terminal.moving() ? FRAME_EVERY : LINE_EVERY;
        if (nanos.getAsLong() - shownAt < pause.toNanos() || label.equals(shown)) {
            return;
        }
        shownAt = nanos.getAsLong();
        shown = label;
        if (terminal.moving()) {
            terminal.overwrite(Width.cutEnd(bar(done, total) + " " + label, terminal.width() - 1));
        } else {
            terminal.note(label);
        }
    }

    static String bar(long done, long total) {
        int filled = total <= 0 ? 0 : (int) (BAR * Math.min(done, total) / total);
        return "[" + "█".repeat(filled) + "·".repeat(BAR - filled) + "]";
    }

    /// Takes a moving bar away, so that other lines can follow.
    public void clear() {
        if (terminal.moving() && !shown.isEmpty()) {
            terminal.overwrite("");
            shown = "";
        }
    }

    @Override
    public void close() {
        clear();
    }
}
