package engram.retention.rules;

import engram.domain.Workspace;
import engram.domain.retention.Retrievals;
import engram.retention.rules.RulesInvalid.Problem;
import engram.retention.rules.RulesReader.Buckets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/// Reads one rule.
final class RuleReader {

    private static final int MOST_VALUES = 100;
    private static final String TIME = "a time like 90d (s, m, h, d, w, y)";
    private static final String AGE = TIME + ", at most " + Retrievals.LONGEST.toDays() + "d";
    private static final String SIZE = "a size like 10MiB (B, KiB, MiB, GiB)";

    private final Duration grace;
    private final Buckets buckets;
    private final List<Problem> problems;

    /// @param grace of a rule that does not say its own
    RuleReader(Duration grace, Buckets buckets, List<Problem> problems) {
        this.grace = grace;
        this.buckets = buckets;
        this.problems = problems;
    }

    /// The rule; of no use if a problem was found.
    Rule rule(Section section) {
        int before = problems.size();
        Optional<String> id = section.value("id", RuleReader::id, "1 to 64 letters, digits, - and _");
        if (id.isEmpty() && problems.size() == before) {
            section.wrong("a rule has an id");
        }
        Mode mode = section.value("mode", RuleReader::mode, "act or dry-run").orElse(Mode.DRY_RUN);
        Match match = match(section);
        Optional<Integer> newest = keepNewest(section, match);
        Action action = new ActionReader(buckets).action(section);
        Duration own = section.value("grace", Amounts::time, TIME).orElse(grace);
        section.end();
        return new Rule(id.orElse(""), mode, match, newest, action, own);
    }

    private static Optional<String> id(String text) {
        return text.matches("[A-Za-z0-9_-]{1,64}") ? Optional.of(text) : Optional.empty();
    }

    private static Optional<Mode> mode(String text) {
        return switch (text) {
            case "act" -> Optional.of(Mode.ACT);
            case "dry-run" -> Optional.of(Mode.DRY_RUN);
            default -> Optional.empty();
        };
    }

    private Match match(Section rule) {
        Optional<Section> given = rule.section("match");
        if (given.isEmpty()) {
            rule.wrong("a rule says what it matches; all of it is match: {path: \"**\"}");
            return new Match(List.of(), List.of(), List.of(), new TreeMap<>(), Optional.empty(), Optional.empty(),
                    Optional.empty(), Optional.empty(), Optional.empty());
        }
        Section match = given.get();
        if (List.of("workspace", "path", "contentType", "metadata", "modified", "created", "retrieved", "larger", "smaller").stream()
                .noneMatch(match::has)) {
            match.wrong("a match without conditions would be all there is; if that is meant, say path: \"**\"");
        }
        Match read = new Match(
                match.values("workspace", MOST_VALUES, RuleReader::workspace, "the name of a workspace"),
                match.values("path", MOST_VALUES, glob(Function.identity()), "a pattern like \"support/chats/**\""),
                match.values("contentType", MOST_VALUES, glob(text -> text.toLowerCase(Locale.ROOT)), "a pattern like text/*"),
                lowerCase(match.texts("metadata")),
                match.value("modified", Amounts::time, TIME),
                match.value("created", Amounts::time, TIME),
                match.value("retrieved", RuleReader::age, AGE),
                match.value("larger", Amounts::size, SIZE),
                match.value("smaller", Amounts::size, SIZE));
        match.end();
        return read;
    }

    private static Optional<Duration> age(String text) {
        return Amounts.time(text).filter(age -> age.compareTo(Retrievals.LONGEST) <= 0);
    }

    private static Optional<Workspace> workspace(String name) {
        try {
            return Optional.of(new Workspace(name));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Function<String, Optional<Glob>> glob(Function<String, String> normal) {
        return text -> text.isEmpty() || text.length() > Glob.MAX_LENGTH
                ? Optional.empty()
                : Optional.of(new Glob(normal.apply(text)));
    }

    /// S3 knows names of metadata in lower case only.
    private static SortedMap<String, String> lowerCase(SortedMap<String, String> texts) {
        SortedMap<String, String> lower = new TreeMap<>();
        texts.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
        return lower;
    }

    private static Optional<Integer> keepNewest(Section rule, Match match) {
        Optional<Integer> newest = rule.value("keepNewest", Amounts::count, "a number from 1 to 10000")
                .filter(number -> {
                    boolean possible = number >= 1 && number <= 10_000;
                    if (!possible) {
                        rule.wrongAt("keepNewest", "keepNewest is a number from 1 to 10000");
                    }
                    return possible;
                });
        if (newest.isPresent() && !(match.needsNoLook() && match.isToldByBucket())) {
            rule.wrongAt("keepNewest",
                    "keepNewest counts what a listing tells of: it goes with workspace, path, modified, larger and smaller only");
        }
        return newest;
    }
}
