package engram.simulation;

import engram.domain.CatalogDocument;
import engram.domain.ChunkIndex;
import engram.domain.DocumentId;
import engram.domain.Lease;
import engram.domain.Leases.Claim;
import engram.domain.Leases.Release;
import engram.domain.ObjectState;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What a call gave, in a few words.
final class Told {

    private Told() {}

    static String of(Object result) {
        return switch (result) {
            case Optional<?> found -> found.map(Told::of).orElse("nothing there");
            case byte[] bytes -> bytes.length + " bytes";
            case ObjectState object -> object.versionId().orElse("?") + ", " + object.size() + " bytes"
                    + (object.metadata().isEmpty() ? "" : ", " + object.metadata());
            case Claim.Claimed(Lease lease) -> of(lease);
            case Claim.Absorbed _ -> "absorbed: another holds it";
            case Release.HintsMoved(Lease lease) -> "kept, hints came: " + of(lease);
            case Release.Released _ -> "released";
            case Lease lease -> "%s with generation %d, ceiling %d, %d hints".formatted(
                    lease.dirty() ? "dirty" : "clean", lease.generation(), lease.ceiling(), lease.hints());
            case CatalogDocument document -> "%s of generation %d with %d chunks".formatted(
                    document.status(), document.generation(), document.chunks().size());
            case ChunkIndex.Outcome outcome -> outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT);
            case Map<?, ?> found -> found.isEmpty() ? "nothing known" : of(found);
            default -> result.toString();
        };
    }

    private static String of(Map<?, ?> found) {
        Map.Entry<?, ?> first = found.entrySet().iterator().next();
        return first.getKey() instanceof DocumentId ? of(first.getValue()) : found.size() + " known";
    }
}
