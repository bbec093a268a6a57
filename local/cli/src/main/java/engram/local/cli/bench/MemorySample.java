package engram.local.cli.bench;

/// One look at the process of ingest.
///
/// @param documents that it has indexed so far
/// @param temporaryFiles in its folder for them
record MemorySample(double seconds, long documents, ProcessUse use, int temporaryFiles) {

    static final String HEADER = "seconds,documents,rss_mib,file_handles,threads,temporary_files";

    double rssMebibytes() {
        return use.rssBytes() / (double) (1 << 20);
    }

    String csv() {
        return "%.0f,%d,%.1f,%d,%d,%d".formatted(
                seconds, documents, rssMebibytes(), use.fileHandles(), use.threads(), temporaryFiles);
    }
}
