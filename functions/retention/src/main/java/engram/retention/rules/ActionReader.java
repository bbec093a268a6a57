package engram.retention.rules;

import engram.domain.Archive;
import engram.domain.pii.PiiKind;
import engram.domain.retention.Destination;
import engram.retention.rules.RulesReader.Buckets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Reads what a rule does.
final class ActionReader {

    private static final String ACTIONS = "delete, archive, redact or anonymise";
    private static final int MOST_NAMES = 100;
    private static final Set<String> STORAGE_CLASSES = Set.of(
            "STANDARD", "STANDARD_IA", "ONEZONE_IA", "INTELLIGENT_TIERING", "GLACIER_IR", "GLACIER", "DEEP_ARCHIVE");

    private final Buckets buckets;

    ActionReader(Buckets buckets) {
        this.buckets = buckets;
    }

    /// The action; of no use if a problem was found.
    Action action(Section rule) {
        String name = rule.value("action", ActionReader::action, ACTIONS).orElse("");
        if (!rule.has("action")) {
            rule.wrong("a rule has an action: " + ACTIONS);
        }
        boolean all = rule.value("versions", ActionReader::versions, "all or current").orElse(false);
        if (rule.has("versions") && name.equals("archive")) {
            rule.wrongAt("versions", "archive takes no versions: older ones stay");
        }
        Set<PiiKind> kinds = kinds(rule, name);
        Optional<Section> to = rule.section("to");
        if (to.isPresent() != name.equals("archive")) {
            rule.wrongAt("to", "archive, and nothing else, says where to: {bucket: NAME, prefix: FOLDER/, storageClass: CLASS}, one of them at least");
        }
        Set<String> kept = new TreeSet<>(rule.values("keepMetadata", MOST_NAMES, ActionReader::metadata, "a name of metadata"));
        if (rule.has("keepMetadata") && !name.equals("anonymise")) {
            rule.wrongAt("keepMetadata", "only anonymise takes keepMetadata");
        }
        return switch (name) {
            case "redact" -> new Action.Redact(kinds, all);
            case "anonymise" -> new Action.Anonymise(new Action.Redact(kinds, all), kept);
            default -> to.flatMap(this::destination).<Action>map(Action.Archive::new).orElse(new Action.Delete(all));
        };
    }

    private static Optional<String> action(String text) {
        return Set.of("delete", "archive", "redact", "anonymise").contains(text) ? Optional.of(text) : Optional.empty();
    }

    /// All of them, unless the rule names some.
    private static Set<PiiKind> kinds(Section rule, String action) {
        if (rule.has("kinds") && !action.equals("redact") && !action.equals("anonymise")) {
            rule.wrongAt("kinds", "only redact and anonymise take kinds");
        }
        List<PiiKind> kinds = rule.values("kinds", PiiKind.values().length, ActionReader::kind,
                "one of " + Arrays.stream(PiiKind.values()).map(ActionReader::name).toList());
        return kinds.isEmpty() ? Set.of(PiiKind.values()) : Set.copyOf(new TreeSet<>(kinds));
    }

    private static Optional<PiiKind> kind(String text) {
        return Arrays.stream(PiiKind.values()).filter(kind -> name(kind).equals(text)).findFirst();
    }

    private static String name(PiiKind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// S3 knows them in lower case only.
    private static Optional<String> metadata(String name) {
        return name.isBlank() ? Optional.empty() : Optional.of(name.toLowerCase(Locale.ROOT));
    }

    private static Optional<Boolean> versions(String text) {
        return switch (text) {
            case "all" -> Optional.of(true);
            case "current" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    /// In the documents' own bucket, unless it names another.
    private Optional<Destination> destination(Section to) {
        Optional<String> bucket = to.value("bucket", ActionReader::bucket, "the name of a bucket");
        Optional<String> prefix = to.value("prefix", ActionReader::prefix, "a folder that ends with \"/\"");
        Optional<String> storageClass = to.value("storageClass", ActionReader::storageClass, "one of " + STORAGE_CLASSES);
        if (!to.has("bucket") && !to.has("prefix") && !to.has("storageClass")) {
            to.wrong("an archive has a bucket, a prefix or a storage class");
        }
        bucket.filter(buckets.documents()::equals).ifPresent(name -> to.wrongAt("bucket",
                name + " holds the documents: leave the bucket out, and they are archived below " + Archive.FOLDER + ", where nothing is indexed"));
        bucket.filter(name -> buckets.own().filter(name::equals).isPresent()).ifPresent(name -> to.wrongAt("bucket",
                name + " is retention's own: an archive is in another bucket"));
        to.end();
        String folder = bucket.isPresent() ? "" : Archive.FOLDER;
        return Optional.of(new Destination(
                bucket.orElse(buckets.documents()), folder + prefix.orElse(""), storageClass.orElse(Destination.STANDARD)));
    }

    private static Optional<String> bucket(String text) {
        return text.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]") ? Optional.of(text) : Optional.empty();
    }

    private static Optional<String> prefix(String text) {
        return text.endsWith("/") && text.length() <= 512 ? Optional.of(text) : Optional.empty();
    }

    private static Optional<String> storageClass(String text) {
        return STORAGE_CLASSES.contains(text) ? Optional.of(text) : Optional.empty();
    }
}
