package engram.retention.sweep;

import engram.domain.CachedTexts;
import engram.domain.Catalog;
import engram.domain.TransientFailure;
import engram.domain.WorkspaceMapping;
import engram.domain.retention.Ledger;
import engram.domain.retention.Notebook.Note;
import engram.domain.retention.Notebook;
import engram.domain.retention.Retrievals;
import engram.domain.retention.SweptBucket;
import engram.domain.retention.Traces;
import engram.retention.Json;
import engram.retention.hold.HoldBook;
import engram.retention.ledger.Chain;
import engram.retention.rules.Rules;
import engram.retention.sweep.SweepState.Phase;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/// A sweep over the whole bucket, over as many invocations as it takes: walk and mark, act, prove. One at a time.
public final class Sweep {

    private static final String STATE = "sweep";

    /// Longer than any request that was sent within the time may take to arrive.
    private static final Duration LEASE_MARGIN = Duration.ofMinutes(2);

    private final Stores stores;
    private final RuleBook ruleBook;
    private final WorkspaceMapping workspaces;
    private final Supplier<String> owners;
    private final Marks marks;
    private final Cleared cleared;
    private final HoldBook holdBook;
    private final Chain chain;
    private final Lease lease;
    private final Vectors vectors;

    /// What a sweep works on.
    public record Stores(SweptBucket bucket, Notebook notebook, Ledger ledger, Catalog catalog, Traces traces, CachedTexts cache, Retrievals retrievals) {}

    /// @param owners gives each invocation an identity of its own
    public Sweep(Stores stores, RuleBook ruleBook, WorkspaceMapping workspaces, Supplier<String> owners) {
        this.stores = stores;
        this.ruleBook = ruleBook;
        this.workspaces = workspaces;
        this.owners = owners;
        this.marks = new Marks(stores.notebook());
        this.cleared = new Cleared(stores.notebook());
        this.holdBook = new HoldBook(stores.ledger(), stores.notebook());
        this.chain = new Chain(stores.ledger(), stores.notebook(), new Consequences(stores.notebook()));
        this.lease = new Lease(stores.notebook());
        this.vectors = new Vectors(stores.cache(), stores.catalog(), workspaces, stores.notebook());
    }

    /// How an invocation ended.
    public enum End {
        /// There are no rules.
        OFF,
        /// Another process sweeps.
        BUSY,
        /// Time is up, the next invocation goes on.
        MORE,
        /// It would do more than the limits, and has done nothing.
        ASKS,
        /// The sweep has ended.
        DONE
    }

    /// @param state absent if none ever ran
    /// @param now how many of what this invocation did, by outcome; in `state` are those of the whole sweep
    public record Report(End end, Optional<SweepState> state, Map<String, Long> now) {}

    /// How far the last sweep is.
    public Optional<SweepState> last() {
        return stores.notebook().find(STATE).map(note -> Json.read(note.content(), SweepState.class));
    }

    /// Goes on with the sweep that is under way, or begins one, until it has ended or the time is up.
    ///
    /// @param by who has it run
    /// @param approval the token of what the last sweep asked for, if that is allowed
    /// @throws engram.retention.rules.RulesInvalid if the rules make no sense
    /// @throws TransientFailure if a store does not answer; the next invocation goes on
    public Report run(String by, Optional<String> approval, Budget budget) {
        Optional<Rules> rules = ruleBook.rules();
        if (rules.isEmpty()) {
            return new Report(End.OFF, Optional.empty(), Map.of());
        }
        String owner = owners.get();
        if (!lease.take(owner, budget.now(), budget.end().plus(LEASE_MARGIN))) {
            return new Report(End.BUSY, last(), Map.of());
        }
        try {
            chain.recover();
            return new Invocation(rules.get(), budget, owner, by).run(approval);
        } finally {
            lease.letGo(owner, budget.now());
        }
    }

    /// One invocation's part of a sweep.
    private final class Invocation {
        private final Rules rules;
        private final Budget budget;
        private final String owner;
        private final String by;
        private final LatestHolds holds = new LatestHolds(holdBook);
        private Note note;
        private SweepState state;
        private Map<String, Long> before;
        private Newest newest;

        Invocation(Rules rules, Budget budget, String owner, String by) {
            this.rules = rules;
            this.budget = budget;
            this.owner = owner;
            this.by = by;
        }

        Report run(Optional<String> approval) {
            begin(approval);
            before = state.done();
            newest = new Newest(stores.bucket(), workspaces, budget, Set.copyOf(state.skipped()));
            Walk walk = new Walk(stores.bucket(), marks, cleared, rules, budget, this::judge, owner);
            ActPhase act = new ActPhase(marks, holds, rules, budget, this::acting);
            boolean fresh = true;
            while (state.phase() != Phase.ENDED) {
                if (budget.isOver()) {
                    return report(End.MORE);
                }
                keep(switch (state.phase()) {
                    case WALK -> walk.page(state, fresh);
                    case ACT -> act.page(state, fresh);
                    case PROVE -> prove();
                    case ENDED -> state;
                });
                fresh = false;
            }
            return report(state.asks().isPresent() ? End.ASKS : End.DONE);
        }

        private Judge judge() {
            return new Judge(stores.bucket(), workspaces, stores.retrievals(), newest, budget.now());
        }

        private Acting acting(SweepState at) {
            Judge judge = judge();
            Deeds deeds = new Deeds(owner, by, at.approvedBy());
            return new Acting(
                    stores.bucket(), judge, new Steps(marks, holds, chain, vectors, rules, judge.now(), budget, deeds), cleared);
        }

        private Report report(End end) {
            Map<String, Long> now = new TreeMap<>(state.done());
            before.forEach((what, count) -> now.merge(what, -count, Long::sum));
            now.values().removeIf(count -> count == 0);
            return new Report(end, Optional.of(state), now);
        }

        private void begin(Optional<String> approval) {
            note = stores.notebook().find(STATE).orElse(new Note(STATE, Notebook.NONE, ""));
            Optional<SweepState> last = note.revision() == Notebook.NONE
                    ? Optional.empty()
                    : Optional.of(Json.read(note.content(), SweepState.class));
            keep(last.filter(under -> under.phase() != Phase.ENDED)
                    .orElseGet(() -> next(last, approval)));
        }

        private SweepState next(Optional<SweepState> last, Optional<String> approval) {
            SweepState fresh = SweepState.begin(last.map(SweepState::number).orElse(0L) + 1, budget.now());
            return last.flatMap(SweepState::asks)
                    .filter(ask -> approval.equals(Optional.of(ask.token())))
                    .map(ask -> fresh.approved(ask, by))
                    .orElse(fresh);
        }

        private SweepState prove() {
            var seen = new Proving(
                            stores.bucket(), stores.notebook(), stores.catalog(), stores.traces(), vectors, workspaces, chain, by)
                    .page(state.cursor().map(Long::valueOf), budget);
            SweepState counted = state.counting(Map.of("proven", seen.proven(), "unproven", seen.open()));
            return seen.last().map(last -> counted.at(Long.toString(last), 0)).orElseGet(() -> counted.ended(budget.now()));
        }

        /// Nobody else writes it as long as the lease lasts.
        private void keep(SweepState next) {
            state = next;
            note = stores.notebook()
                    .write(STATE, note.revision(), Json.text(next))
                    .orElseThrow(() -> new TransientFailure("another process has taken the sweep over"));
        }
    }
}
