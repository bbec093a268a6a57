package engram.storage.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import engram.domain.TransientFailure;
import engram.domain.retention.Ledger;
import engram.testing.contract.LedgerContract;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class S3LedgerTest extends LedgerContract {

    private static final String BUCKET = TestBuckets.made("engram-ledger");

    @Override
    protected Ledger ledger() {
        return new S3Ledger(TestBuckets.CLIENT, BUCKET, TestBuckets.circuit());
    }

    @Test
    void aMissingBucketIsTroubleAndNotAMissingReceipt() {
        Ledger missing = new S3Ledger(TestBuckets.CLIENT, "no-such-bucket", TestBuckets.circuit());

        assertThatThrownBy(() -> missing.read("retention.yaml"))
                .isInstanceOf(TransientFailure.class)
                .hasMessageContaining("set ENGRAM_LEDGER_BUCKET");
        assertThatThrownBy(() -> missing.create("receipts/1", new byte[0]))
                .isInstanceOf(TransientFailure.class)
                .hasMessageContaining("set ENGRAM_LEDGER_BUCKET");
    }

    @Test
    void theDocumentsBucketIsNoPlaceForReceipts() {
        assertThat(Wiring.bucket(() -> Optional.of("ledger"), "engram")).isEqualTo("ledger");
        assertThatIllegalStateException()
                .isThrownBy(() -> Wiring.bucket(() -> Optional.of("engram"), "engram"))
                .withMessageContaining("is indexed");
        assertThatIllegalStateException()
                .isThrownBy(() -> Wiring.bucket(Optional::empty, "engram"))
                .withMessageContaining("ENGRAM_LEDGER_BUCKET");
    }
}
