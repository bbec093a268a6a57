package engram.ingest.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import engram.domain.PermanentFailure;
import engram.domain.Reason;
import engram.domain.SourcePath;
import engram.ingest.extract.bounds.ExtractionSettings;
import engram.ingest.extract.bounds.TimeLeft;
import java.util.function.Function;

/// Says of a file that it is rejected, and why.
public final class Rejections {

    private Rejections() {}

    public static void rejected(String name, byte[] bytes, Reason reason) {
        rejected(ExtractionSettings.DEFAULT, name, bytes, reason);
    }

    public static void rejected(ExtractionSettings settings, String name, byte[] bytes, Reason reason) {
        assertThatThrownBy(() -> new Extraction(settings)
                        .extract(new SourcePath(name), Files.object("", bytes.length), bytes, TimeLeft.unlimited(), Function.identity()))
                .isInstanceOfSatisfying(PermanentFailure.class, failure ->
                        assertThat(failure.rejection().reason()).as(failure.getMessage()).isEqualTo(reason));
    }
}
