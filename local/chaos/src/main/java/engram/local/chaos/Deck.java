package engram.local.chaos;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SplittableRandom;

/// Deals every blow once before any of them twice, in an order that a seed decides.
final class Deck {

    private final SplittableRandom random;
    private final List<Blow> left = new ArrayList<>();

    Deck(SplittableRandom random) {
        this.random = random;
    }

    List<Blow> deal(int count) {
        List<Blow> dealt = new ArrayList<>();
        while (dealt.size() < count) {
            if (left.isEmpty()) {
                left.addAll(all());
            }
            dealt.add(left.remove(random.nextInt(left.size())));
        }
        return dealt;
    }

    private static Collection<Blow> all() {
        return List.of(Blow.values());
    }
}
