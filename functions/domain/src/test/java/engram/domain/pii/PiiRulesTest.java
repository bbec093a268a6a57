package engram.domain.pii;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PiiRulesTest {

    private static final String PEM = "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,0A1B\n\n"
            + "MIIEpAIBAAKCAQEA\n-----END RSA PRIVATE KEY-----";

    /// Numbers that their issuers publish as examples.
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "EMAIL | ada@example.com",
        "EMAIL | first.last+tag@sub.example.co.uk",
        "EMAIL | jörg@bücher.example",
        "PHONE | +44 20 7946 0958",
        "PHONE | +49 (0)30 901820",
        "PHONE | 0044 20 7946 0958",
        "PHONE | (212) 555-0123",
        "PHONE | 212-555-0123",
        "PHONE | 030 901820",
        "PHONE | 0171/1234567",
        "PHONE | 01 99 00 12 34",
        "IBAN | DE89 3704 0044 0532 0130 00",
        "IBAN | GB82WEST12345698765432",
        "IBAN | NO93 8601 1117 947",
        "PAYMENT_CARD | 4111 1111 1111 1111",
        "PAYMENT_CARD | 5555555555554444",
        "PAYMENT_CARD | 3782 822463 10005",
        "PAYMENT_CARD | 2223-0031-2200-3222",
        "IP_ADDRESS | 192.0.2.17",
        "IP_ADDRESS | 2001:db8::ff00:42:8329",
        "IP_ADDRESS | fe80::1",
        "SOCIAL_SECURITY_NUMBER | 219-09-9999",
        "SOCIAL_SECURITY_NUMBER | AB 12 34 56 C",
        "SOCIAL_SECURITY_NUMBER | 1 84 12 76 451 089 46",
        "SOCIAL_SECURITY_NUMBER | 756.9217.0769.85",
        "SOCIAL_SECURITY_NUMBER | 15070649C103",
        "CREDENTIAL | AKIAIOSFODNN7EXAMPLE",
        "CREDENTIAL | aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        "CREDENTIAL | eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U",
    })
    void whatItIsIsFoundInsideASentence(PiiKind kind, String example) {
        String sentence = "Write to (" + example + "), or not: " + example + ".";

        List<PiiMatch> found = PiiRules.all().find(sentence);

        assertThat(found).extracting(PiiMatch::kind).containsExactly(kind, kind);
        assertThat(found).extracting(match -> sentence.substring(match.start(), match.end())).containsOnly(example);
    }

    /// Made here, since a real token in a repository is one that somebody reports.
    @Test
    void tokensAreFoundByTheirPrefixes() {
        String body = "aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC1dE3fG5hJ7kL9mN1pQ3sT5";
        for (String token : List.of(
                "ghp_" + body.substring(0, 36), "github_pat_" + body.substring(0, 40), "glpat-" + body.substring(0, 20),
                "xoxb-" + body.substring(0, 30), "AIza" + body.substring(0, 35), "sk_live_" + body.substring(0, 24),
                "sk-ant-" + body.substring(0, 40), "npm_" + body.substring(0, 36), "dckr_pat_" + body.substring(0, 27))) {
            assertThat(PiiRules.all().find("token: " + token)).as(token).extracting(PiiMatch::kind)
                    .containsExactly(PiiKind.CREDENTIAL);
        }
        assertThat(PiiRules.all().find("x\n" + PEM + "\ny")).containsExactly(new PiiMatch(PiiKind.CREDENTIAL, 2, 2 + PEM.length()));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "ada@example", "@example.com", "a..b@example.com", "user@-x.com",
        "2026-11-22", "22-11-2026", "01/02/2026", "12:30:45", "00:15:00", "10.4.1", "version 1.2.3.4.5", "127.0.0.1", "0.0.0.0",
        "DE89 3704 0044 0532 0130 01", "XX89370400440532013000", "4111 1111 1111 1112", "4111111111111112",
        "1234567890123", "000-12-3456", "666-12-3456", "219-00-9999", "BG 12 34 56 C", "1 84 12 76 451 089 47",
        "756.9217.0769.86", "15070649C104", "abc::def", "std::vector", "1:2:3", "a:b:c:d:e:f:g:h",
        "AKIAIOSFODNN7", "sk-" + "some-long-name-of-a-style-sheet-class", "eyJhbGciOiJIUzI1NiJ9", "1 000 000 000", "3.14159265358979",
        "0x1A2B3C4D", "550e8400-e29b-41d4-a716-446655440000", "-----BEGIN PUBLIC KEY-----", "ISBN 978-3-16-148410-0",
    })
    void whatOnlyLooksLikeItIsNot(String other) {
        assertThat(PiiRules.all().find("See " + other + " there.")).isEmpty();
    }

    @Test
    void onlyTheKindsThatAreAskedForAreFound() {
        String text = "ada@example.com, 192.0.2.17";

        assertThat(PiiRules.of(Set.of(PiiKind.IP_ADDRESS)).find(text)).extracting(PiiMatch::kind)
                .containsExactly(PiiKind.IP_ADDRESS);
    }

    @Test
    void redactionPutsTheKindInItsPlaceAndLeavesTheRest() {
        String text = "Ask ada@example.com or +44 20 7946 0958 about DE89 3704 0044 0532 0130 00!";

        assertThat(Redaction.of(text, PiiRules.all().find(text))).isEqualTo("Ask [EMAIL] or [PHONE] about [IBAN]!");
        assertThat(Redaction.of("nothing", List.of())).isEqualTo("nothing");
    }

    @Test
    void nothingIsLeftToFindInARedactedText() {
        String text = "a@b.example 4111 1111 1111 1111 192.0.2.1";
        String redacted = Redaction.of(text, PiiRules.all().find(text));

        assertThat(PiiRules.all().find(redacted)).isEmpty();
    }
}
