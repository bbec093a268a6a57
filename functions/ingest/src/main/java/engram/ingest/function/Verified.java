package engram.ingest.function;

import engram.domain.SourcePath;
import engram.ingest.Verification.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What the function `verify` answers with.
///
/// @param documents that were made anew and compared
/// @param chunks of these
/// @param differences how many documents differ, by kind
/// @param examples all of these, by kind
/// @param again documents that change just now, or that there was no time for
/// @param leftToWalks how many have nothing to be compared with, see `fsck` without `--deep`
/// @param hints that were sent
public record Verified(
        long documents,
        long chunks,
        Map<String, Long> differences,
        Map<String, List<String>> examples,
        List<String> again,
        long leftToWalks,
        long hints) {

    static Verified of(List<Verdict> verdicts, boolean repair) {
        Map<String, List<String>> examples = new TreeMap<>();
        List<String> again = new ArrayList<>();
        long documents = 0;
        long chunks = 0;
        long left = 0;
        long differing = 0;
        for (Verdict verdict : verdicts) {
            switch (verdict) {
                case Verdict.Alike(SourcePath _, int count) -> {
                    documents++;
                    chunks += count;
                }
                case Verdict.Differs differs -> {
                    documents++;
                    differing++;
                    chunks += differs.chunks();
                    differs.how().forEach(how -> examples.computeIfAbsent(how.name(), _ -> new ArrayList<>()).add(differs.path().key()));
                }
                case Verdict.InFlight(SourcePath path) -> again.add(path.key());
                case Verdict.LeftToWalks _ -> left++;
            }
        }
        Map<String, Long> differences = new TreeMap<>();
        examples.forEach((kind, paths) -> differences.put(kind, (long) paths.size()));
        return new Verified(documents, chunks, differences, examples, again, left, repair ? differing : 0);
    }
}
