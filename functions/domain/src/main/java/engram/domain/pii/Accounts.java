package engram.domain.pii;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Bank accounts and payment cards.
final class Accounts {

    /// Length of an IBAN by country (SWIFT IBAN registry).
    private static final Map<String, Integer> IBAN_LENGTHS = Stream.of(("AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 BY28"
                    + " CH21 CR22 CY28 CZ24 DE22 DK18 DO28 EE20 EG29 ES24 FI18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21"
                    + " HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19"
                    + " MR27 MT31 MU30 NL18 NO15 PK24 PL28 PS29 PT25 QA29 RO24 RS22 SA24 SC31 SD18 SE24 SI19 SK24 SM27 ST25"
                    + " SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20").split(" "))
            .collect(Collectors.toUnmodifiableMap(entry -> entry.substring(0, 2), entry -> Integer.parseInt(entry.substring(2))));

    static final List<PiiRule> RULES = List.of(
            // In groups of four, or without any.
            PiiRule.of(
                    PiiKind.IBAN,
                    "(?<![A-Za-z0-9])[A-Z]{2}\\d{2}(?:(?: [A-Z0-9]{4}){2,7}(?: [A-Z0-9]{1,3})?|[A-Z0-9]{11,30})(?![A-Za-z0-9])",
                    Accounts::isIban),
            // Without groups, or in those that are embossed; by one and the same separator.
            PiiRule.of(
                    PiiKind.PAYMENT_CARD,
                    "(?<![\\d.,+-])(?:\\d{13,19}|\\d{4}([ -])\\d{4}\\1\\d{4}\\1\\d{4}(?:\\1\\d{3})?|\\d{4}([ -])\\d{6}\\2\\d{4,5})"
                            + "(?![\\d]|[.,-]\\d)",
                    Accounts::isCard));

    private Accounts() {}

    static boolean isIban(String text) {
        String iban = Checksums.compact(text);
        Integer length = IBAN_LENGTHS.get(iban.substring(0, 2));
        return length != null
                && iban.length() == length
                && Checksums.mod97(iban.substring(4) + iban.substring(0, 4)) == 1;
    }

    /// Of a network's range and length, with its check digit.
    static boolean isCard(String text) {
        String card = Checksums.compact(text);
        int two = Integer.parseInt(card.substring(0, 2));
        int four = Integer.parseInt(card.substring(0, 4));
        int length = card.length();
        boolean known = card.charAt(0) == '4' && (length == 13 || length == 16 || length == 19)
                || two >= 51 && two <= 55 && length == 16
                || four >= 2221 && four <= 2720 && length == 16
                || (two == 34 || two == 37) && length == 15
                || (two == 30 || two == 36 || two == 38 || two == 39) && length >= 14
                || two == 35 && length >= 16
                || (four == 6011 || two == 64 || two == 65) && length >= 16
                || two == 62 && length >= 16
                || (two == 50 || two >= 56 && two <= 59) && length >= 13;
        return known && Checksums.luhn(card);
    }
}
