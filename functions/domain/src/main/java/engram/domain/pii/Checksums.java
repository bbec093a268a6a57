package engram.domain.pii;

/// Check digits of numbers that are written by hand a lot.
final class Checksums {

    private Checksums() {}

    /// The digits and capital letters of it, without what separates groups.
    static String compact(String number) {
        StringBuilder compact = new StringBuilder(number.length());
        for (int i = 0; i < number.length(); i++) {
            if (Character.isLetterOrDigit(number.charAt(i))) {
                compact.append(number.charAt(i));
            }
        }
        return compact.toString();
    }

    static int digit(String digits, int at) {
        return digits.charAt(at) - '0';
    }

    /// ISO/IEC 7812-1, annex B.
    static boolean luhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digit(digits, digits.length() - 1 - i);
            int doubled = 2 * digit > 9 ? 2 * digit - 9 : 2 * digit;
            sum += i % 2 == 0 ? digit : doubled;
        }
        return sum % 10 == 0;
    }

    /// ISO 7064, MOD 97-10: letters count from 10 for A.
    static int mod97(String text) {
        int rest = 0;
        for (int i = 0; i < text.length(); i++) {
            int value = Character.digit(text.charAt(i), 36);
            rest = (value < 10 ? rest * 10 + value : rest * 100 + value) % 97;
        }
        return rest;
    }

    /// The check digit of EAN-13.
    static boolean ean13(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            sum += digit(digits, i) * (i % 2 == 0 ? 1 : 3);
        }
        return sum % 10 == 0;
    }
}
