package engram.local.cli;

import engram.local.cli.terminal.Progress;
import engram.local.cli.terminal.Terminal;

/// What the local system says while it starts and fetches, shown on the terminal.
final class StartProgress implements engram.local.system.parts.Progress {

    private final Terminal terminal;
    private final Progress bar;
    private String what = "";

    StartProgress(Terminal terminal) {
        this.terminal = terminal;
        this.bar = new Progress(terminal);
    }

    @Override
    public synchronized void say(String what) {
        bar.clear();
        this.what = what;
        terminal.note(what);
    }

    @Override
    public synchronized void at(long done, long all) {
        bar.show(done, all, what + (all > 0 ? " " + 100 * done / all + " %" : ""));
    }

    @Override
    public synchronized void done() {
        bar.clear();
    }
}
