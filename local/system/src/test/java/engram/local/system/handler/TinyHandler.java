package engram.local.system.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A handler that does what its event tells it. It is zipped by the tests and runs in a process of its own, so it knows
/// nothing but the JDK and Lambda's interface.
///
/// In a batch of messages, each body is a command; every body is written to the file `SEEN` first, one a line:
/// `ok…`, `fail…` (reported, and visible again at once), `later…` (reported, and hidden for an hour), `keep…` (reported, and
/// left to the queue), `unknown…` (reports an identifier that is not in the batch; all of it is visible again at once), `throw…`, `halt…`, `hang…`, and
/// `once-…`, which does the rest of its name unless that was seen before. Any other event is echoed: a base64 body is
/// a command and the answer, word for word; without one the answer holds the event.
public final class TinyHandler implements RequestStreamHandler {

    private static final Pattern MESSAGE =
            Pattern.compile("\"messageId\":\"([^\"]+)\",\"receiptHandle\":\"([^\"]*)\",\"body\":\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern BODY = Pattern.compile("\"body\":\"([^\"]*)\",\"isBase64Encoded\":true");

    static {
        // As frameworks do: a thread that would keep the process alive.
        Thread.ofPlatform().name("pool").start(LockSupport::park);
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        String event = new String(input.readAllBytes(), StandardCharsets.UTF_8);
        System.out.println("START " + context.getAwsRequestId());
        output.write((event.startsWith("{\"Records\"") ? batch(event) : other(event, context))
                .getBytes(StandardCharsets.UTF_8));
    }

    private static String other(String event, Context context) {
        if (event.equals("\"context\"")) {
            return "{\"name\":\"" + context.getFunctionName() + "\",\"memory\":" + context.getMemoryLimitInMB()
                    + ",\"arn\":\"" + context.getInvokedFunctionArn() + "\",\"left\":"
                    + context.getRemainingTimeInMillis() + ",\"greeting\":\"" + System.getenv("GREETING")
                    + "\",\"home\":\"" + System.getenv("HOME") + "\",\"dir\":\"" + System.getProperty("user.dir") + "\"}";
        }
        if (event.startsWith("\"")) {
            obey(event.substring(1, event.length() - 1));
            return event;
        }
        Matcher body = BODY.matcher(event);
        if (body.find()) {
            String answer = new String(Base64.getDecoder().decode(body.group(1)), StandardCharsets.UTF_8);
            obey(answer);
            return answer;
        }
        return "{\"statusCode\":200,\"headers\":{\"Content-Type\":\"application/json\"},\"isBase64Encoded\":true,"
                + "\"body\":\"" + Base64.getEncoder().encodeToString(event.getBytes(StandardCharsets.UTF_8)) + "\"}";
    }

    private static String batch(String event) throws IOException {
        var failures = new StringBuilder();
        boolean nobody = false;
        List<String> receipts = new ArrayList<>();
        Path seen = Path.of(System.getenv("SEEN"));
        for (Matcher message = MESSAGE.matcher(event); message.find(); ) {
            String command = message.group(3);
            receipts.add(message.group(2));
            boolean before = Files.exists(seen) && Files.readAllLines(seen).contains(command);
            Files.writeString(seen, command + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            if (command.startsWith("once-")) {
                command = before ? "ok" : command.substring("once-".length());
            }
            if (command.startsWith("fail") || command.startsWith("later")) {
                hide(message.group(2), command.startsWith("fail") ? 0 : 3_600);
            }
            if (command.startsWith("fail") || command.startsWith("later") || command.startsWith("keep")) {
                failures.append(failures.isEmpty() ? "" : ",").append("{\"itemIdentifier\":\"")
                        .append(message.group(1)).append("\"}");
            } else if (command.startsWith("unknown")) {
                failures.append(failures.isEmpty() ? "" : ",").append("{\"itemIdentifier\":\"nobody\"}");
                nobody = true;
            } else {
                obey(command);
            }
        }
        for (String receipt : nobody ? receipts : List.<String>of()) {
            hide(receipt, 0);
        }
        return "{\"batchItemFailures\":[" + failures + "]}";
    }

    private static void hide(String receipt, int seconds) throws IOException {
        String queue = System.getenv("QUEUE");
        HttpRequest change = HttpRequest.newBuilder(URI.create(queue))
                .header("Content-Type", "application/x-amz-json-1.0")
                .header("X-Amz-Target", "AmazonSQS.ChangeMessageVisibility")
                .POST(HttpRequest.BodyPublishers.ofString("{\"QueueUrl\":\"" + queue + "\",\"ReceiptHandle\":\"" + receipt
                        + "\",\"VisibilityTimeout\":" + seconds + "}"))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(change, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IOException("the queue answered " + answer.statusCode() + " " + answer.body());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static void obey(String command) {
        if (command.startsWith("throw")) {
            throw new IllegalStateException("told to throw");
        }
        if (command.startsWith("halt")) {
            Runtime.getRuntime().halt(3);
        }
        if (command.startsWith("hang")) {
            try {
                Thread.sleep(60_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
