package engram.storage;

import engram.domain.OutOfTime;
import engram.domain.RequestRefused;
import engram.domain.TransientFailure;
import engram.storage.circuit.Circuit;
import engram.storage.circuit.Outage;
import java.io.UncheckedIOException;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsServiceClientConfiguration;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;

/// Something on AWS that the functions depend on.
///
/// @param name for people, like `DynamoDB table engram-catalog`
/// @param place endpoint or region
/// @param remedy what to do if it does not exist or must not be used
/// @param circuit that calls go through
public record Dependency(String name, String place, String remedy, Circuit circuit) {

    private static final String NO_STATUS = "Status code must not be negative";

    static Dependency of(String name, AwsServiceClientConfiguration client, String remedy, Circuit circuit) {
        Service service = Service.of(name, client, remedy);
        return new Dependency(service.name(), service.place(), service.remedy(), circuit);
    }

    /// The answer to the call.
    ///
    /// @throws TransientFailure if there is none, except those that `call` catches
    public <T> T ask(Supplier<T> call) {
        return circuit.call(() -> look(call));
    }

    /// The answer to a call that is made whatever the circuit says, and tells it nothing.
    ///
    /// @throws TransientFailure if there is none, except those that `call` catches
    public <T> T look(Supplier<T> call) {
        try {
            return call.get();
        } catch (AbortedException e) {
            // Its caller was interrupted, since his time was up.
            throw new OutOfTime(service().silence(e), e);
        } catch (SdkException e) {
            throw failure(e);
        } catch (UncheckedIOException e) {
            throw noAnswer(e);
        } catch (IllegalArgumentException e) {
            // What is not HTTP has the status -1, of which the SDK complains in its own way.
            throw String.valueOf(e.getMessage()).startsWith(NO_STATUS) ? noAnswer(e) : e;
        }
    }

    private Outage noAnswer(RuntimeException e) {
        return new Outage(service().silence(e), e);
    }

    TransientFailure failure(SdkException e) {
        return switch (e) {
            case AwsServiceException refused -> failure(refused);
            default -> noAnswer(e);
        };
    }

    private TransientFailure failure(AwsServiceException e) {
        String answer = service().answer(e);
        return Service.passes(e) ? new Outage(answer, e) : new RequestRefused(answer + ": " + remedy, e);
    }

    private Service service() {
        return new Service(name, place, remedy);
    }
}
