package engram.local.system.parts;

import java.io.PrintStream;

/// Progress in one line of a terminal, or in a log.
final class ProgressLine implements Progress {
    private final PrintStream out;
    private final boolean terminal;
    private String what = "";
    private long percent = -1;

    ProgressLine(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    @Override
    public void say(String next) {
        what = next;
        percent = -1;
        if (terminal) {
            out.print("\r\033[K" + what + " …");
        } else {
            out.println(what);
        }
    }

    @Override
    public void at(long done, long all) {
        long now = all == 0 ? 100 : 100 * done / all;
        if (terminal && now != percent) {
            percent = now;
            out.print("\r\033[K" + what + " … " + percent + " %");
        }
    }

    @Override
    public void done() {
        if (terminal) {
            out.print("\r\033[K");
        }
    }
}
