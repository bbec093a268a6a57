package engram.ingest.extract.document;

import static org.assertj.core.api.Assertions.assertThat;

import engram.ingest.extract.bounds.ExtractionSettings;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetadataTest {

    private static final ExtractionSettings SETTINGS = ExtractionSettings.DEFAULT;

    @Test
    void namesAreInLowerCaseAndValuesComeOnce() {
        assertThat(new Metadata(SETTINGS).add(" Author ", "Ada").add("author", "Ada").add("author", "Grace").values())
                .containsOnlyKeys("author")
                .containsEntry("author", List.of("Ada", "Grace"));
    }

    /// Each chunk bears it: two megabytes would be gigabytes of a long document.
    @Test
    void allTogetherHasABound() {
        Metadata metadata = new Metadata(SETTINGS);
        for (int name = 0; name < SETTINGS.maxNames(); name++) {
            for (int value = 0; value < SETTINGS.maxValues(); value++) {
                metadata.add("name" + name, value + "x".repeat(500));
            }
        }
        metadata.add("last", "fits");

        int length = metadata.values().entrySet().stream()
                .mapToInt(entry -> entry.getKey().length() + entry.getValue().stream().mapToInt(String::length).sum())
                .sum();
        assertThat(length).isBetween(SETTINGS.maxMetadata() - 600, SETTINGS.maxMetadata());
        assertThat(metadata.values()).containsKey("last");
        assertThat(metadata.values().values()).noneMatch(List::isEmpty);
    }
}
