package engram.local.s3;

import engram.local.part.StartFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;

/// Extended attributes of files, in which content type, metadata and ETag of an object are kept.
final class Attributes {
    private Attributes() {}

    /// @throws StartFailure if the file system has none: objects would lose all of that without a word
    static void require(Path directory) throws IOException {
        Path probe = Files.createTempFile(directory.getParent(), "attributes", ".probe");
        try {
            var view = Files.getFileAttributeView(probe, UserDefinedFileAttributeView.class);
            if (view == null) {
                throw none(directory, null);
            }
            view.write("engram", ByteBuffer.wrap(new byte[] {1}));
        } catch (IOException | UnsupportedOperationException e) {
            throw none(directory, e);
        } finally {
            Files.delete(probe);
        }
    }

    private static StartFailure none(Path directory, Exception cause) {
        return new StartFailure("the file system of " + directory
                + " keeps no extended attributes, which hold the content types and metadata of objects; choose a directory on"
                + " another one with --data", cause);
    }
}
