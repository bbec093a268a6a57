package engram.embedding;

import engram.domain.ModelVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Pattern;

/// What a model is and how it wants to be asked; read from `models/<name>.properties` beside this class.
///
/// @param name lower-case, part of directory and index names
/// @param revision counts changes of this description or of the code that carries it out
/// @param dimension floats of a vector
/// @param queryPrefix put before every question, `""` for none
/// @param passagePrefix put before every passage, `""` for none
/// @param maxTokens most tokens of a text, [CLS] and [SEP] included
public record ModelSpec(
        String name,
        int revision,
        int dimension,
        Pooling pooling,
        String queryPrefix,
        String passagePrefix,
        int maxTokens,
        ModelFile model,
        ModelFile tokenizer) {

    /// A file as its publisher names it, and the SHA-256 of its bytes in lower-case hex.
    public record ModelFile(String name, String sha256) {

        private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

        public ModelFile {
            if (!HEX.matcher(sha256).matches()) {
                throw new IllegalArgumentException("SHA-256 of " + name + " is not 64 hex digits: " + sha256);
            }
        }
    }

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{0,79}");

    /// [CLS] and [SEP], which stand around every text.
    static final int MARKS = 2;

    public ModelSpec {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a model's name matches " + NAME + ", got " + name);
        }
        if (dimension < 1 || maxTokens <= MARKS) {
            throw new IllegalArgumentException(
                    "model " + name + " has dimension " + dimension + " and reads " + maxTokens + " tokens");
        }
    }

    /// The model of that name.
    ///
    /// @throws IllegalArgumentException if there is none, or its description is incomplete
    public static ModelSpec named(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a model's name matches " + NAME + ", got " + name);
        }
        try (InputStream in = ModelSpec.class.getResourceAsStream("models/" + name + ".properties")) {
            if (in == null) {
                throw new IllegalArgumentException("no model is named " + name
                        + "; models are described in functions/embedding/src/main/resources/engram/embedding/models");
            }
            Properties properties = new Properties();
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            return of(properties);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ModelSpec of(Properties properties) {
        Fields fields = new Fields(properties);
        if (!fields.text("normalise").equals("true")) {
            throw new IllegalArgumentException("normalise must be true: vectors have length one here");
        }
        return new ModelSpec(
                fields.text("name"),
                fields.number("revision"),
                fields.number("dimension"),
                Pooling.valueOf(fields.text("pooling").toUpperCase(Locale.ROOT)),
                fields.text("query-prefix"),
                fields.text("passage-prefix"),
                fields.number("max-tokens"),
                new ModelFile(fields.text("model-file"), fields.text("model-sha256")),
                new ModelFile(fields.text("tokenizer-file"), fields.text("tokenizer-sha256")));
    }

    /// The name and eight hex digits of the SHA-256 over all that decides what vector a text gets.
    public ModelVersion modelVersion() {
        String identity = String.join(
                "\0",
                name,
                "" + revision,
                "" + dimension,
                pooling.name(),
                queryPrefix,
                passagePrefix,
                "" + maxTokens,
                model.sha256(),
                tokenizer.sha256());
        return new ModelVersion(
                name + "-" + Sha256.hex(identity.getBytes(StandardCharsets.UTF_8)).substring(0, 8));
    }

    private record Fields(Properties properties) {

        String text(String key) {
            String value = properties.getProperty(key);
            if (value == null) {
                throw new IllegalArgumentException("the model's description has no " + key);
            }
            return value;
        }

        int number(String key) {
            String value = text(key);
            try {
                return Integer.parseInt(value);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("the model's " + key + " is not a number: " + value, e);
            }
        }
    }
}
