package engram.reconcile;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;

/// A list that is read page by page, one page in memory at a time; what comes next can be looked at before it is taken.
final class Pages<T> implements Iterator<T> {

    private final Function<Optional<T>, List<T>> next;
    private List<T> page = List.of();
    private int at;
    private Optional<T> last;
    private boolean ended;

    /// @param begin behind which the list begins; absent: at its first
    /// @param next the page behind that one; empty at the end
    Pages(Optional<T> begin, Function<Optional<T>, List<T>> next) {
        this.last = begin;
        this.next = next;
    }

    @Override
    public boolean hasNext() {
        if (at == page.size() && !ended) {
            page = next.apply(last);
            at = 0;
            ended = page.isEmpty();
            if (!ended) {
                last = Optional.of(page.getLast());
            }
        }
        return at < page.size();
    }

    /// What [#next] will give; empty at the end.
    Optional<T> peek() {
        return hasNext() ? Optional.of(page.get(at)) : Optional.empty();
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return page.get(at++);
    }
}
