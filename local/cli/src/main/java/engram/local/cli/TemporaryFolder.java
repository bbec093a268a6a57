package engram.local.cli;

import engram.local.system.parts.Throwaway;
import java.io.IOException;
import java.nio.file.Path;

/// A folder that is gone after [#close] or ctrl-C, with all that is in it.
final class TemporaryFolder implements AutoCloseable {

    private final Path path;
    private final Thread hook = Thread.ofPlatform().name("temporary-folder").unstarted(this::deleteAtEnd);
    private volatile boolean ending;

    private TemporaryFolder(Path path) {
        this.path = path;
    }

    static TemporaryFolder create(String prefix) throws IOException {
        TemporaryFolder folder = new TemporaryFolder(Throwaway.create(prefix));
        Runtime.getRuntime().addShutdownHook(folder.hook);
        return folder;
    }

    Path path() {
        return path;
    }

    /// Where a file of that name belongs.
    ///
    /// @throws IOException once the process is ending, so that nothing is written behind the deletion
    Path file(String name) throws IOException {
        if (ending) {
            throw new IOException("the process is ending");
        }
        return path.resolve(name);
    }

    private void deleteAtEnd() {
        ending = true;
        try {
            Folders.delete(path);
        } catch (IOException e) {
            System.err.println("engram: the temporary folder " + path + " could not be deleted: " + e.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        Folders.delete(path);
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return; // the process is ending, and the hook finds nothing left to do
        }
    }
}
