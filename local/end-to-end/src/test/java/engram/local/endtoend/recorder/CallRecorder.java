package engram.local.endtoend.recorder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/// Writes down each call of the AWS clients of a process, once: `s3 HeadObject`, what it was made on, the partition of its keys, and
/// the attributes that it names if it asks for no others, separated by tabs. The SDK finds it by `software/amazon/awssdk/global/handlers/execution.interceptors`.
public final class CallRecorder implements ExecutionInterceptor {

    private static final Pattern TEXT = Pattern.compile("AttributeValue\\(S=(.*)\\)");
    private static final Set<String> SEEN = new TreeSet<>();

    @Override
    public void beforeExecution(Context.BeforeExecution call, ExecutionAttributes attributes) {
        SdkRequest request = call.request();
        String service = attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME).toLowerCase(Locale.ROOT);
        String name = service + " " + attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
        things(request).forEach(thing -> write(String.join("\t", name, thing, partition(request).orElse(""), attributes(request))));
    }

    private static Stream<String> things(SdkRequest request) {
        Optional<String> table = request.getValueForField("TableName", String.class);
        if (table.isPresent()) {
            return Stream.of(table.get() + request.getValueForField("IndexName", String.class).map("/"::concat).orElse(""));
        }
        Optional<?> tables = request.getValueForField("RequestItems", Map.class);
        if (tables.isPresent()) {
            return ((Map<?, ?>) tables.get()).keySet().stream().map(Object::toString);
        }
        return Stream.of("DestinationBucket", "Bucket", "QueueUrl")
                .flatMap(field -> request.getValueForField(field, String.class).stream())
                .limit(1);
    }

    /// Of a single row, or of those that a query asks for.
    private static Optional<String> partition(SdkRequest request) {
        return Stream.of("Key", "Item", "ExpressionAttributeValues")
                .flatMap(field -> request.getValueForField(field, Object.class).stream())
                .filter(Map.class::isInstance)
                .flatMap(values -> Stream.of("document", "text", ":partition", ":document", ":walks")
                        .flatMap(name -> Stream.ofNullable(((Map<?, ?>) values).get(name))))
                .map(value -> TEXT.matcher(value.toString()))
                .filter(Matcher::matches)
                .map(text -> text.group(1))
                .findFirst();
    }

    /// Of a change of one row; `*` if it asks for all of it.
    private static String attributes(SdkRequest request) {
        if (request.getValueForField("UpdateExpression", String.class).isEmpty()) {
            return "";
        }
        if (request.getValueForField("ReturnValues", String.class).isPresent()) {
            return "*";
        }
        Set<String> names = new TreeSet<>();
        request.getValueForField("Key", Map.class).ifPresent(key -> ((Map<?, ?>) key).keySet().forEach(name -> names.add(name.toString())));
        request.getValueForField("ExpressionAttributeNames", Map.class)
                .ifPresent(named -> ((Map<?, ?>) named).values().forEach(name -> names.add(name.toString())));
        return String.join(",", names);
    }

    private static synchronized void write(String line) {
        if (SEEN.add(line)) {
            try {
                Files.writeString(Path.of(System.getProperty(Agent.FILE)), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
