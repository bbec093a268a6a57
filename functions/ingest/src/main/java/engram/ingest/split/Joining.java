package engram.ingest.split;

import engram.domain.TokenSpans;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Joins small neighbours again that cuts at stronger seams around them have left over: at the weakest seams first, so
/// that what is joined depends on the pieces nearby only.
final class Joining {

    /// Smaller pieces, in percent of what a chunk has room for, are joined with a neighbour if they fit.
    private static final int SMALL = 30;

    private final TokenSpans tokens;
    private final Seams seams;
    private final Limits limits;

    Joining(TokenSpans tokens, Seams seams, Limits limits) {
        this.tokens = tokens;
        this.seams = seams;
        this.limits = limits;
    }

    /// @param pieces in order, each beginning where the one before ends
    List<Cutter.Piece> join(List<Cutter.Piece> pieces) {
        int count = pieces.size();
        int[] ends = pieces.stream().mapToInt(Cutter.Piece::end).toArray();
        long[] ranks = pieces.stream().mapToLong(piece -> seams.rankAt(piece.start())).toArray();
        // The piece that another now belongs to; itself if it stands alone. Paths are short: they are halved on the way.
        int[] owners = IntStream.range(0, count).toArray();
        IntStream.range(1, count)
                .boxed()
                .sorted((a, b) -> Long.compareUnsigned(ranks[a], ranks[b]))
                .forEach(right -> {
                    int left = owner(owners, right - 1);
                    if (belong(pieces.get(left).start(), pieces.get(right).start(), ends[right], ranks[right])) {
                        owners[right] = left;
                        ends[left] = ends[right];
                    }
                });
        List<Cutter.Piece> joined = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (owners[i] == i) {
                joined.add(new Cutter.Piece(pieces.get(i).start(), ends[i]));
            }
        }
        return joined;
    }

    private boolean belong(int start, int middle, int end, long rank) {
        int smaller = Math.min(tokens.countBetween(start, middle), tokens.countBetween(middle, end));
        boolean heading = Seams.strengthOf(rank) >= Strength.heading(6);
        int small = heading ? Cutter.HEADING_MARGIN : limits.room(start) * SMALL / 100;
        return smaller < small && limits.fits(start, end);
    }

    private static int owner(int[] owners, int piece) {
        int at = piece;
        while (owners[at] != at) {
            owners[at] = owners[owners[at]];
            at = owners[at];
        }
        return at;
    }
}
