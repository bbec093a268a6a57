package engram.domain.audit;

import java.time.Instant;

/// Something that somebody did through Engram, or tried to do. Never text of a document, never a question.
///
/// @param who as an authorizer names the caller, or `anonymous`; a function that acts by itself is named `schedule`
/// @param action what was done, in one word of camel case, like `deleteDocument`
/// @param workspace as the caller gave it; empty: none, or all
/// @param subject source path, or what else was acted on; empty: nothing by name
/// @param count how much was given out or changed
/// @param outcome `OK`, or the code of what stood in the way
/// @param requestId that the logs name it by
public record AuditEvent(
        Instant at,
        String who,
        String action,
        String workspace,
        String subject,
        long count,
        String outcome,
        String requestId) {

    public static final String ANONYMOUS = "anonymous";
    public static final String SCHEDULE = "schedule";
    public static final String OK = "OK";

    /// Most characters of what callers choose, so that a line is never longer than a log takes.
    static final int LONGEST = 1024;

    public AuditEvent {
        who = cut(who);
        workspace = cut(workspace);
        subject = cut(subject);
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
