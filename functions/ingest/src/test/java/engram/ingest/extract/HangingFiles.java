package engram.ingest.extract;

import engram.ingest.extract.bounds.ExtractionSettings;
import engram.ingest.extract.document.Extracted;
import engram.ingest.extract.document.Extractor;
import engram.ingest.extract.document.Source;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/// Files of a format of its own, whose parser comes back only when it is told to end, or when this is closed.
public final class HangingFiles implements AutoCloseable {

    public static final String ENDING = ".mbox";

    private static final String TYPE = "application/mbox";

    private final CountDownLatch over = new CountDownLatch(1);
    private final Extraction extraction;

    public HangingFiles(ExtractionSettings settings) {
        this.extraction = new Extraction(settings, () -> {}, Map.of(TYPE, new Hanging(over)));
    }

    public Extraction extraction() {
        return extraction;
    }

    @Override
    public void close() {
        over.countDown();
    }

    private record Hanging(CountDownLatch over) implements Extractor {
        @Override
        public Extracted extract(Source source) {
            try {
                over.await();
            } catch (InterruptedException told) {
                Thread.currentThread().interrupt();
            }
            throw new IllegalStateException("told to end");
        }
    }
}
