package engram.retention.function;

import com.fasterxml.jackson.databind.JsonNode;
import engram.domain.Printable;
import engram.domain.TransientFailure;
import engram.domain.audit.AuditEvent;
import engram.domain.audit.AuditTrail;
import engram.domain.retention.Ledger;
import engram.domain.retention.Notebook;
import engram.retention.Hashes;
import engram.retention.Json;
import engram.retention.function.Order.Task;
import engram.retention.hold.Hold;
import engram.retention.hold.HoldBook;
import engram.retention.hold.Holding;
import engram.retention.ledger.Chain;
import engram.retention.ledger.Receipt.Draft;
import engram.retention.ledger.Receipt;
import engram.retention.ledger.Verification.Place;
import engram.retention.ledger.Verification;
import engram.retention.rules.Rules;
import engram.retention.rules.RulesInvalid;
import engram.retention.sweep.Plan;
import engram.retention.sweep.RuleBook;
import engram.retention.sweep.Sweep;
import engram.storage.audit.InvocationId;
import io.quarkus.funqy.Funq;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/// An order in, what was done or found out.
public final class RetentionFunction {

    private static final Logger LOG = Logger.getLogger("engram.retention");
    private static final int RECEIPTS = 500;
    /// Of a page of a plan: somebody waits for it.
    private static final int PLAN_SECONDS = 20;
    private static final String SWEEP = "sweep";
    private static final String REPLACE_RULES = "replaceRules";
    private static final String HOLD = "hold";
    private static final String RELEASE = "release";

    private final Sweep sweep;
    private final Plan plan;
    private final RuleBook rules;
    private final Holding holding;
    private final HoldBook holds;
    private final Chain chain;
    private final Verification verification;
    private final Times times;
    private final AuditTrail trail;
    private final HeldNotice notice;

    @Inject
    RetentionFunction(
            Sweep sweep,
            Plan plan,
            RuleBook rules,
            Holding holding,
            Ledger ledger,
            Notebook notebook,
            Chain chain,
            Verification verification,
            Times times,
            AuditTrail trail,
            HeldNotice notice) {
        this.sweep = sweep;
        this.plan = plan;
        this.rules = rules;
        this.holding = holding;
        this.holds = new HoldBook(ledger, notebook);
        this.chain = chain;
        this.verification = verification;
        this.times = times;
        this.trail = trail;
        this.notice = notice;
    }

    @Funq("retention")
    public JsonNode retention(Order order) {
        Task task = order.toDo();
        Asked asked = new Asked(order, order.who(), InvocationId.begin());
        try {
            return Json.tree(done(task, asked));
        } catch (RuntimeException e) {
            // What was tried in vain is told as well, as far as it would have changed something.
            changing(task).ifPresent(action -> tell(asked, action, subject(order), 0, outcome(e)));
            throw e;
        }
    }

    /// An order, who gave it, and what its invocation is called.
    private record Asked(Order order, String who, String invocation) {}

    private Object done(Task task, Asked asked) {
        Order order = asked.order();
        return switch (task) {
            case SWEEP -> sweep(asked);
            case PLAN -> plan(order);
            case STATUS -> new Answer.Status(rules.yaml().isPresent(), sweep.last(), holding.all(), chain.head().number());
            case RULES -> new Answer.Text(rules.yaml().map(yaml -> new String(yaml, StandardCharsets.UTF_8)));
            case REPLACE_RULES -> replaceRules(asked);
            case HOLDS -> new Answer.HoldList(holding.all());
            case HOLD -> hold(asked);
            case RELEASE -> release(asked);
            case RECEIPTS -> receipts(order);
            case VERIFY -> verify(order);
        };
    }

    private static String outcome(RuntimeException e) {
        return switch (e) {
            case RulesInvalid _, IllegalArgumentException _ -> "INVALID_INPUT";
            case TransientFailure _ -> "UNAVAILABLE";
            default -> "FAILED";
        };
    }

    /// As the audit trail calls it; empty if it only tells something.
    private static Optional<String> changing(Task task) {
        return switch (task) {
            case SWEEP -> Optional.of(SWEEP);
            case REPLACE_RULES -> Optional.of(REPLACE_RULES);
            case HOLD -> Optional.of(HOLD);
            case RELEASE -> Optional.of(RELEASE);
            case PLAN, STATUS, RULES, HOLDS, RECEIPTS, VERIFY -> Optional.empty();
        };
    }

    private static String subject(Order order) {
        return order.id() == null ? "" : order.id();
    }

    private Sweep.Report sweep(Asked asked) {
        Order order = asked.order();
        Sweep.Report report = sweep.run(
                asked.who(), Optional.ofNullable(order.approve()), times.budget(Optional.ofNullable(order.seconds())));
        notice.after(report);
        switch (report.end()) {
            case OFF -> {}
            case BUSY -> tell(asked, SWEEP, "", 0, report.end().name());
            case MORE, ASKS, DONE -> {
                LOG.info(Printable.of("task=sweep end=%s by=%s %s".formatted(report.end(), asked.who(), report.state()
                        .map(state -> "number=%d phase=%s objects=%d done=%s"
                                .formatted(state.number(), state.phase(), state.objects(), state.done()))
                        .orElse(""))));
                audit(asked, SWEEP, "", deeds(report));
            }
        }
        return report;
    }

    private Answer.Planned plan(Order order) {
        Optional<Rules> given = order.yaml() == null
                ? rules.rules()
                : Optional.of(rules.check(order.yaml().getBytes(StandardCharsets.UTF_8)));
        if (given.isEmpty()) {
            return new Answer.Planned(false, Optional.empty(), Optional.empty());
        }
        Plan.Part part = plan.page(
                given.get(), holds.all().holds(), Optional.ofNullable(order.after()), times.budget(Optional.of(PLAN_SECONDS)));
        return new Answer.Planned(
                true,
                Optional.of(Map.of("objects", given.get().limits().objects(), "share", given.get().limits().share())),
                Optional.of(part));
    }

    private Answer.RulesTaken replaceRules(Asked asked) {
        byte[] yaml = Order.required("yaml", asked.order().yaml()).getBytes(StandardCharsets.UTF_8);
        Rules taken = rules.replace(yaml);
        Instant now = Instant.now();
        String hash = Hashes.sha256(yaml);
        chain.append(
                new Draft(Receipt.Kind.RULES, now, asked.who(), "rules " + hash + " " + now, Receipt.Thing.NONE,
                        Optional.of(taken.all().size() + " rules, SHA-256 " + hash)),
                () -> true);
        audit(asked, REPLACE_RULES, hash, taken.all().size());
        return new Answer.RulesTaken(
                hash, taken.all().stream().map(rule -> new Answer.RuleTaken(rule.id(), rule.version(), rule.acts())).toList());
    }

    private Holding.Put hold(Asked asked) {
        Order order = asked.order();
        Holding.Put put = holding.put(
                Order.required("id", order.id()),
                kind(Order.required("kind", order.kind())),
                Order.required("value", order.value()),
                Order.required("reason", order.reason()),
                asked.who());
        notice.afterChange();
        audit(asked, HOLD, put.hold().id(), 1);
        return put;
    }

    private Hold release(Asked asked) {
        Order order = asked.order();
        Hold lifted = holding.lift(
                Order.required("id", order.id()), Order.required("reason", order.reason()), asked.who());
        notice.afterChange();
        audit(asked, RELEASE, lifted.id(), 1);
        return lifted;
    }

    /// What this invocation has done.
    private static long deeds(Sweep.Report report) {
        return Stream.of("deleted", "archived", "redacted", "anonymised")
                .mapToLong(outcome -> report.now().getOrDefault(outcome, 0L))
                .sum();
    }

    private void audit(Asked asked, String action, String subject, long count) {
        tell(asked, action, subject, count, AuditEvent.OK);
    }

    private void tell(Asked asked, String action, String subject, long count, String outcome) {
        trail.add(new AuditEvent(Instant.now(), asked.who(), action, "", subject, count, outcome, asked.invocation()));
    }

    private static Hold.Kind kind(String name) {
        return Arrays.stream(Hold.Kind.values())
                .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a hold is on a prefix, a document or a tag, got " + name));
    }

    private Answer.ReceiptList receipts(Order order) {
        Chain.Head head = chain.head();
        long from = order.from() == null ? Math.max(1, head.number() - RECEIPTS + 1) : Math.max(1, order.from());
        return new Answer.ReceiptList(head, chain.from(from, RECEIPTS));
    }

    private Verification.Part verify(Order order) {
        Place place = order.from() == null || order.from() <= 1
                ? Place.START
                : new Place(order.from(), Optional.ofNullable(order.hash()));
        return verification.check(place, RECEIPTS);
    }
}
