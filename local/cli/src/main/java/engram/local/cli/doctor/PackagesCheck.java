package engram.local.cli.doctor;

import engram.local.system.lambda.BuiltPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The functions' packages, the model in them included, and what was unpacked of them are what the build made.
///
/// @param functions folder with a folder for each
/// @param unpacked where packages are unpacked
/// @param built file by which the build knows that it has nothing to do
record PackagesCheck(Path functions, Path unpacked, Path built) implements Check {

    private static final int MOST_NAMES = 3;

    @Override
    public String name() {
        return "packages";
    }

    @Override
    public List<Finding> look() throws IOException {
        if (!Files.isDirectory(functions)) {
            return List.of();
        }
        List<Finding> found = new ArrayList<>();
        try (Stream<Path> folders = Files.list(functions)) {
            for (Path folder : folders.sorted().toList()) {
                Path zip = folder.resolve("target/function.zip");
                if (Files.isRegularFile(zip)) {
                    look(new BuiltPackage(folder.getFileName().toString(), zip, unpacked)).ifPresent(found::add);
                }
            }
        }
        return found;
    }

    private Optional<Finding> look(BuiltPackage function) throws IOException {
        List<String> damaged = function.damaged();
        if (!damaged.isEmpty()) {
            return Optional.of(Finding.mendable(
                    function.zip() + " is damaged: " + names(damaged),
                    "delete it, and " + built + "; the next command builds it anew",
                    () -> {
                        Files.deleteIfExists(function.zip());
                        Files.deleteIfExists(built);
                    }));
        }
        List<Path> altered = function.altered();
        return altered.isEmpty() ? Optional.empty() : Optional.of(Finding.mendable(
                "what was unpacked of " + function.zip() + " is not what is in it: " + names(altered),
                "stop Engram and delete the unpacked folder; the next start unpacks it anew",
                function::forgetUnpacked));
    }

    private static String names(List<?> all) {
        String first = all.stream().limit(MOST_NAMES).map(Object::toString).collect(Collectors.joining(", "));
        return all.size() > MOST_NAMES ? first + " and " + (all.size() - MOST_NAMES) + " more" : first;
    }
}
