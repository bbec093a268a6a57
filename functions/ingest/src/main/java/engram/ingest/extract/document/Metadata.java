package engram.ingest.extract.document;

import engram.ingest.extract.bounds.ExtractionSettings;
import engram.ingest.extract.characters.Texts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Gathers metadata within the bounds. What does not fit is left out of the metadata; the document's text keeps it.
public final class Metadata {

    private final ExtractionSettings settings;
    private final Map<String, List<String>> values = new LinkedHashMap<>();
    private int length;

    public Metadata(ExtractionSettings settings) {
        this.settings = settings;
    }

    public Metadata add(String name, String value) {
        String key = name.strip().toLowerCase(Locale.ROOT);
        String stripped = Texts.clean(value.strip());
        if (!fits(key) || !fits(stripped) || !values.containsKey(key) && values.size() == settings.maxNames()) {
            return this;
        }
        int more = stripped.length() + (values.containsKey(key) ? 0 : key.length());
        List<String> known = values.getOrDefault(key, List.of());
        if (known.size() < settings.maxValues() && !known.contains(stripped) && length + more <= settings.maxMetadata()) {
            values.computeIfAbsent(key, unused -> new ArrayList<>()).add(stripped);
            length += more;
        }
        return this;
    }

    public Metadata addEach(Map<String, String> more) {
        more.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> add(entry.getKey(), entry.getValue()));
        return this;
    }

    public Metadata addAll(Map<String, List<String>> more) {
        more.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> entry.getValue().forEach(value -> add(entry.getKey(), value)));
        return this;
    }

    public Map<String, List<String>> values() {
        return values;
    }

    private boolean fits(String text) {
        return !text.isEmpty() && text.length() <= settings.maxValue();
    }
}
