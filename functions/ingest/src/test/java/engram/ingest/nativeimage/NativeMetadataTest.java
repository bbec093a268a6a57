package engram.ingest.nativeimage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.apache.xmlbeans.SchemaType;
import org.junit.jupiter.api.Test;
import org.openxmlformats.schemas.drawingml.x2006.main.CTRegularTextRun;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTP;

/// Holds what native executables are told against the libraries that it is about.
class NativeMetadataTest {

    private static final String FOLDER = "/META-INF/native-image/engram/ingest/";

    private final JsonNode metadata = metadata();

    @Test
    void whatIsLookedUpByNameExists() {
        assertThat(metadata.path("reflection")).hasSizeGreaterThan(10).allSatisfy(type -> {
            Class<?> declared = Class.forName(type.path("type").asText(), false, getClass().getClassLoader());
            for (JsonNode field : type.path("fields")) {
                declared.getDeclaredField(field.path("name").asText());
            }
            for (JsonNode method : type.path("methods")) {
                Class<?>[] parameters = parameters(method);
                if (method.path("name").asText().equals("<init>")) {
                    declared.getDeclaredConstructor(parameters);
                } else {
                    declared.getDeclaredMethod(method.path("name").asText(), parameters);
                }
            }
        });
    }

    @Test
    void resourcesLieWhereTheMetadataSays() {
        for (String resource : List.of(
                "org/apache/fontbox/cmap/Identity-H",
                "org/apache/pdfbox/resources/glyphlist/glyphlist.txt",
                "org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf",
                "org/apache/poi/schemas/ooxml/system/ooxml/index.xsb",
                "org/apache/poi/ss/formula/function/functionMetadata.txt",
                "org/apache/poi/xslf/usermodel/notesMaster.xml",
                "org/apache/xmlbeans/metadata/system/sXMLLANG/index.xsb",
                "org/commonmark/internal/util/entities.txt",
                "META-INF/services/org.apache.logging.log4j.spi.Provider")) {
            assertThat(getClass().getResource("/" + resource)).as(resource).isNotNull();
            assertThat(globs()).as(resource).anyMatch(glob -> glob.matches(resource));
        }
    }

    private record Glob(String pattern) {
        boolean matches(String name) {
            return name.matches(pattern.replace(".", "\\.").replace("**", "\u0000").replace("*", "[^/]*").replace("\u0000", ".*"));
        }
    }

    private List<Glob> globs() {
        return metadata.path("resources").valueStream().filter(resource -> resource.has("glob"))
                .map(resource -> new Glob(resource.path("glob").asText())).toList();
    }

    @Test
    void everyTypeOfOfficesSchemasIsFound() {
        List<String> names = OfficeSchemas.names(classPath());

        assertThat(names).hasSizeGreaterThan(2_000).contains(CTP.class.getName(), CTRegularTextRun.class.getName());
        List<String> made = names.stream().filter(name -> name.endsWith("CTPImpl") || name.endsWith("CTRegularTextRunImpl")).toList();
        assertThat(made).isNotEmpty().allSatisfy(name ->
                assertThatCode(() -> Class.forName(name).getConstructor(SchemaType.class)).doesNotThrowAnyException());
    }

    @Test
    void aBuildWithoutTheSchemasFails() {
        assertThatThrownBy(() -> OfficeSchemas.names(List.of(Path.of("other.jar")))).hasMessageContaining("poi-ooxml-lite");
    }

    @Test
    void theFeatureIsTheOneThatTheBuildIsTold() throws IOException {
        Properties properties = new Properties();
        try (InputStream in = getClass().getResourceAsStream(FOLDER + "native-image.properties")) {
            properties.load(in);
        }
        assertThat(properties.getProperty("Args")).contains("--features=" + OfficeSchemas.class.getName() + " ");
    }

    private static List<Path> classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(java.io.File.pathSeparator)).map(Path::of).toList();
    }

    private static Class<?>[] parameters(JsonNode method) {
        return method.path("parameterTypes").valueStream().map(JsonNode::asText).map(NativeMetadataTest::type).toArray(Class<?>[]::new);
    }

    private static Class<?> type(String name) {
        if (name.endsWith("[]")) {
            return type(name.substring(0, name.length() - 2)).arrayType();
        }
        Class<?> primitive = Class.forPrimitiveName(name);
        if (primitive != null) {
            return primitive;
        }
        try {
            return Class.forName(name, false, NativeMetadataTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode metadata() {
        try (InputStream in = NativeMetadataTest.class.getResourceAsStream(FOLDER + "reachability-metadata.json")) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
