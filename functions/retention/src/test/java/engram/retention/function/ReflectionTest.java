package engram.retention.function;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.junit.jupiter.api.Test;

class ReflectionTest {

    @Test
    void whatNativeExecutablesAreToldOfIsThere() {
        for (String name : Reflection.class.getAnnotation(RegisterForReflection.class).classNames()) {
            assertThatCode(() -> Class.forName(name)).as(name).doesNotThrowAnyException();
        }
    }
}
