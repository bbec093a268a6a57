package engram.ingest.extract.office;

import engram.domain.PermanentFailure;
import engram.domain.Reason;
import engram.ingest.extract.document.Extracted;
import engram.ingest.extract.document.Extractor;
import engram.ingest.extract.document.Source;
import java.nio.charset.StandardCharsets;

/// OLE containers: what office programs wrote before 2007, and what they wrap a document in that has a password. Neither
/// is read; the second kind says so.
public final class OleExtractor implements Extractor {

    private static final byte[] ENCRYPTED = "EncryptedPackage".getBytes(StandardCharsets.UTF_16LE);

    @Override
    public Extracted extract(Source source) {
        if (holds(source.bytes(), ENCRYPTED)) {
            throw new PermanentFailure(Reason.ENCRYPTED, "a password is needed to read it");
        }
        throw new PermanentFailure(Reason.UNSUPPORTED_TYPE, "no extractor reads " + source.contentType());
    }

    private static boolean holds(byte[] bytes, byte[] wanted) {
        for (int from = 0; from + wanted.length <= bytes.length; from++) {
            int same = 0;
            while (same < wanted.length && bytes[from + same] == wanted[same]) {
                same++;
            }
            if (same == wanted.length) {
                return true;
            }
        }
        return false;
    }
}
