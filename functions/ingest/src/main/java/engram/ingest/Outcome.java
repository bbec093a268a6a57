package engram.ingest;

import engram.domain.Rejection;

/// What became of a hint.
public sealed interface Outcome {

    /// Every chunk of the object is in the index.
    ///
    /// @param embedded texts that the model was asked for; the others were known
    /// @param written chunks that were written, because they changed
    /// @param total chunks that the document has now
    record Indexed(int embedded, int written, int total) implements Outcome {}

    /// Index and catalog said already what the object says.
    record Unchanged() implements Outcome {}

    /// Another invocation holds the document and has been told to look again.
    record Absorbed() implements Outcome {}

    /// The object is gone, and so are its chunks.
    record Removed() implements Outcome {}

    /// There is no text in the object.
    record Empty() implements Outcome {}

    /// The object can never be indexed as it is.
    record Rejected(Rejection why) implements Outcome {}

    /// The invocation's time was up; a new hint was sent that goes on where this one stopped, or begins.
    record Continued() implements Outcome {}

    /// Something failed that may work next time: the hint has to come again.
    record Postponed(String why) implements Outcome {}
}
