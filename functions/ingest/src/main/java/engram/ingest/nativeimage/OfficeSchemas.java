package engram.ingest.nativeimage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.graalvm.nativeimage.hosted.Feature;
import org.graalvm.nativeimage.hosted.RuntimeReflection;

/// Tells a native executable, while it is built, of the classes that XMLBeans makes by reflection: one for each type of Office
/// Open XML's schemas. They are some two thousand, of which a document may need any.
public final class OfficeSchemas implements Feature {

    private static final String JAR = "poi-ooxml-lite";
    private static final String CLASS = ".class";

    @Override
    public void beforeAnalysis(BeforeAnalysisAccess access) {
        for (String name : names(access.getApplicationClassPath())) {
            Class<?> type = access.findClassByName(name);
            if (type == null) {
                throw new IllegalStateException(name + " is in " + JAR + ", and on no class path");
            }
            register(type);
        }
    }

    /// Names of all classes of the jar with the schemas.
    ///
    /// @throws IllegalStateException if it is not there
    static List<String> names(List<Path> classPath) {
        Path jar = classPath.stream().filter(path -> path.getFileName().toString().contains(JAR)).findFirst()
                .orElseThrow(() -> new IllegalStateException("there is no " + JAR + " on the class path " + classPath));
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return zip.stream().map(ZipEntry::getName)
                    .filter(name -> name.endsWith(CLASS) && !name.contains("-"))
                    .map(name -> name.substring(0, name.length() - CLASS.length()).replace('/', '.'))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What XMLBeans does with it: constructors of implementations, arrays of the interfaces, the table of an enumeration.
    private static void register(Class<?> type) {
        RuntimeReflection.register(type);
        if (type.isInterface()) {
            RuntimeReflection.register(type.arrayType());
        } else {
            RuntimeReflection.register(type.getDeclaredConstructors());
            RuntimeReflection.register(type.getFields());
        }
    }
}
