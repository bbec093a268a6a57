package engram.reconcile.function;

import com.fasterxml.jackson.annotation.JsonInclude;
import engram.domain.SourcePath;
import engram.domain.Workspace;
import engram.reconcile.WalkReport;
import java.util.List;
import java.util.Map;

/// What the function answers with.
///
/// @param hints that were sent
/// @param workspaces the answer to that task
/// @param walked what a step of a walk saw
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Done(long hints, List<String> workspaces, Walked walked) {

    /// A step of a walk.
    ///
    /// @param busy another walks over the workspace; nothing was done
    /// @param again documents in flight, to be looked at later
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
        return new Done(hints, null, null);
    }

    static Done workspaces(List<Workspace> workspaces) {
        return new Done(0, workspaces.stream().map(Workspace::name).toList(), null);
    }

    static Done busy() {
        return new Done(0, null, new Walked(true, 0, Map.of(), Map.of(), 0, List.of(), false, null));
    }

    static Done of(WalkReport report) {
        return new Done(report.hints(), null, new Walked(
                false,
                report.documents(),
                report.differences(),
                report.examples(),
                report.inFlight(),
                report.again().stream().map(SourcePath::key).toList(),
                report.ended(),
                report.after().map(SourcePath::key).orElse(null)));
    }
}
