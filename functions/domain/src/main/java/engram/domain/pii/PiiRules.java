package engram.domain.pii;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.stream.Stream;

/// All rules, or those of some kinds. Time grows with the length of the text only, whatever the text.
public final class PiiRules {

    /// Grows with every change of what is found.
    public static final int VERSION = 1;

    /// In the order in which they win where two find the same characters.
    private static final List<PiiRule> ALL = Stream.of(
                    Credentials.RULES, Addresses.RULES, Accounts.RULES, SocialSecurityNumbers.RULES, Phones.RULES)
            .flatMap(List::stream)
            .toList();

    private final List<PiiRule> rules;

    private PiiRules(List<PiiRule> rules) {
        this.rules = rules;
    }

    public static PiiRules all() {
        return new PiiRules(ALL);
    }

    public static PiiRules of(Set<PiiKind> kinds) {
        return new PiiRules(ALL.stream().filter(rule -> kinds.contains(rule.kind())).toList());
    }

    /// What is found, in the order of the text; matches do not overlap.
    public List<PiiMatch> find(CharSequence text) {
        List<PiiMatch> found = new ArrayList<>();
        for (PiiRule rule : rules) {
            List<PiiMatch> more = matches(rule, text);
            found = found.isEmpty() ? more : merged(found, more);
        }
        return List.copyOf(found);
    }

    private static List<PiiMatch> matches(PiiRule rule, CharSequence text) {
        List<PiiMatch> matches = new ArrayList<>();
        Matcher matcher = rule.pattern().matcher(text);
        while (matcher.find()) {
            if (rule.check().test(matcher.group())) {
                matches.add(new PiiMatch(rule.kind(), matcher.start(), matcher.end()));
            }
        }
        return matches;
    }

    /// The earlier ones, and those of the later ones that overlap none of them.
    private static List<PiiMatch> merged(List<PiiMatch> earlier, List<PiiMatch> later) {
        List<PiiMatch> merged = new ArrayList<>(earlier);
        int at = 0;
        for (PiiMatch match : later) {
            while (at < earlier.size() && earlier.get(at).end() <= match.start()) {
                at++;
            }
            if (at == earlier.size() || !earlier.get(at).overlaps(match)) {
                merged.add(match);
            }
        }
        merged.sort(Comparator.comparingInt(PiiMatch::start));
        return merged;
    }
}
