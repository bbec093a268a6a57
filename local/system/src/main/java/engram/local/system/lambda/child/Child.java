package engram.local.system.lambda.child;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Runs another main class, and ends with it or with the process that started this one, whichever ends first. On Lambda the
/// sandbox sees to that: a runtime whose loop has ended would live on for the threads that its function left.
///
/// It stands in a jar of its own beside the runtime interface client, and knows nothing but the JDK.
public final class Child {

    /// System property with the AOT cache that the process is started with.
    public static final String CACHE = "engram.aot.cache";

    private static final String LIBRARY = "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

    private Child() {
    }

    /// @param args the main class, then its arguments
    public static void main(String[] args) throws ReflectiveOperationException {
        ProcessHandle.current().parent().ifPresent(parent -> parent.onExit().thenRun(() -> Runtime.getRuntime().halt(1)));
        sayIfCacheIsPassedOver();
        prepareLibrary();
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

    /// A JVM passes over a cache of another JVM, of other options or another class path, and a damaged one; then it shares no classes at all.
    private static void sayIfCacheIsPassedOver() {
        String cache = System.getProperty(CACHE);
        if (cache != null && !System.getProperty("java.vm.info", "").contains("sharing")) {
            System.err.println("the AOT cache " + cache + " does not fit this JVM and package, and is left aside: this process starts slowly");
        }
    }

    /// Left to itself, the runtime interface client unpacks its library over one and the same file of /tmp, and processes that
    /// start together find it missing. So it stands beside this jar, whole, before it is asked for.
    private static void prepareLibrary() {
        URL library = Child.class.getResource("/jni/" + libraryName());
        if (library == null) {
            return;
        }
        try {
            Path jar = Path.of(Child.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            Path file = jar.resolveSibling("jni-" + Integer.toHexString(library.toString().hashCode()) + ".so");
            if (!Files.exists(file)) {
                unpack(library, file);
            }
            System.setProperty(LIBRARY, file.toString());
        } catch (IOException | URISyntaxException e) {
            System.err.println("the runtime interface client unpacks its library itself: " + e);
        }
    }

    private static String libraryName() {
        boolean amd64 = System.getProperty("os.arch").equals("amd64");
        boolean musl = Files.exists(Path.of(amd64 ? "/lib/ld-musl-x86_64.so.1" : "/lib/ld-musl-aarch64.so.1"));
        return "libaws-lambda-jni.linux" + (musl ? "_musl" : "") + (amd64 ? "-x86_64.so" : "-aarch_64.so");
    }

    private static void unpack(URL library, Path file) throws IOException {
        Path half = Files.createTempFile(file.getParent(), "jni", ".half");
        try (InputStream in = library.openStream()) {
            Files.copy(in, half, StandardCopyOption.REPLACE_EXISTING);
            Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(half);
        }
    }
}
