package engram.simulation;

import java.util.List;
import java.util.Optional;
import java.util.logging.LogManager;

/// Lives histories; tells how far it is and what it found as lines of JSON on standard output.
///
/// `--histories N --seed S --workers W [--shrink] [--index domain|serverless] [--mutation NAME]`, or `--replay CHOICES` with those two.
/// Exit code 0 if all held, 1 if a history failed, 2 if the arguments make no sense.
public final class Main {

    private static final int MOST_TRIES = 20_000;

    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        // What ingest logs is an outcome, and told with the steps.
        LogManager.getLogManager().reset();
        Options options;
        try {
            options = Options.parse(List.of(arguments));
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.exit(2);
            return;
        }
        System.exit(options.replay().isPresent() ? replay(options) : torture(options));
    }

    private static int replay(Options options) {
        Optional<Found> found = Found.in(options.replay().orElseThrow(), options.mutation());
        found.ifPresentOrElse(
                broken -> System.out.println(Json.failing(0, 0, broken.told(options.mutation()), false)),
                () -> System.out.println(Json.ended(1, 0)));
        return found.isPresent() ? 1 : 0;
    }

    private static int torture(Options options) throws InterruptedException {
        long begin = System.nanoTime();
        Torture torture = new Torture(options.seed(), options.histories(), options.workers(), options.mutation());
        Optional<Torture.Failing> failing = torture.run(lived -> System.out.println(Json.progress(lived, seconds(begin))));
        failing.ifPresent(broken -> {
            Found found = options.shrink() ? Shrinking.shrink(broken.found(), options.mutation(), MOST_TRIES) : broken.found();
            System.out.println(Json.failing(broken.number(), broken.seed(), found.told(options.mutation()), options.shrink()));
        });
        System.out.println(Json.ended(torture.lived(), seconds(begin)));
        return failing.isPresent() ? 1 : 0;
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    /// @param seed of the first history; each next one's is one more
    record Options(
            long histories, long seed, int workers, boolean shrink, Mutation mutation, Optional<Choices> replay) {

        static Options parse(List<String> arguments) {
            long histories = 1;
            long seed = 0;
            int workers = 1;
            boolean shrink = false;
            Mutation mutation = Mutation.NONE;
            boolean inCollection = false;
            Optional<Choices> replay = Optional.empty();
            for (int i = 0; i < arguments.size(); i++) {
                switch (arguments.get(i)) {
                    case "--shrink" -> shrink = true;
                    case "--histories" -> histories = Long.parseLong(value(arguments, ++i));
                    case "--seed" -> seed = Long.parseLong(value(arguments, ++i));
                    case "--workers" -> workers = Integer.parseInt(value(arguments, ++i));
                    case "--mutation" -> mutation = Mutations.named(value(arguments, ++i));
                    case "--index" -> inCollection = isCollection(value(arguments, ++i));
                    case "--replay" -> replay = Optional.of(Choices.parse(value(arguments, ++i)));
                    default -> throw new IllegalArgumentException("unknown argument " + arguments.get(i));
                }
            }
            if (histories < 1 || workers < 1) {
                throw new IllegalArgumentException("--histories and --workers are at least 1");
            }
            return new Options(histories, seed, workers, shrink, inCollection ? new InCollection(mutation) : mutation, replay);
        }

        private static boolean isCollection(String index) {
            return switch (index) {
                case "domain" -> false;
                case "serverless" -> true;
                default -> throw new IllegalArgumentException("--index is domain or serverless, got " + index);
            };
        }

        private static String value(List<String> arguments, int at) {
            if (at >= arguments.size()) {
                throw new IllegalArgumentException(arguments.get(at - 1) + " wants a value");
            }
            return arguments.get(at);
        }
    }
}
