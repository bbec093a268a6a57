package engram.local.system.lambda;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The environment variables that Lambda gives a function, under the function's own.
final class LambdaVariables {

    /// What a process needs from the machine.
    static final Set<String> KEPT = Set.of("PATH", "TMPDIR", "LD_LIBRARY_PATH");

    private LambdaVariables() {
    }

    static Map<String, String> of(FunctionSpec spec, Path directory, String runtimeApi, String region) {
        var variables = new TreeMap<>(Map.ofEntries(
                Map.entry("AWS_LAMBDA_RUNTIME_API", runtimeApi),
                Map.entry("AWS_LAMBDA_FUNCTION_NAME", spec.name()),
                Map.entry("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST"),
                Map.entry("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(spec.memory())),
                Map.entry("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + spec.name()),
                Map.entry("AWS_LAMBDA_LOG_STREAM_NAME", "local"),
                Map.entry("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand"),
                Map.entry("AWS_EXECUTION_ENV", "AWS_Lambda_java25"),
                Map.entry("AWS_REGION", region),
                Map.entry("AWS_DEFAULT_REGION", region),
                Map.entry("AWS_ACCESS_KEY_ID", "local"),
                Map.entry("AWS_SECRET_ACCESS_KEY", "local"),
                Map.entry("LAMBDA_TASK_ROOT", directory.toString()),
                Map.entry("_HANDLER", spec.handler()),
                Map.entry("LANG", "en_US.UTF-8"),
                Map.entry("TZ", ":UTC"),
                // ONNX Runtime 1.29 can die of its telemetry when a command line is long.
                Map.entry("ORT_DISABLE_TELEMETRY", "1")));
        variables.putAll(spec.environment());
        return variables;
    }
}
