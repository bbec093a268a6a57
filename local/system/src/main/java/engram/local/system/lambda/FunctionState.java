package engram.local.system.lambda;

import java.util.List;

/// What one function is doing.
///
/// @param pids        processes that live
/// @param busy        how many of them run an invocation
/// @param invocations since the host started
/// @param errors      invocations that did not return
/// @param restarts    processes that were replaced
public record FunctionState(String name, List<Long> pids, int busy, long invocations, long errors, long restarts) {
    public FunctionState {
        pids = List.copyOf(pids);
    }
}
