package engram.reconcile.function;

import com.fasterxml.jackson.annotation.JsonInclude;
import engram.domain.SourcePath;
import engram.domain.Workspace;
import engram.reconcile.RetiredEmbeddings.Seen;
import engram.reconcile.Walk.Workspaces;
import engram.reconcile.WalkReport;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What the function answers with.
///
/// @param hints that were sent
/// @param workspaces the answer to that task, or a part of it
/// @param after where the same task goes on to name the rest of them; absent: there is none
/// @param walked what a step of a walk saw
/// @param embeddings what a sample of the embeddings table shows
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Done(long hints, List<String> workspaces, String after, Walked walked, Embeddings embeddings) {

    /// Vectors of models that are no more.
    ///
    /// @param looked how many vectors were looked at
    /// @param retired how many of these are of such models, by model
    /// @param differences how many stay though nobody needs them, as a kind
    public record Embeddings(
            int looked, Map<String, Long> retired, Map<String, Long> differences, Map<String, List<String>> examples) {}

    /// A step of a walk.
    ///
    /// @param busy another walks over the workspace; nothing was done
    /// @param inFlight documents that could not be judged
    /// @param again these, to be looked at later; of very many some
    /// @param after where the next step goes on
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Walked(
            boolean busy,
            long documents,
            Map<String, Long> differences,
            Map<String, List<String>> examples,
            long inFlight,
            List<String> again,
            boolean ended,
            String after) {}

    static Done hints(long hints) {
        return new Done(hints, null, null, null, null);
    }

    static Done of(Workspaces part) {
        return new Done(0, part.names().stream().map(Workspace::name).toList(), part.next().map(SourcePath::key).orElse(null), null, null);
    }

    static Done busy() {
        return new Done(0, null, null, new Walked(true, 0, Map.of(), Map.of(), 0, List.of(), false, null), null);
    }

    static Done of(WalkReport report) {
        return new Done(report.hints(), null, null, new Walked(
                false,
                report.documents(),
                report.differences(),
                report.examples(),
                report.inFlight() + report.twice().size(),
                Stream.concat(report.twice().stream(), report.again().stream()).map(SourcePath::key).toList(),
                report.ended(),
                report.after().map(SourcePath::key).orElse(null)), null);
    }

    static Done of(Seen seen) {
        return new Done(0, null, null, null, new Embeddings(seen.looked(), seen.retired(), seen.differences(), seen.examples()));
    }
}
