package engram.domain;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// SHA-256 of a text that is embedded: 64 hexadecimal digits.
public record TextHash(String hex) {

    public static TextHash of(String text) {
        return new TextHash(
                HexFormat.of().formatHex(Sha256.digest().digest(text.getBytes(StandardCharsets.UTF_8))));
    }
}
