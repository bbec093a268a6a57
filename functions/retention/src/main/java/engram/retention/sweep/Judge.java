package engram.retention.sweep;

import engram.domain.BucketListing.Listed;
import engram.domain.Workspace;
import engram.domain.WorkspaceMapping;
import engram.domain.retention.Retrievals;
import engram.domain.retention.Sighting;
import engram.domain.retention.SweptBucket;
import engram.retention.rules.Rule;
import engram.retention.rules.Rules;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/// Which rule an object is under, at a moment. Looks at objects, and asks for retrievals, only where a rule asks for what the listing does not tell.
final class Judge {

    private final SweptBucket bucket;
    private final WorkspaceMapping workspaces;
    private final Newest newest;
    private final Unretrieved unretrieved;
    private final Instant now;

    /// @param newest known for longer than this judge lasts
    Judge(SweptBucket bucket, WorkspaceMapping workspaces, Retrievals retrievals, Newest newest, Instant now) {
        this.bucket = bucket;
        this.workspaces = workspaces;
        this.newest = newest;
        this.unretrieved = new Unretrieved(retrievals);
        this.now = now;
    }

    Instant now() {
        return now;
    }

    Look at(Listed object) {
        return new Look(object);
    }

    /// The first of these rules that fits.
    Optional<Rule> rule(Rules rules, Predicate<Rule> which, Look look) {
        return rules.all().stream().filter(which).filter(rule -> fits(rule, look.object, look)).findFirst();
    }

    /// Whether the rule fits what was seen.
    boolean fits(Rule rule, Listed object, Sighting seen) {
        return rule.match().mayFit(workspace(object), object, now)
                && rule.match().fits(seen.state(), now)
                && !newest.isKept(rule, object)
                && isUnretrieved(rule, object);
    }

    private boolean fits(Rule rule, Listed object, Look look) {
        return rule.match().mayFit(workspace(object), object, now)
                && (rule.match().needsNoLook() || look.state().filter(seen -> rule.match().fits(seen.state(), now)).isPresent())
                && !newest.isKept(rule, object)
                && isUnretrieved(rule, object);
    }

    private boolean isUnretrieved(Rule rule, Listed object) {
        return rule.match().retrieved()
                .map(age -> unretrieved.since(workspaces.documentAt(object.path()), age, now))
                .orElse(true);
    }

    private Workspace workspace(Listed object) {
        return workspaces.documentAt(object.path()).workspace();
    }

    /// One look at an object, when it is wanted first.
    final class Look {
        private final Listed object;
        private Optional<Sighting> seen;

        private Look(Listed object) {
            this.object = object;
        }

        /// Empty if it is not what was listed any more.
        Optional<Sighting> state() {
            if (seen == null) {
                seen = bucket.look(object.path()).filter(found -> found.state().eTag().equals(object.eTag()));
            }
            return seen;
        }
    }
}
