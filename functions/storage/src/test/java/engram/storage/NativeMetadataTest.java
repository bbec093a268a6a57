package engram.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.apache.hc.client5.http.impl.auth.BasicScheme;
import org.junit.jupiter.api.Test;

/// Holds what native executables are told against the libraries that it is about.
class NativeMetadataTest {

    @Test
    void whatIsSubstitutedExists() throws ReflectiveOperationException {
        for (String name : new String[] {"ZstdRuntime", "Brotli4jRuntime"}) {
            Method substituted = Class.forName("org.apache.hc.client5.http.impl." + name).getMethod("available");

            assertThat(substituted.getReturnType()).isEqualTo(boolean.class);
            assertThat(Modifier.isStatic(substituted.getModifiers())).isTrue();
            assertThat(substituted.invoke(null)).as("%s is not on the class path", name).isEqualTo(false);
        }
    }

    @Test
    void whatIsMadeByReflectionCanBeMadeSo() throws ReflectiveOperationException {
        assertThat(BasicScheme.class.getConstructor().newInstance()).isNotNull();
    }

    @Test
    void theIndexsDefinitionLiesWhereTheMetadataSays() {
        assertThat(getClass().getResource("/engram/storage/index.json")).isNotNull();
    }
}
