package engram.retention.rules;

import engram.domain.BucketListing.Listed;
import engram.domain.ObjectState;
import engram.domain.Workspace;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Which objects a rule is about: those for which all that is given holds; of a list, one is enough.
///
/// @param workspaces none: all
/// @param paths none: all
/// @param contentTypes as the uploader declared it, without parameters, in lower case; none: all
/// @param metadata entries that the object has, or has with that value; an empty value stands for any
/// @param modified how long ago the object was last written, at least
/// @param created how long ago it was made, at least: its metadata entry `created` if that is a moment (ISO 8601), but never
///     later than it was last written; else when that was
/// @param retrieved how long ago it was last among the answers, at least; if it never was, how long ago it was indexed first
/// @param larger at least so many bytes
/// @param smaller less than so many bytes
public record Match(
        List<Workspace> workspaces,
        List<Glob> paths,
        List<Glob> contentTypes,
        SortedMap<String, String> metadata,
        Optional<Duration> modified,
        Optional<Duration> created,
        Optional<Duration> retrieved,
        Optional<Long> larger,
        Optional<Long> smaller) {

    private static final String CREATED = "created";

    public Match {
        workspaces = List.copyOf(workspaces);
        paths = List.copyOf(paths);
        contentTypes = List.copyOf(contentTypes);
        metadata = new TreeMap<>(metadata);
    }

    /// Whether workspace, path and size fit.
    public boolean isInScope(Workspace workspace, Listed object) {
        return (workspaces.isEmpty() || workspaces.contains(workspace))
                && (paths.isEmpty() || paths.stream().anyMatch(path -> path.matches(object.path().key())))
                && larger.map(least -> object.size() >= least).orElse(true)
                && smaller.map(bound -> object.size() < bound).orElse(true);
    }

    /// Whether all holds that a listing tells.
    public boolean mayFit(Workspace workspace, Listed object, Instant now) {
        return isInScope(workspace, object)
                && modified.map(age -> isOld(object.lastModified(), age, now)).orElse(true);
    }

    /// Whether all holds that the object itself has to tell.
    public boolean fits(ObjectState state, Instant now) {
        return fitsType(state)
                && metadata.entrySet().stream().allMatch(wanted -> has(state.metadata(), wanted))
                && created.map(age -> isOld(creation(state), age, now)).orElse(true);
    }

    /// Whether nobody but listing and object has to be asked.
    public boolean isToldByBucket() {
        return retrieved.isEmpty();
    }

    /// Whether the object need not be asked.
    public boolean needsNoLook() {
        return contentTypes.isEmpty() && metadata.isEmpty() && created.isEmpty();
    }

    private boolean fitsType(ObjectState state) {
        String type = state.contentType().split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return contentTypes.isEmpty() || contentTypes.stream().anyMatch(wanted -> wanted.matches(type));
    }

    private static boolean has(Map<String, String> metadata, Map.Entry<String, String> wanted) {
        String value = metadata.get(wanted.getKey());
        return value != null && (wanted.getValue().isEmpty() || wanted.getValue().equals(value));
    }

    private static boolean isOld(Instant moment, Duration age, Instant now) {
        return !moment.plus(age).isAfter(now);
    }

    private static Instant creation(ObjectState state) {
        Instant written = state.lastModified();
        try {
            Instant told = Instant.parse(state.metadata().getOrDefault(CREATED, ""));
            return told.isBefore(written) ? told : written;
        } catch (DateTimeParseException _) {
            return written;
        }
    }
}
