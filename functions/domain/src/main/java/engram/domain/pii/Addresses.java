package engram.domain.pii;

import java.util.List;

/// Addresses on the internet.
final class Addresses {

    private static final int HEXTETS = 8;

    static final List<PiiRule> RULES = List.of(
            // RFC 5321, as people choose them: no quoted local parts, no address literals, no marks that also stand around.
            PiiRule.of(
                    PiiKind.EMAIL,
                    "(?<![\\p{L}\\p{N}._%+-])[\\p{L}\\p{N}_][\\p{L}\\p{N}._%+'-]{0,63}+"
                            + "@(?:[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]{0,62})\\.){1,8}(?:\\p{L}{2,24}|xn--[a-z0-9-]{2,59})(?![\\p{L}\\p{N}@-])",
                    Addresses::isEmail),
            PiiRule.of(
                    PiiKind.IP_ADDRESS,
                    "(?<![\\w.-])(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)\\.){3}(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?![\\w-]|\\.\\d)",
                    Addresses::isSomebodysIpv4),
            PiiRule.of(
                    PiiKind.IP_ADDRESS,
                    "(?<![\\w:.])[0-9A-Fa-f:]{3,39}+(?![\\w:])",
                    Addresses::isSomebodysIpv6));

    private Addresses() {}

    private static boolean isEmail(String text) {
        String local = text.substring(0, text.indexOf('@'));
        return !local.endsWith(".") && !text.contains("..") && !text.contains("-.");
    }

    /// Any but the unspecified ones and the machine's own.
    private static boolean isSomebodysIpv4(String text) {
        return !text.startsWith("0.") && !text.startsWith("127.");
    }

    /// RFC 4291. Two words of hex with "::" between them are more often code than an address, unless there is a digit.
    private static boolean isSomebodysIpv6(String text) {
        int gap = text.indexOf("::");
        if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) {
            return false;
        }
        int hextets = 0;
        for (String hextet : text.split(":", -1)) {
            if (hextet.length() > 4) {
                return false;
            }
            hextets += hextet.isEmpty() ? 0 : 1;
        }
        boolean ends = text.startsWith(":") && gap != 0 || text.endsWith(":") && gap != text.length() - 2;
        if (ends || text.chars().noneMatch(Character::isDigit)) {
            return false;
        }
        return gap >= 0 ? hextets >= 2 && hextets < HEXTETS : hextets == HEXTETS;
    }
}
