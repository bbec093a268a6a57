package engram.ingest.extract;

import engram.ingest.extract.bounds.ParserThreads;
import engram.ingest.extract.document.Extracted;
import engram.ingest.extract.document.Extractor;
import engram.ingest.extract.document.Source;

/// An extractor whose parser is not trusted to come back.
record ConfinedExtractor(ParserThreads threads, Extractor extractor) implements Extractor {

    @Override
    public Extracted extract(Source source) {
        return threads.run(source.contentType(), () -> extractor.extract(source));
    }
}
