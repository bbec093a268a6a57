package engram.domain.pii;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// Sentences with what a detector has to find in them, and with what only looks like it. Both are made here by rules of their
/// own, not by those that are measured.
final class PiiSentences {

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";
    private static final String TOKEN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final List<String> FRAMES = List.of(
            "Please contact %s as soon as you can.", "The value was %s, as agreed.", "see (%s) for more", "%s", "- %s\n- none",
            "\"%s\",2026,ok", "id=%s; state=open", "Ask for %s. Then wait.", "| name | %s |", "from: %s\nto: nobody");

    /// @param kind null: nothing is to be found
    record Sentence(String text, PiiKind kind, int start, int end) {}

    private final RandomGenerator random;

    PiiSentences(RandomGenerator random) {
        this.random = random;
    }

    Sentence with(PiiKind kind) {
        return framed(switch (kind) {
            case EMAIL -> word(2, 9) + pick(List.of("", "." + word(2, 8), "+" + word(2, 5), digits(2))) + "@" + word(3, 10) + "."
                    + pick(List.of("com", "org", "co.uk", "example", "museum"));
            case PHONE -> phone();
            case IBAN -> iban();
            case PAYMENT_CARD -> card();
            case IP_ADDRESS -> pick(List.of(ipv4(), ipv6()));
            case SOCIAL_SECURITY_NUMBER -> socialSecurityNumber();
            case CREDENTIAL -> credential();
        }, kind);
    }

    Sentence without() {
        return framed(pick(List.of(
                "%d-%02d-%02d".formatted(1990 + random.nextInt(40), 1 + random.nextInt(12), 1 + random.nextInt(28)),
                "%02d/%02d/%d".formatted(1 + random.nextInt(12), 1 + random.nextInt(28), 1990 + random.nextInt(40)),
                "%02d:%02d:%02d".formatted(random.nextInt(24), random.nextInt(60), random.nextInt(60)),
                random.nextInt(20) + "." + random.nextInt(40) + "." + random.nextInt(10),
                "%,d".formatted(random.nextInt(2_000_000_000)), digits(5 + random.nextInt(7)),
                hex(8) + "-" + hex(4) + "-4" + hex(3) + "-a" + hex(3) + "-" + hex(12), hex(40), hex(64),
                digits(3) + "." + digits(6), "-" + random.nextInt(90) + "." + digits(5) + ", " + random.nextInt(180) + "." + digits(4),
                "978-3-" + digits(2) + "-" + digits(6) + "-" + digits(1), word(3, 9) + "::" + word(3, 9),
                "@" + word(4, 9), word(4, 9) + "@" + digits(1), "INV-" + digits(4) + "-" + digits(6), "#" + digits(6),
                digits(16), "v" + digits(1) + "." + digits(1) + "." + digits(2) + "-" + word(3, 5), word(3, 30) + "_" + word(3, 30),
                digits(2) + " x " + digits(3) + " x " + digits(2) + " mm", "EUR " + digits(3) + "." + digits(2),
                "page " + digits(3) + "-" + digits(3), "p. " + digits(2) + ", l. " + digits(3), "RFC " + digits(4))), null);
    }

    private Sentence framed(String value, PiiKind kind) {
        String frame = pick(FRAMES);
        int start = frame.indexOf("%s");
        return new Sentence(frame.replace("%s", value), kind, start, start + value.length());
    }

    private String phone() {
        return pick(List.of(
                "+" + pick(List.of("44 20 ", "49 30 ", "33 1 ", "41 44 ", "39 06 ")) + digits(4) + " " + digits(4),
                "+1 (" + digit(2, 9) + digits(2) + ") " + digit(2, 9) + digits(2) + "-" + digits(4),
                "+" + digit(2, 9) + digits(10), "(" + digit(2, 9) + digits(2) + ") " + digit(2, 9) + digits(2) + "-" + digits(4),
                digit(2, 9) + digits(2) + "-" + digit(2, 9) + digits(2) + "-" + digits(4),
                digit(2, 9) + digits(2) + "." + digit(2, 9) + digits(2) + "." + digits(4),
                "0" + digit(1, 9) + digits(2) + " " + digits(7), "0" + digit(1, 9) + digits(2) + "/" + digits(6),
                "0" + digit(1, 9) + " " + digits(2) + " " + digits(2) + " " + digits(2) + " " + digits(2),
                "0049 " + digit(1, 9) + digits(2) + " " + digits(7)));
    }

    private String iban() {
        String country = pick(List.of("DE18", "AT16", "CH17", "GB4:14", "FR23", "NL4:10", "ES20"));
        String[] shape = country.substring(2).split(":");
        String body = shape.length == 2
                ? letters(Integer.parseInt(shape[0])) + digits(Integer.parseInt(shape[1]))
                : digits(Integer.parseInt(shape[0]));
        String name = country.substring(0, 2);
        String plain = name + "%02d".formatted(98 - rest(body + name + "00")) + body;
        return random.nextBoolean() ? plain : grouped(plain);
    }

    private static int rest(String text) {
        StringBuilder number = new StringBuilder();
        text.chars().forEach(each -> number.append(Character.isDigit(each) ? each - '0' : each - 'A' + 10));
        return new BigInteger(number.toString()).mod(BigInteger.valueOf(97)).intValue();
    }

    private String card() {
        String body = pick(List.of("4" + digits(14), "5" + digit(1, 5) + digits(13), "37" + digits(12), "6011" + digits(11)));
        int check = IntStream.range(0, 10).filter(last -> passes(body + last)).findFirst().orElseThrow();
        String card = body + check;
        return card.length() == 16 ? pick(List.of(card, grouped(card), grouped(card).replace(' ', '-'))) : card;
    }

    private static boolean passes(String digits) {
        int sum = 0;
        boolean twice = false;
        for (char each : new StringBuilder(digits).reverse().toString().toCharArray()) {
            int value = (each - '0') * (twice ? 2 : 1);
            sum += value / 10 + value % 10;
            twice = !twice;
        }
        return sum % 10 == 0;
    }

    private String ipv4() {
        return (1 + random.nextInt(126)) + "." + random.nextInt(256) + "." + random.nextInt(256) + "." + (1 + random.nextInt(254));
    }

    private String ipv6() {
        return "2001:db8:" + random.nextInt(1, 10) + ":" + pick(List.of(":1", hex(4) + "::" + hex(3) + "1", "0:0:0:" + hex(4) + ":" + hex(4)));
    }

    private String socialSecurityNumber() {
        return switch (random.nextInt(3)) {
            case 0 -> "%03d-%02d-%04d".formatted(1 + random.nextInt(665), 1 + random.nextInt(99), 1 + random.nextInt(9999));
            case 1 -> pick(List.of("AB", "CE", "JK", "PR", "SX")) + pick(List.of(" %s %s %s ", "%s%s%s"))
                    .formatted(digits(2), digits(2), digits(2)) + pick(List.of("A", "B", "C", "D"));
            default -> {
                long number = Long.parseLong("%d%02d%02d%02d%03d%03d".formatted(1 + random.nextInt(2), random.nextInt(100),
                        1 + random.nextInt(12), 1 + random.nextInt(95), 1 + random.nextInt(990), 1 + random.nextInt(999)));
                yield number + "%02d".formatted(97 - number % 97);
            }
        };
    }

    private String credential() {
        return pick(List.of(
                "AKIA" + token(16).toUpperCase(Locale.ROOT).replaceAll("[0189]", "2"), "ghp_" + token(36),
                "xoxb-" + digits(12) + "-" + token(24), "AIza" + token(35), "sk_live_" + token(24), "glpat-" + token(20),
                "eyJ" + token(30) + ".eyJ" + token(60) + "." + token(43)));
    }

    private static String grouped(String plain) {
        return plain.replaceAll("(.{4})(?=.)", "$1 ");
    }

    private String word(int least, int most) {
        return random.ints(random.nextInt(least, most + 1), 0, LETTERS.length())
                .collect(StringBuilder::new, (text, at) -> text.append(LETTERS.charAt(at)), StringBuilder::append).toString();
    }

    private String letters(int count) {
        return word(count, count).toUpperCase(Locale.ROOT);
    }

    private String token(int count) {
        return random.ints(count, 0, TOKEN.length())
                .collect(StringBuilder::new, (text, at) -> text.append(TOKEN.charAt(at)), StringBuilder::append).toString();
    }

    private String digits(int count) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < count; i++) {
            digits.append(random.nextInt(10));
        }
        return digits.toString();
    }

    private String digit(int least, int most) {
        return Integer.toString(random.nextInt(least, most + 1));
    }

    private String hex(int count) {
        StringBuilder hex = new StringBuilder();
        for (int i = 0; i < count; i++) {
            hex.append(Integer.toHexString(random.nextInt(16)));
        }
        return hex.toString();
    }

    private <T> T pick(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
