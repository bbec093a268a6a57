package engram.local.cli.doctor;

import engram.local.system.parts.Downloads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What OpenSearch is unpacked from is what was tried.
///
/// @param built file by which the build knows that it has nothing to do
record DownloadsCheck(Downloads downloads, Path built) implements Check {

    @Override
    public String name() {
        return "downloads";
    }

    @Override
    public List<Finding> look() throws IOException {
        if (!downloads.known()) {
            return List.of();
        }
        return downloads.damaged().stream()
                .map(archive -> Finding.mendable(
                        "the download " + archive + " is damaged: it has another SHA-256 than the one that was tried",
                        "delete it, and " + built + "; the next command fetches it anew",
                        () -> {
                            Files.deleteIfExists(archive);
                            Files.deleteIfExists(built);
                        }))
                .toList();
    }
}
