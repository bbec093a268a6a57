package engram.local.system.lambda.child;

import java.lang.reflect.InvocationTargetException;

/// Runs another main class, and ends with it or with the process that started this one, whichever ends first. On Lambda the
/// sandbox sees to that: a runtime whose loop has ended would live on for the threads that its function left.
///
/// It stands in a jar of its own beside the runtime interface client, and knows nothing but the JDK.
public final class Child {

    private Child() {
    }

    /// @param args the main class, then its arguments
    public static void main(String[] args) throws ReflectiveOperationException {
        ProcessHandle.current().parent().ifPresent(parent -> parent.onExit().thenRun(() -> Runtime.getRuntime().halt(1)));
        String[] rest = new String[args.length - 1];
        System.arraycopy(args, 1, rest, 0, rest.length);
        try {
            Class.forName(args[0]).getMethod("main", String[].class).invoke(null, (Object) rest);
        } catch (InvocationTargetException e) {
            e.getCause().printStackTrace();
            System.exit(1);
        }
        System.exit(0);
    }
}
