package engram.retention.sweep;

import engram.domain.retention.Ledger;
import engram.retention.rules.Rules;
import engram.retention.rules.RulesReader;
import java.util.Optional;

/// Where the rules are kept: in retention's own bucket.
public final class RuleBook {

    public static final String KEY = "retention.yaml";

    private final Ledger ledger;
    private final RulesReader reader;

    public RuleBook(Ledger ledger, RulesReader reader) {
        this.ledger = ledger;
        this.reader = reader;
    }

    /// Empty: there are none, and nothing is done.
    ///
    /// @throws engram.retention.rules.RulesInvalid if they make no sense
    public Optional<Rules> rules() {
        return yaml().map(reader::read);
    }

    public Optional<byte[]> yaml() {
        return ledger.read(KEY);
    }

    /// What these would say.
    public Rules check(byte[] yaml) {
        return reader.read(yaml);
    }

    /// Replaces them.
    ///
    /// @return what they say
    public Rules replace(byte[] yaml) {
        Rules rules = reader.read(yaml);
        ledger.write(KEY, yaml);
        return rules;
    }
}
