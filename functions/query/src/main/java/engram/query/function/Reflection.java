package engram.query.function;

import io.quarkus.runtime.annotations.RegisterForReflection;

/// What native executables could not write otherwise: how an invocation failed. Quarkus does not tell them of it, and an invocation that
/// failed would never end.
@RegisterForReflection(classNames = "io.quarkus.amazon.lambda.runtime.FunctionError")
final class Reflection {

    private Reflection() {}
}
