package engram.retention.sweep;

import engram.domain.RequestRefused;
import engram.domain.TransientFailure;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;

/// Lets processes die before or after any call to a store, and answers get lost.
final class Frail {

    private static final Set<String> DEEDS = Set.of("remove", "replace");

    private final Random random;
    private final Map<String, Integer> deeds = new HashMap<>();
    private int calls;
    private double crashes;
    private double losses;
    private boolean dead;
    private int trouble;
    private int deadly = Integer.MAX_VALUE;
    private double others;
    private Runnable meanwhile = () -> {};
    private final Map<String, Happening> happenings = new HashMap<>();
    private final Map<String, Happening> afterwards = new HashMap<>();

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

    /// A call of that name is refused for the paths.
    void refuse(String call, Predicate<String> paths) {
        on(call, paths, () -> {
            throw new RequestRefused(call + " is refused", null);
        });
    }

    /// Each call of that name gets no answer.
    void away(String call) {
        on(call, _ -> true, () -> {
            throw new TransientFailure(call + " gets no answer");
        });
    }

    /// That happens before each call of that name.
    void slow(String call, Runnable what) {
        on(call, _ -> true, what);
    }

    /// The same, for some paths.
    void slow(String call, Predicate<String> paths, Runnable what) {
        on(call, paths, what);
    }

    /// That happens once, before the next call of that name for the path.
    void before(String call, String path, Runnable what) {
        on(call, path::equals, once(call, what, happenings));
    }

    /// That happens once, after the next call of that name.
    void after(String call, Runnable what) {
        afterwards.put(call, new Happening(_ -> true, once(call, what, afterwards)));
    }

    private static Runnable once(String call, Runnable what, Map<String, Happening> among) {
        return () -> {
            among.remove(call);
            what.run();
        };
    }

    private void on(String call, Predicate<String> paths, Runnable what) {
        happenings.put(call, new Happening(paths, what));
    }

    /// At any moment of a sweep, as often as that of its calls to stores.
    void meanwhile(double share, Runnable what) {
        others = share;
        meanwhile = what;
    }

    /// How many calls there were.
    int calls() {
        return calls;
    }

    /// The number of the last call that removed or replaced what is at that path.
    int lastDeed(String path) {
        return deeds.getOrDefault(path, 0);
    }

    private record Happening(Predicate<String> paths, Runnable what) {}

    private static void happen(Map<String, Happening> happenings, Method method, Object[] arguments) {
        Happening happening = happenings.get(method.getName());
        String path = arguments == null || arguments.length == 0 ? "" : String.valueOf(arguments[0]);
        if (happening != null && happening.paths().test(path)) {
            happening.what().run();
        }
    }

    private Object call(Object store, Method method, Object[] arguments) throws Throwable {
        calls++;
        happen(happenings, method, arguments);
        trouble(method.getName());
        if (DEEDS.contains(method.getName())) {
            deeds.put(String.valueOf(arguments[0]), calls);
        }
        Object answer;
        try {
            answer = method.invoke(store, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
        happen(afterwards, method, arguments);
        trouble(method.getName());
        return answer;
    }

    private void trouble(String where) {
        if (dead) {
            throw new Crash("dead at " + where);
        }
        if (others > 0 && random.nextDouble() < others) {
            meanwhile.run();
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
