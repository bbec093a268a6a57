package engram.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// A class that ONNX Runtime's native code looks up and that is not declared kills a native executable without a word;
/// so what is declared is held against the names in the library.
class NativeImageTest {

    private static final Path LIBRARY = TestModels.DIRECTORY.resolve("onnxruntime/linux-x64/libonnxruntime4j_jni.so");
    private static final Pattern CLASS = Pattern.compile("\0((?:ai/onnxruntime|java/\\w+)/\\w+)\0");
    private static final Pattern METHOD = Pattern.compile("\0(\\([\\w/;\\[]*\\)[^V\0][\\w/;\\[]*)\0");
    private static final Pattern CONSTRUCTOR = Pattern.compile("\0(\\([\\w/;\\[]+\\)V)\0");

    private final JsonNode declared = metadata();

    @Test
    void everyClassThatTheLibraryLooksUpIsDeclared() throws IOException {
        Set<String> types = new TreeSet<>();
        declared.forEach(type -> types.add(type.get("type").asText()));
        assertThat(types).containsAll(names(CLASS).stream().map(name -> name.replace('/', '.')).toList());
    }

    @Test
    void everyConstructorThatTheLibraryCallsIsDeclared() throws Exception {
        Set<String> descriptors = new TreeSet<>();
        for (JsonNode type : declared) {
            for (JsonNode constructor : type.path("methods")) {
                Class<?>[] parameters = parameters(constructor);
                Class.forName(type.get("type").asText()).getDeclaredConstructor(parameters);
                descriptors.add(MethodType.methodType(void.class, parameters).descriptorString());
            }
        }
        assertThat(descriptors).containsAll(names(CONSTRUCTOR));
    }

    /// Of which the metadata declares none.
    @Test
    void theLibraryCallsNoMethodsThatGiveAnything() throws IOException {
        assertThat(all(METHOD)).isEmpty();
    }

    private static Class<?>[] parameters(JsonNode constructor) throws ClassNotFoundException {
        Class<?>[] parameters = new Class<?>[constructor.get("parameterTypes").size()];
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = type(constructor.get("parameterTypes").get(i).asText());
        }
        return parameters;
    }

    private static Class<?> type(String name) throws ClassNotFoundException {
        if (name.endsWith("[]")) {
            return type(name.substring(0, name.length() - 2)).arrayType();
        }
        return switch (name) {
            case "int" -> int.class;
            case "long" -> long.class;
            default -> Class.forName(name);
        };
    }

    private static Set<String> names(Pattern pattern) throws IOException {
        Set<String> names = all(pattern);
        assertThat(names).isNotEmpty();
        return names;
    }

    private static Set<String> all(Pattern pattern) throws IOException {
        Matcher matcher = pattern.matcher(new String(Files.readAllBytes(LIBRARY), StandardCharsets.ISO_8859_1));
        Set<String> names = new TreeSet<>();
        for (int at = 0; matcher.find(at); at = matcher.end() - 1) {
            names.add(matcher.group(1));
        }
        return names;
    }

    private static JsonNode metadata() {
        String name = "/META-INF/native-image/engram/embedding/reachability-metadata.json";
        try (InputStream in = NativeImageTest.class.getResourceAsStream(name)) {
            return new ObjectMapper().readTree(in).get("reflection");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
