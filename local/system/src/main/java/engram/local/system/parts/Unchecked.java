package engram.local.system.parts;

/// A signature that nobody on this machine checks: local services tell accounts and services apart by what it names, and emulators keep what has none from
/// objects that exist.
public final class Unchecked {

    private Unchecked() {}

    /// Value of the header `Authorization`.
    ///
    /// @param service as AWS names it in signatures, like `s3`
    public static String authorization(String service) {
        return "AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/" + service + "/aws4_request, SignedHeaders=host, Signature=local";
    }
}
