package engram.local.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TallyTest {

    private final Tally tally = new Tally();

    @Test
    void requestsAreCountedByWhatTheyAskFor() {
        tally.saw("GET /engram?list-type=2&prefix=w%2F HTTP/1.1", Optional.empty());
        tally.saw("HEAD /engram/w/a.md HTTP/1.1", Optional.empty());
        tally.saw("POST / HTTP/1.1", Optional.of("DynamoDB_20120810.BatchGetItem"));
        tally.saw("POST / HTTP/1.1", Optional.of("DynamoDB_20120810.BatchGetItem"));
        tally.saw("POST /engram/_search?typed_keys=true HTTP/1.1", Optional.empty());

        assertThat(tally.counts()).isEqualTo(Map.of("ListObjectsV2", 1L, "HEAD", 1L, "BatchGetItem", 2L, "POST _search", 1L));
    }

    @Test
    void whatWasCountedBeforeIsLeftOut() {
        tally.saw("HEAD /engram/w/a.md HTTP/1.1", Optional.empty());
        tally.saw("POST / HTTP/1.1", Optional.of("DynamoDB_20120810.Query"));
        Map<String, Long> before = tally.counts();
        tally.saw("POST / HTTP/1.1", Optional.of("DynamoDB_20120810.Query"));

        assertThat(tally.since(before)).isEqualTo(Map.of("Query", 1L));
    }
}
