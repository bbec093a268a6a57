package engram.health.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.junit.jupiter.api.Test;

class ReflectionTest {

    @Test
    void whatNativeExecutablesAreToldOfIsThere() {
        String[] names = Reflection.class.getAnnotation(RegisterForReflection.class).classNames();

        assertThat(names).isNotEmpty().allSatisfy(name -> assertThatCode(() -> Class.forName(name)).doesNotThrowAnyException());
    }
}
