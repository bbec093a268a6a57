package engram.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import engram.domain.Chunk;
import engram.domain.PermanentFailure;
import engram.ingest.extract.Files;
import engram.ingest.extract.HostileKinds;
import engram.ingest.extract.HostileKinds.Kind;
import engram.ingest.extract.document.Extracted;
import engram.ingest.split.SplitSettings;
import engram.ingest.split.Splitter;
import engram.testing.WordTokenizer;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each file that means harm is indexed, empty, or rejected for the right reason. The time limit is against hanging.
@Timeout(600)
final class HostileKindsTest {

    private final Splitter splitter = new Splitter(new WordTokenizer(510), SplitSettings.DEFAULT);

    static List<Kind> all() {
        return HostileKinds.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void endsAsItShould(Kind kind) {
        assertThat(kind.ends()).contains(end(kind));
    }

    private String end(Kind kind) {
        try {
            Extracted extracted = Files.extract(kind.name(), "", kind.bytes());
            int end = 0;
            for (Chunk chunk : splitter.split(extracted)) {
                assertThat(chunk.start()).isEqualTo(end);
                end = chunk.end();
            }
            return end == 0 ? "EMPTY" : "INDEXED";
        } catch (PermanentFailure failure) {
            assertThat(failure.getCause() instanceof OutOfMemoryError).as(failure.getMessage()).isFalse();
            return failure.rejection().reason().name();
        }
    }
}
