package engram.storage;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpResponse;

/// Takes no answer of a store for whole that the end of a connection cut off; such a call is tried again.
///
/// The JDK's HTTP client takes the end of a connection for the end of an answer, in its head as well: without TLS, which
/// tells the two apart, half an answer of DynamoDB would be a whole one that says "no such row". So an answer has to say
/// how long it is, and to be that long. All who answer do so, but for those without a body by their status.
public final class WholeAnswers implements ExecutionInterceptor {

    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    @Override
    public void beforeUnmarshalling(Context.BeforeUnmarshalling context, ExecutionAttributes attributes) {
        SdkHttpResponse answer = context.httpResponse();
        boolean mayBeSilent = answer.statusCode() == NO_CONTENT || answer.statusCode() == NOT_MODIFIED;
        if (answer.isSuccessful() && !mayBeSilent && length(answer).isEmpty() && !chunked(answer)) {
            throw RetryableException.create("the answer was cut off: it has status %d and does not say how long it is"
                    .formatted(answer.statusCode()));
        }
    }

    @Override
    public Optional<InputStream> modifyHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        OptionalLong length = length(context.httpResponse());
        boolean headOnly = context.httpRequest().method() == SdkHttpMethod.HEAD;
        return headOnly || length.isEmpty()
                ? context.responseBody()
                : context.responseBody().map(body -> new Measured(body, length.getAsLong()));
    }

    private static OptionalLong length(SdkHttpResponse answer) {
        return answer.firstMatchingHeader("Content-Length").filter(value -> value.matches("\\d{1,18}"))
                .map(value -> OptionalLong.of(Long.parseLong(value))).orElse(OptionalLong.empty());
    }

    private static boolean chunked(SdkHttpResponse answer) {
        return answer.firstMatchingHeader("Transfer-Encoding").filter("chunked"::equalsIgnoreCase).isPresent();
    }

    /// A body that fails where it ends early.
    private static final class Measured extends FilterInputStream {
        private final long length;
        private long read;

        Measured(InputStream body, long length) {
            super(body);
            this.length = length;
        }

        @Override
        public int read() throws IOException {
            int next = in.read();
            count(next < 0 ? next : 1);
            return next;
        }

        @Override
        public int read(byte[] bytes, int from, int most) throws IOException {
            int now = in.read(bytes, from, most);
            count(now);
            return now;
        }

        @Override
        public long skip(long most) throws IOException {
            long now = in.skip(most);
            read += now;
            return now;
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        private void count(int now) throws IOException {
            if (now >= 0) {
                read += now;
            } else if (read < length) {
                throw new IOException("the answer was cut off after %d of %d bytes".formatted(read, length));
            }
        }
    }
}
