package engram.retention.sweep;

import engram.domain.TransientFailure;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Random;

/// Lets processes die before or after any call to a store, and answers get lost.
final class Frail {

    private final Random random;
    private double crashes;
    private double losses;
    private boolean dead;
    private int trouble;
    private int deadly = Integer.MAX_VALUE;

    Frail(Random random) {
        this.random = random;
    }

    /// A new process takes the place of a dead one.
    ///
    /// @param crash share of calls at which the process dies; a dead one makes no call any more
    /// @param loss share of calls that fail, having taken effect or not
    void become(double crash, double loss) {
        crashes = crash;
        losses = loss;
        dead = false;
        deadly = Integer.MAX_VALUE;
    }

    /// The process dies at that step, each call having two: before it takes effect, and after.
    void dieAt(int step) {
        become(0, 0);
        trouble = 0;
        deadly = step;
    }

    <T> T wrap(Class<T> port, T store) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(), new Class<?>[] {port}, (_, method, arguments) -> call(store, method, arguments)));
    }

    private Object call(Object store, Method method, Object[] arguments) throws Throwable {
        trouble(method.getName());
        Object answer;
        try {
            answer = method.invoke(store, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
        trouble(method.getName());
        return answer;
    }

    private void trouble(String where) {
        if (dead) {
            throw new Crash("dead at " + where);
        }
        if (++trouble == deadly) {
            dead = true;
            throw new Crash(where);
        }
        double dice = random.nextDouble();
        if (dice < crashes / 2) {
            dead = true;
            throw new Crash(where);
        }
        if (dice < crashes / 2 + losses / 2) {
            throw new TransientFailure("lost at " + where);
        }
    }
}
