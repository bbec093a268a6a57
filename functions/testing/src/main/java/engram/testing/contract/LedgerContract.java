package engram.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import engram.domain.retention.Ledger;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What every [Ledger] does.
public abstract class LedgerContract {

    private final String mine = UUID.randomUUID() + "/";

    protected abstract Ledger ledger();

    @Test
    void whatIsNotThereIsNotFound() {
        assertThat(ledger().read(mine + "a")).isEmpty();
        assertThat(ledger().keys(mine, Optional.empty(), 10)).isEmpty();
        ledger().remove(mine + "a");
    }

    @Test
    void whatIsThereIsNotCreatedAgain() {
        assertThat(ledger().create(mine + "a", bytes("one"))).isTrue();
        assertThat(ledger().create(mine + "a", bytes("two"))).isFalse();
        assertThat(ledger().read(mine + "a")).contains(bytes("one"));
    }

    @Test
    void whatIsWrittenReplacesWhatIsThere() {
        ledger().write(mine + "a", bytes("one"));
        ledger().write(mine + "a", bytes("two"));
        assertThat(ledger().read(mine + "a")).contains(bytes("two"));
    }

    @Test
    void whatIsRemovedIsGoneAndCanBeCreatedAgain() {
        ledger().create(mine + "a", bytes("one"));
        ledger().remove(mine + "a");
        assertThat(ledger().read(mine + "a")).isEmpty();
        assertThat(ledger().create(mine + "a", bytes("two"))).isTrue();
    }

    @Test
    void keysAreListedInOrderBehindTheLastOne() {
        for (String name : new String[] {"r/0003", "r/0001", "r/0002", "s/0001"}) {
            ledger().create(mine + name, bytes(name));
        }
        assertThat(ledger().keys(mine + "r/", Optional.empty(), 2)).containsExactly(mine + "r/0001", mine + "r/0002");
        assertThat(ledger().keys(mine + "r/", Optional.of(mine + "r/0002"), 2)).containsExactly(mine + "r/0003");
        assertThat(ledger().keys(mine + "r/", Optional.of(mine + "r/0003"), 2)).isEmpty();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
