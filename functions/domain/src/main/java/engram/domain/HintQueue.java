package engram.domain;

import java.util.Collection;

/// Where hints wait for `ingest`. A hint says that a source path may have changed, and nothing else.
public interface HintQueue {

    /// @throws TransientFailure if the queue did not take all of them; some may have been taken
    void send(Collection<SourcePath> paths);
}
