package engram.local.cli.terminal;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Standard output for results and standard error for progress and trouble, both UTF-8.
/// Results go to `out` alone, so that they can be piped; colour and movement only where a person looks.
public final class Terminal {

    private static final int DEFAULT_WIDTH = 100;
    private static final int NARROWEST = 40;
    /// What [#style] makes.
    private static final Pattern STYLE = Pattern.compile("\u001b\\[(?:0|1|2|1;4)m");

    private final PrintStream out;
    private final PrintStream err;
    private final boolean colour;
    private final boolean moving;
    private final int width;

    public Terminal(PrintStream out, PrintStream err, boolean colour, boolean moving, int width) {
        this.out = out;
        this.err = err;
        this.colour = colour;
        this.moving = moving;
        this.width = Math.max(NARROWEST, width);
    }

    /// The process's own. The script that starts it says in `ENGRAM_TERMINAL` which of "out" and "err" are terminals, and in
    /// `COLUMNS` how wide they are: asking for it from inside a JVM would cost more than most commands.
    public static Terminal ofProcess(Map<String, String> environment) {
        String terminals = environment.getOrDefault("ENGRAM_TERMINAL", "");
        boolean plain = !environment.getOrDefault("NO_COLOR", "").isEmpty() || "dumb".equals(environment.get("TERM"));
        return new Terminal(
                stream(FileDescriptor.out),
                stream(FileDescriptor.err),
                terminals.contains("out") && !plain,
                terminals.contains("err") && !"dumb".equals(environment.get("TERM")),
                columns(environment.getOrDefault("COLUMNS", "")));
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new BufferedOutputStream(new FileOutputStream(descriptor), 1 << 14), false, StandardCharsets.UTF_8);
    }

    private static int columns(String columns) {
        return columns.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(columns) : DEFAULT_WIDTH;
    }

    /// A line of the result. Of control characters in it only line breaks, tabs and the styles of this class come through.
    public void line(String line) {
        out.println(printable(line));
        out.flush();
    }

    /// The result as it is, with nothing added but a final line break.
    public void raw(byte[] utf8) {
        out.write(utf8, 0, utf8.length);
        if (utf8.length == 0 || utf8[utf8.length - 1] != '\n') {
            out.println();
        }
        out.flush();
    }

    /// A line about the work, not part of the result; control characters as in [#line].
    public void note(String line) {
        err.println(printable(line));
        err.flush();
    }

    void overwrite(String line) {
        err.print("\r\u001b[K" + Printable.of(line));
        err.flush();
    }

    private String printable(String line) {
        if (!colour || line.indexOf('\u001b') < 0) {
            return Printable.lines(line);
        }
        StringBuilder printable = new StringBuilder();
        Matcher styles = STYLE.matcher(line);
        int end = 0;
        while (styles.find()) {
            printable.append(Printable.lines(line.substring(end, styles.start()))).append(styles.group());
            end = styles.end();
        }
        return printable.append(Printable.lines(line.substring(end))).toString();
    }

    /// Whether some of the result did not get where it should: the disk is full, or whoever reads it has gone.
    public boolean lostOutput() {
        return out.checkError();
    }

    public String bold(String text) {
        return style(text, "1");
    }

    public String faint(String text) {
        return style(text, "2");
    }

    /// As the words of a question are shown where a passage has them.
    public String marked(String text) {
        return style(text, "1;4");
    }

    private String style(String text, String code) {
        return colour && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }

    public boolean colour() {
        return colour;
    }

    /// Whether a line of progress may be overwritten by the next one.
    public boolean moving() {
        return moving;
    }

    public int width() {
        return width;
    }

    public PrintStream out() {
        return out;
    }

    public PrintStream err() {
        return err;
    }
}
