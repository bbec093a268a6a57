package engram.retention.sweep;

import engram.domain.BucketListing.Listed;
import engram.domain.Printable;
import engram.domain.RequestRefused;
import engram.domain.SourcePath;
import engram.domain.TransientFailure;
import engram.domain.WorkspaceMapping;
import engram.domain.retention.Notebook;
import engram.domain.retention.Retrievals;
import engram.domain.retention.SweptBucket;
import engram.retention.hold.Holds;
import engram.retention.rules.Rule;
import engram.retention.rules.Rules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a run would do and why, page by page, without doing anything.
public final class Plan {

    private static final System.Logger LOG = System.getLogger("engram.retention");
    private static final int PAGE = 1_000;
    private static final int MOST_INTENTIONS = 1_000;

    private final SweptBucket bucket;
    private final WorkspaceMapping workspaces;
    private final Retrievals retrievals;
    private final Marks marks;
    private final Cleared cleared;

    public Plan(SweptBucket bucket, WorkspaceMapping workspaces, Retrievals retrievals, Notebook notebook) {
        this.bucket = bucket;
        this.workspaces = workspaces;
        this.retrievals = retrievals;
        this.marks = new Marks(notebook);
        this.cleared = new Cleared(notebook);
    }

    public enum Standing {
        /// The rule only says so.
        DRY_RUN,
        /// A hold keeps it, or S3 does.
        HELD,
        /// There is nothing to redact in it, or it cannot be redacted.
        CLEARED,
        /// The next run marks it; it is acted on when the grace time has passed.
        TO_MARK,
        /// It is marked, and its grace time has not passed.
        WAITS,
        /// The next run acts on it.
        DUE
    }

    /// What would become of one object by one rule.
    ///
    /// @param due when it may be acted on
    /// @param why for people
    public record Intention(
            String path, long size, Instant lastModified, String rule, String action, Standing standing, Optional<Instant> due, String why) {}

    /// @param next where the next page begins; absent: this was the last
    public record Part(long objects, List<Intention> intentions, Optional<String> next) {}

    /// As far as the time goes: one object at least.
    ///
    /// @throws TransientFailure if a folder is too large to be listed in the time
    public Part page(Rules rules, Holds holds, Optional<String> after, Budget budget) {
        List<Listed> page = bucket.list("", after.map(SourcePath::new), PAGE);
        Instant now = budget.now();
        Judge judge = new Judge(bucket, workspaces, retrievals, new Newest(bucket, workspaces, budget, Set.of()), now);
        List<Intention> intentions = new ArrayList<>();
        long objects = 0;
        Optional<String> next = Optional.empty();
        for (Listed object : page) {
            try {
                Judge.Look look = judge.at(object);
                judge.rule(rules, Rule::acts, look).ifPresent(rule -> intentions.add(intention(object, rule, look, holds, now)));
                judge.rule(rules, rule -> !rule.acts(), look)
                        .ifPresent(rule -> intentions.add(say(object, rule, Standing.DRY_RUN, Optional.empty(), why(object, rule, now))));
            } catch (RequestRefused e) {
                LOG.log(System.Logger.Level.WARNING, Printable.of(object.path() + " cannot be looked at, and would be left alone: " + e.getMessage()));
            } catch (FolderTooLarge e) {
                if (objects == 0) {
                    throw new TransientFailure(e.getMessage(), e);
                }
                break;
            }
            objects++;
            next = Optional.of(object.path().key());
            if (intentions.size() >= MOST_INTENTIONS || budget.isOver()) {
                break;
            }
        }
        return new Part(objects, intentions, next);
    }

    private Intention intention(Listed object, Rule rule, Judge.Look look, Holds holds, Instant now) {
        Optional<String> held = look.state().flatMap(found -> holds.on(object.path(), found, now));
        if (held.isPresent()) {
            return say(object, rule, Standing.HELD, Optional.empty(), held.get());
        }
        if (cleared.holds(object, rule)) {
            return say(object, rule, Standing.CLEARED, Optional.empty(), "looked at before, and unchanged since");
        }
        Optional<Mark> mark = marks.of(object.path().key())
                .map(Marks.Read::mark)
                .filter(known -> known.stillSays(object, rule));
        Instant due = mark.map(Mark::due).orElse(now.plus(rule.grace()));
        Standing standing = !due.isAfter(now) ? Standing.DUE : mark.isPresent() ? Standing.WAITS : Standing.TO_MARK;
        return say(object, rule, standing, Optional.of(due), why(object, rule, now));
    }

    private static Intention say(Listed object, Rule rule, Standing standing, Optional<Instant> due, String why) {
        return new Intention(
                object.path().key(), object.size(), object.lastModified(), rule.id(), rule.action().name(), standing, due, why);
    }

    private static String why(Listed object, Rule rule, Instant now) {
        List<String> reasons = new ArrayList<>();
        rule.match().workspaces().stream()
                .filter(workspace -> object.path().key().startsWith(workspace.name() + "/"))
                .findFirst()
                .ifPresent(workspace -> reasons.add("workspace " + workspace));
        rule.match().paths().stream()
                .filter(path -> path.matches(object.path().key()))
                .findFirst()
                .ifPresent(path -> reasons.add("path " + path));
        rule.match().modified().ifPresent(age -> reasons.add("modified %d days ago, the rule asks for %s"
                .formatted(Duration.between(object.lastModified(), now).toDays(), days(age))));
        rule.match().created().ifPresent(age -> reasons.add("created at least " + days(age) + " ago"));
        rule.match().retrieved().ifPresent(age -> reasons.add("not retrieved for " + days(age)));
        if (!rule.match().contentTypes().isEmpty()) {
            reasons.add("content type " + rule.match().contentTypes());
        }
        if (!rule.match().metadata().isEmpty()) {
            reasons.add("metadata " + rule.match().metadata());
        }
        rule.match().larger().ifPresent(least -> reasons.add(object.size() + " bytes, at least " + least));
        rule.match().smaller().ifPresent(bound -> reasons.add(object.size() + " bytes, less than " + bound));
        rule.keepNewest().ifPresent(kept -> reasons.add("none of the newest " + kept + " of its folder"));
        return String.join("; ", reasons);
    }

    private static String days(Duration age) {
        return age.toDays() * Duration.ofDays(1).toSeconds() == age.toSeconds() ? age.toDays() + " d" : age.toSeconds() + " s";
    }
}
