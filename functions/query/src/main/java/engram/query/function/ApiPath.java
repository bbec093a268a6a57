package engram.query.function;

import engram.query.function.QueryConfig.RawPath;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Brings the path of a request to the form that is matched: workspace and source path are one percent-encoded path
/// segment each. A source path is a whole object key: its "/" are part of it, also doubled ones, and so are "." and
/// "..", which matching would fold away.
final class ApiPath {

    private static final Pattern FORM =
            Pattern.compile("/v1/workspaces/([^/]+)(/search|/documents)(?:/(.+))?", Pattern.DOTALL);

    private ApiPath() {}

    /// The canonical form.
    ///
    /// @param path without the query
    /// @throws Refusal NOT_FOUND if it is no path of the API, INVALID_INPUT if it is not percent-encoded UTF-8
    static String canonical(String path, RawPath form) {
        Matcher matcher = FORM.matcher(path);
        if (!matcher.matches()) {
            throw Refusal.of(Code.NOT_FOUND, "this API has no such path");
        }
        try {
            String head = "/v1/workspaces/" + encoded(decoded(matcher.group(1), form)) + matcher.group(2);
            return matcher.group(3) == null ? head : head + "/" + encoded(decoded(matcher.group(3), form));
        } catch (CharacterCodingException e) {
            throw Refusal.invalid("path", "is not percent-encoded UTF-8: \"%\" must be written %25");
        }
    }

    private static String decoded(String part, RawPath form) throws CharacterCodingException {
        return switch (form) {
            case DECODED -> part;
            case ENCODED -> percentDecoded(part);
        };
    }

    /// Unlike a form's field, a path has "+" for itself.
    private static String percentDecoded(String part) throws CharacterCodingException {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        ByteBuffer decoded = ByteBuffer.allocate(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '%') {
                decoded.put((byte) (digit(bytes, i + 1) << 4 | digit(bytes, i + 2)));
                i += 2;
            } else {
                decoded.put(bytes[i]);
            }
        }
        return StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .decode(decoded.flip())
                .toString();
    }

    private static int digit(byte[] bytes, int at) throws CharacterCodingException {
        int digit = at < bytes.length ? Character.digit(bytes[at], 16) : -1;
        if (digit < 0) {
            throw new CharacterCodingException();
        }
        return digit;
    }

    private static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
