package engram.local.system.parts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A downloaded file that must be the one that was tried.
record Archive(Path file, String sha256) {
    /// @throws PartFailure if it is absent or another one
    void verify() {
        if (!Files.isRegularFile(file)) {
            throw new PartFailure("the download " + file + " is gone: build again, Maven fetches it anew");
        }
        String found = digest();
        if (!found.equals(sha256)) {
            throw new PartFailure("the download " + file + " is damaged: its SHA-256 is " + found + ", expected " + sha256
                    + "; delete the file and build again, Maven fetches it anew");
        }
    }

    boolean isWhole() {
        return digest().equals(sha256);
    }

    private String digest() {
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            byte[] buffer = new byte[1 << 20];
            while (in.read(buffer) >= 0) {
                continue;
            }
            return HexFormat.of().formatHex(((DigestInputStream) in).getMessageDigest().digest());
        } catch (IOException e) {
            throw new UncheckedIOException("the download " + file + " cannot be read", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
