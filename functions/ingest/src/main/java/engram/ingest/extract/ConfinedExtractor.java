package engram.ingest.extract;

/// An extractor whose parser is not trusted to come back.
record ConfinedExtractor(ParserThreads threads, Extractor extractor) implements Extractor {

    @Override
    public Extracted extract(Source source) {
        return threads.run(source.contentType(), () -> extractor.extract(source));
    }
}
