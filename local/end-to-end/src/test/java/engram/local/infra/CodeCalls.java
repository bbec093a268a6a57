package engram.local.infra;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The calls of AWS clients that a function's code can come to, read from its bytecode: from every method of the function's own
/// module, through ports to whatever implements them, down to the clients. What cannot be reached is not in it, and nothing that
/// can be is left out for want of a test that runs it. (OpenSearch is called by method and path, which bytecode does not show.)
final class CodeCalls {

    private static final Pattern CLIENT = Pattern.compile("software\\.amazon\\.awssdk\\.services\\.([a-z0-9]+)\\.[A-Za-z0-9]+Client");

    /// What a client has beside calls.
    private static final Set<String> NO_CALLS = Set.of("serviceClientConfiguration", "builder", "create", "close", "serviceName");

    private final JavaClasses classes;
    private final Predicate<JavaClass> root;

    /// All that is in the module of that name.
    CodeCalls(String function) {
        // A second entry of the same package has a role of its own.
        this(function, type -> type.getPackageName().startsWith("engram." + function) && !type.getPackageName().endsWith(".smoke"));
    }

    private CodeCalls(String module, Predicate<JavaClass> root) {
        this.root = root;
        this.classes = new ClassFileImporter().importPaths(Stream.of("domain", "embedding", "storage", module)
                .map(part -> Repository.path("functions/" + part + "/target/classes"))
                .toArray(Path[]::new));
    }

    /// What that class of the module comes to: one of several functions of a package.
    static CodeCalls of(String module, String functionClass) {
        return new CodeCalls(module, type -> type.getSimpleName().equals(functionClass));
    }

    /// Like `s3 HeadObject`.
    Set<String> all() {
        Set<String> calls = new TreeSet<>();
        Set<JavaCodeUnit> seen = new HashSet<>();
        Deque<JavaCodeUnit> open = new ArrayDeque<>();
        classes.stream()
                .filter(root)
                .forEach(type -> reach(type.getCodeUnits(), seen, open));
        while (!open.isEmpty()) {
            JavaCodeUnit at = open.pop();
            reach(at.getOwner().getConstructors(), seen, open);
            for (JavaAccess<?> access : accesses(at)) {
                JavaClass owner = access.getTargetOwner();
                Matcher client = CLIENT.matcher(owner.getName());
                if (client.matches()) {
                    operation(access.getName()).ifPresent(operation -> calls.add(client.group(1) + " " + operation));
                } else if (owner.getName().startsWith("engram.")) {
                    family(owner).forEach(type -> reach(
                            type.getCodeUnits().stream().filter(unit -> unit.getName().equals(access.getName())).toList(), seen, open));
                }
            }
        }
        return calls;
    }

    private static List<JavaAccess<?>> accesses(JavaCodeUnit unit) {
        return Stream.<JavaAccess<?>>concat(unit.getCallsFromSelf().stream(),
                Stream.concat(unit.getMethodReferencesFromSelf().stream(), unit.getConstructorReferencesFromSelf().stream())).toList();
    }

    private static void reach(Iterable<? extends JavaCodeUnit> units, Set<JavaCodeUnit> seen, Deque<JavaCodeUnit> open) {
        for (JavaCodeUnit unit : units) {
            if (seen.add(unit)) {
                open.push(unit);
            }
        }
    }

    /// Where a method that is called on this type may be: there, above, or in what implements it.
    private static Set<JavaClass> family(JavaClass type) {
        Set<JavaClass> family = new HashSet<>(type.getAllSubclasses());
        family.add(type);
        family.addAll(type.getAllRawSuperclasses());
        family.addAll(type.getAllRawInterfaces());
        return family;
    }

    private static Optional<String> operation(String method) {
        if (NO_CALLS.contains(method)) {
            return Optional.empty();
        }
        String name = method.replaceAll("(Paginator|AsBytes)$", "");
        return Optional.of(name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1));
    }
}
