package engram.simulation;

import engram.domain.ObjectState;
import engram.domain.SourcePath;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What happens to objects, and what S3 tells of it.
final class Changes {

    private final World world;
    private final Surroundings all;
    private final Choices choices;
    private final List<SourcePath> paths = new ArrayList<>();
    private final Set<SourcePath> untold = new HashSet<>();
    private final int writes;
    private int made;

    /// Chooses where objects may be, and how often they change.
    Changes(World world, Surroundings all) {
        this.world = world;
        this.all = all;
        this.choices = world.choices();
        for (int i = choices.below(5); i >= 0; i--) {
            paths.add(new SourcePath((i % 2 == 0 ? "a/" : "b/") + "document-" + i + ".txt"));
        }
        paths.forEach(all.invariants()::watch);
        this.writes = 1 + choices.below(10);
    }

    /// Where objects may be.
    List<SourcePath> paths() {
        return paths;
    }

    /// Where something changed that S3 never told of.
    Set<SourcePath> untold() {
        return untold;
    }

    boolean isOver() {
        return made == writes;
    }

    /// Changes an object, if there is anything left to be changed.
    void next() {
        if (isOver()) {
            return;
        }
        made++;
        if (choices.below(20) == 0) {
            return;
        }
        SourcePath path = paths.get(choices.below(paths.size()));
        Optional<ObjectState> before = all.bucket().find(path);
        switch (before.isEmpty() ? 0 : choices.below(10)) {
            case 0, 1, 2, 3, 4 -> put(path, Texts.next(choices, text(path)), before.map(ObjectState::metadata).orElse(Map.of()));
            case 5 -> put(path, text(path), before.orElseThrow().metadata());
            case 6 -> put(path, text(path), Map.of("colour", "c" + choices.below(3)));
            case 7 -> rename(path);
            case 8 -> {
                world.note(() -> "the lifecycle deletes " + path + " with all its versions");
                all.bucket().expire(path);
                event(path);
            }
            default -> delete(path);
        }
    }

    private String text(SourcePath path) {
        return all.bucket().find(path)
                .flatMap(state -> all.bucket().read(path, state))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElse("");
    }

    private void put(SourcePath path, String text, Map<String, String> metadata) {
        world.note(() -> "put " + path + ": " + summary(text) + (metadata.isEmpty() ? "" : " " + metadata));
        all.bucket().put(path, text.getBytes(StandardCharsets.UTF_8), "text/plain", metadata);
        event(path);
    }

    private static List<String> summary(String text) {
        return text.lines().filter(line -> !line.isEmpty()).map(line -> line.split(" ")[0]).toList();
    }

    private void delete(SourcePath path) {
        world.note(() -> "delete " + path);
        all.bucket().delete(path);
        event(path);
    }

    private void rename(SourcePath path) {
        SourcePath other = paths.get(choices.below(paths.size()));
        String text = text(path);
        Map<String, String> metadata = all.bucket().find(path).orElseThrow().metadata();
        delete(path);
        put(other, text, metadata);
    }

    /// S3 tells of a change: once as a rule, sometimes twice, late, together with another, or never.
    private void event(SourcePath path) {
        all.invariants().changed(path);
        switch (choices.below(16)) {
            case 15 -> {
                world.note(() -> "the event is lost");
                untold.add(path);
            }
            case 14 -> {
                all.queue().send(Set.of(path), Duration.ofSeconds(choices.below(300)));
                untold.remove(path);
            }
            case 13 -> all.queue().send(List.of(path, path));
            case 12 -> all.queue().send(new LinkedHashSet<>(List.of(path, paths.get(choices.below(paths.size())))), Duration.ZERO);
            default -> all.queue().send(List.of(path));
        }
    }
}
