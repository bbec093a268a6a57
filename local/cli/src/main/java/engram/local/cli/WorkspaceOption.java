package engram.local.cli;

import picocli.CommandLine.Option;

/// `--workspace`: whose documents a command is about.
final class WorkspaceOption {

    static final String DEFAULT = "default";

    @Option(
            names = {"-w", "--workspace"},
            paramLabel = "W",
            description = "Workspace, the first part of every source path (default: default).")
    private String workspace;

    String orDefault() {
        return checked(workspace == null ? DEFAULT : workspace);
    }

    boolean isGiven() {
        return workspace != null;
    }

    private static String checked(String name) {
        if (name.isEmpty() || name.indexOf('/') >= 0 || name.length() > 255 || name.chars().anyMatch(Character::isISOControl)) {
            throw Failure.usage("a workspace has 1 to 255 characters, and neither \"/\" nor control characters among them");
        }
        return name;
    }
}
