package engram.local.cli;

/// Who calls a command, as receipts name him.
final class Names {

    private Names() {}

    static String ofCaller(Shell shell) {
        String user = shell.environment().getOrDefault("USER", System.getProperty("user.name"));
        return user == null || user.isBlank() ? "command line" : user;
    }
}
