package engram.local.system.parts;

/// Hears how far something that takes seconds has come.
public interface Progress {
    /// Nobody listens.
    Progress NONE = new Progress() {
        @Override
        public void say(String what) {}

        @Override
        public void at(long done, long all) {}

        @Override
        public void done() {}
    };

    /// What begins now.
    void say(String what);

    /// How much of it is done, in any unit.
    void at(long done, long all);

    /// The last thing that was said is finished.
    void done();

    /// On a terminal one line on stderr that changes; else a line for each thing that begins.
    static Progress onStderr() {
        return new ProgressLine(System.err, System.console() != null && System.console().isTerminal());
    }
}
