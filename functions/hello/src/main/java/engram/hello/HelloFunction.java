package engram.hello;

import io.quarkus.funqy.Funq;

/// Greets whoever the event names.
public final class HelloFunction {

    @Funq
    public String hello(String name) {
        return "hello, " + name;
    }
}
