package engram.storage;

import engram.domain.health.Unwell;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsServiceClientConfiguration;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/// Something on AWS, as messages name it, and as it is looked at: asked whatever a circuit says.
///
/// @param name for people, like `DynamoDB table engram-catalog`
/// @param place endpoint or region
/// @param remedy what to do if it does not exist or must not be used
public record Service(String name, String place, String remedy) {

    private static final String UNREACHABLE =
            "see that it runs, and that the function's network and the endpoint it is given lead there";
    private static final String BUSY = "wait; if it stays so, give it more capacity";

    public static Service of(String name, AwsServiceClientConfiguration client, String remedy) {
        return new Service(
                name,
                client.endpointOverride().map(URI::toString).orElseGet(() -> "region " + client.region()),
                remedy);
    }

    /// The answer to a look at how it is.
    ///
    /// @throws Unwell if there is none
    public <T> T look(Supplier<T> call) {
        try {
            return call.get();
        } catch (AwsServiceException refused) {
            throw new Unwell(answer(refused), passes(refused) ? BUSY : remedy, refused);
        } catch (SdkException | UncheckedIOException e) {
            throw new Unwell(silence(e), UNREACHABLE, e);
        }
    }

    static boolean passes(AwsServiceException e) {
        return e.isThrottlingException() || e.isRetryableException() || e.statusCode() >= 500;
    }

    String answer(AwsServiceException e) {
        String code = e.awsErrorDetails() == null ? "no code" : e.awsErrorDetails().errorCode();
        return "%s (%s) answered %d %s".formatted(name, place, e.statusCode(), code);
    }

    String silence(RuntimeException e) {
        return "%s (%s) did not answer: %s".formatted(name, place, firstLine(e));
    }

    private static String firstLine(Throwable e) {
        String message = String.valueOf(e.getMessage());
        return message.lines().findFirst().orElse(e.getClass().getSimpleName());
    }
}
