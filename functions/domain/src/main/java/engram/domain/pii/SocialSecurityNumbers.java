package engram.domain.pii;

import java.util.List;
import java.util.Set;

/// Numbers of social security: United States, United Kingdom, France, Germany, Switzerland.
final class SocialSecurityNumbers {

    private static final Set<String> NEVER_GIVEN_IN_BRITAIN = Set.of("BG", "GB", "KN", "NK", "NT", "TN", "ZZ");
    private static final int[] GERMAN_WEIGHTS = {2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1};

    static final List<PiiRule> RULES = List.of(
            // SSN, with its hyphens.
            rule("(?!000|666|9)\\d{3}-(?!00)\\d{2}-(?!0000)\\d{4}"),
            // National insurance number.
            PiiRule.of(
                    PiiKind.SOCIAL_SECURITY_NUMBER,
                    edged("[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\\d{2} ?\\d{2} ?\\d{2} ?[A-D]"),
                    text -> !NEVER_GIVEN_IN_BRITAIN.contains(text.substring(0, 2))),
            // NIR: sex, year, month, department, commune, order, key.
            PiiRule.of(
                    PiiKind.SOCIAL_SECURITY_NUMBER,
                    edged("[12] ?\\d{2} ?(?:0[1-9]|1[0-2]|[2-9]\\d) ?(?:\\d{2}|2[AB]) ?\\d{3} ?\\d{3} ?\\d{2}"),
                    SocialSecurityNumbers::isFrench),
            // AHV number.
            PiiRule.of(
                    PiiKind.SOCIAL_SECURITY_NUMBER,
                    edged("756\\.?\\d{4}\\.?\\d{4}\\.?\\d{2}"),
                    text -> Checksums.ean13(Checksums.compact(text))),
            // Rentenversicherungsnummer: area, date of birth, initial, serial, check digit.
            PiiRule.of(
                    PiiKind.SOCIAL_SECURITY_NUMBER,
                    edged("\\d{2} ?(?:0[1-9]|[12]\\d|3[01]|[5-8]\\d)(?:0\\d|1[0-2])\\d{2} ?[A-Z] ?\\d{3}"),
                    SocialSecurityNumbers::isGerman));

    private SocialSecurityNumbers() {}

    private static PiiRule rule(String pattern) {
        return PiiRule.of(PiiKind.SOCIAL_SECURITY_NUMBER, edged(pattern));
    }

    private static String edged(String pattern) {
        return "(?<![\\w.-])" + pattern + "(?![\\w-]|\\.\\d)";
    }

    /// The key is 97 less the rest of the number by 97; the two halves of Corsica count as departments 19 and 18.
    private static boolean isFrench(String text) {
        String number = Checksums.compact(text);
        String digits = number.substring(0, 13).replace("2A", "19").replace("2B", "18");
        return Long.parseLong(digits) % 97 == 97 - Integer.parseInt(number.substring(13));
    }

    /// The letter counts as its place in the alphabet in two digits; sums of digits of weighted digits, modulo 10.
    private static boolean isGerman(String text) {
        String number = Checksums.compact(text);
        String digits = "%s%02d%s".formatted(number.substring(0, 8), number.charAt(8) - 'A' + 1, number.substring(9));
        int sum = 0;
        for (int i = 0; i < GERMAN_WEIGHTS.length; i++) {
            int product = Checksums.digit(digits, i) * GERMAN_WEIGHTS[i];
            sum += product / 10 + product % 10;
        }
        return sum % 10 == Checksums.digit(digits, GERMAN_WEIGHTS.length);
    }
}
