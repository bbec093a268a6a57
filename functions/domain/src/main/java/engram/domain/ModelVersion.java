package engram.domain;

import java.util.regex.Pattern;

/// Name of everything that decides what vector a text gets: model, revision, pooling, prefixes, tokenizer.
/// Lower-case letters, digits, "." and "-", so that it can be part of an index name.
public record ModelVersion(String value) {

    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9.-]{0,99}");

    public ModelVersion {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a model version matches " + FORM + ", got " + value);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
