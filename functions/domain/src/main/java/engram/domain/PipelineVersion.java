package engram.domain;

/// Name of everything that decides what chunks a document gets: extraction, splitting and their settings.
public record PipelineVersion(String value) {

    public PipelineVersion {
        if (value.isBlank()) {
            throw new IllegalArgumentException("a pipeline version is not blank");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
