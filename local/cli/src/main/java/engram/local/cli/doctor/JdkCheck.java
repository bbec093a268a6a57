package engram.local.cli.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The JDK: new enough, and no mere runtime.
record JdkCheck(int feature, Path home) implements Check {

    private static final int LEAST = 25;

    @Override
    public String name() {
        return "JDK";
    }

    @Override
    public List<Finding> look() {
        if (feature < LEAST || !Files.isExecutable(home.resolve("bin/javac"))) {
            return List.of(Finding.of(
                    home + " is Java " + feature + (feature < LEAST ? "" : " without a compiler"),
                    "install a JDK " + LEAST + " or newer, and point ENGRAM_JAVA_HOME at it"));
        }
        return List.of();
    }
}
