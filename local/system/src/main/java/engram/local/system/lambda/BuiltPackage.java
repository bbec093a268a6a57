package engram.local.system.lambda;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipException;

/// The package of a function in this clone, and what was unpacked of it, model and native library included: whether both
/// are still what the build made.
///
/// @param function its name
/// @param zip where the build puts it
/// @param unpacked parent of all that was unpacked
public record BuiltPackage(String function, Path zip, Path unpacked) {

    /// What of the package itself is damaged, by name; the package's own name if it is no zip any more.
    public List<String> damaged() throws IOException {
        try {
            return new PackageZip(zip).damaged();
        } catch (ZipException e) {
            return List.of(zip.getFileName().toString());
        }
    }

    /// Files that differ from those in the package; none if it was not unpacked yet.
    public List<Path> altered() throws IOException {
        Path task = home().resolve("task");
        return Files.isDirectory(task)
                ? new PackageZip(zip).differences(task).stream().map(task::resolve).toList()
                : List.of();
    }

    /// Deletes what was unpacked; the next start unpacks it anew.
    ///
    /// @throws IOException if a function runs from it
    public void forgetUnpacked() throws IOException {
        Unpacked.forget(home());
    }

    private Path home() throws IOException {
        return Unpacked.home(zip, function, unpacked);
    }
}
