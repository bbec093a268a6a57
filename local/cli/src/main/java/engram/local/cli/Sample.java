package engram.local.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// How many of something that comes one by one are looked at: so many of all, or a share.
///
/// @param count 0: as many as the share is
/// @param share 0 to 1
record Sample(int count, double share) {

    static final int MOST = 100_000;
    private static final Pattern COUNT = Pattern.compile("\\d{1,6}");
    private static final Pattern SHARE = Pattern.compile("\\d{1,3}(\\.\\d{1,4})?%");

    /// @throws IllegalArgumentException if it is neither `200` nor `5%`
    static Sample parse(String text) {
        if (COUNT.matcher(text).matches() && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= MOST) {
            return new Sample(Integer.parseInt(text), 0);
        }
        if (SHARE.matcher(text).matches()) {
            double share = Double.parseDouble(text.substring(0, text.length() - 1)) / 100;
            if (share > 0 && share <= 1) {
                return new Sample(0, share);
            }
        }
        throw new IllegalArgumentException("a sample is a number of documents up to %d, like 200, or a share, like 5%%; got %s".formatted(MOST, text));
    }

    /// Draws by chance, each with the same chance.
    final class Draw<T> {
        private final Random random;
        private final List<T> drawn = new ArrayList<>();
        private long offered;

        Draw(long seed) {
            random = new Random(seed);
        }

        void offer(T one) {
            offered++;
            if (count == 0) {
                if (random.nextDouble() < share) {
                    drawn.add(one);
                }
            } else if (drawn.size() < count) {
                drawn.add(one);
            } else {
                long place = random.nextLong(offered);
                if (place < count) {
                    drawn.set((int) place, one);
                }
            }
        }

        /// What may be looked at already, and is not given again; nothing before the end, if a number was asked for.
        List<T> taken() {
            return count == 0 ? all() : List.of();
        }

        /// What was drawn and not given yet.
        List<T> all() {
            List<T> all = List.copyOf(drawn);
            drawn.clear();
            return all;
        }
    }

    @Override
    public String toString() {
        return count == 0 ? "%s %%".formatted(share * 100) : Integer.toString(count);
    }

    static final class Converter implements ITypeConverter<Sample> {
        @Override
        public Sample convert(String text) {
            try {
                return parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
