package engram.ingest.pii;

import engram.domain.PermanentFailure;
import engram.domain.Reason;
import engram.domain.Workspace;
import engram.domain.pii.PiiKind;
import engram.domain.pii.PiiMatch;
import engram.domain.pii.PiiRules;
import engram.ingest.extract.document.Block;
import engram.ingest.extract.document.Extracted;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Looks for personal data and credentials in all that a document says, its title, headings and metadata included, and does
/// what its workspace's policy says.
public final class PiiGuard {

    /// Name of the metadata that tells what was found.
    public static final String TAG = "engram-pii";

    private static final char MASK = '*';

    private final PiiPolicies policies;
    private final PiiRules rules = PiiRules.all();

    public PiiGuard(PiiPolicies policies) {
        this.policies = policies;
    }

    /// Names all that it decides about documents of a workspace: part of the pipeline version. Empty where it does nothing.
    public String signature(Workspace workspace) {
        return signature(policies.of(workspace));
    }

    public static String signature(PiiPolicy policy) {
        return switch (policy) {
            case IGNORE -> "";
            case TAG -> "-pt" + PiiRules.VERSION;
            case REDACT -> "-pr" + PiiRules.VERSION;
            case REJECT -> "-px" + PiiRules.VERSION;
        };
    }

    /// @throws PermanentFailure PII_FOUND
    public Extracted apply(Workspace workspace, Extracted extracted) {
        return switch (policies.of(workspace)) {
            case IGNORE -> extracted;
            case TAG -> tagged(extracted, found(extracted));
            case REDACT -> redacted(extracted);
            case REJECT -> accepted(extracted, found(extracted));
        };
    }

    private Map<PiiKind, Integer> found(Extracted extracted) {
        Map<PiiKind, Integer> found = new EnumMap<>(PiiKind.class);
        count(extracted.text(), found);
        count(extracted.title(), found);
        extracted.metadata().values().forEach(values -> values.forEach(value -> count(value, found)));
        return found;
    }

    private void count(String text, Map<PiiKind, Integer> found) {
        rules.find(text).forEach(match -> found.merge(match.kind(), 1, Integer::sum));
    }

    private static Extracted tagged(Extracted extracted, Map<PiiKind, Integer> found) {
        if (found.isEmpty()) {
            return extracted;
        }
        Map<String, List<String>> metadata = new TreeMap<>(extracted.metadata());
        metadata.put(TAG, found.keySet().stream().map(PiiKind::name).toList());
        return extracted.withMetadata(metadata);
    }

    private static Extracted accepted(Extracted extracted, Map<PiiKind, Integer> found) {
        if (found.isEmpty()) {
            return extracted;
        }
        String kinds = found.entrySet().stream()
                .map(kind -> kind.getValue() + " " + kind.getKey())
                .collect(Collectors.joining(", "));
        throw new PermanentFailure(Reason.PII_FOUND, "found " + kinds + ", which this workspace does not take");
    }

    /// Character by character, so that offsets stay those of the document.
    private Extracted redacted(Extracted extracted) {
        Map<String, List<String>> metadata = new TreeMap<>();
        extracted.metadata().forEach((name, values) -> metadata.put(name, values.stream().map(this::masked).toList()));
        return new Extracted(
                masked(extracted.text()),
                masked(extracted.title()),
                extracted.contentType(),
                metadata,
                masked(extracted.blocks(), new HashMap<>()));
    }

    /// @param known headings that were looked at before: they come again with each block below them
    private List<Block> masked(List<Block> blocks, Map<String, String> known) {
        return blocks.stream()
                .map(block -> new Block(
                        block.kind(),
                        block.start(),
                        block.end(),
                        block.headingPath().stream().map(heading -> known.computeIfAbsent(heading, this::masked)).toList(),
                        masked(block.parts(), known)))
                .toList();
    }

    private String masked(String text) {
        List<PiiMatch> matches = rules.find(text);
        if (matches.isEmpty()) {
            return text;
        }
        StringBuilder masked = new StringBuilder(text);
        for (PiiMatch match : matches) {
            for (int at = match.start(); at < match.end(); at++) {
                if (!Character.isWhitespace(masked.charAt(at))) {
                    masked.setCharAt(at, MASK);
                }
            }
        }
        return masked.toString();
    }
}
