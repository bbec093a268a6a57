package engram.local.system.parts;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class FreePortsTest {

    @Test
    void noneIsOneThatAnOutgoingConnectionMayGet() {
        for (int i = 0; i < 100; i++) {
            assertThat(FreePorts.any()).isBetween(20_000, 32_767);
        }
    }

    @Test
    void theOneWishedForIsHeldWhileItIsFree() throws Exception {
        int wished = FreePorts.any();

        try (ServerSocket first = FreePorts.hold(wished); ServerSocket second = FreePorts.hold(wished)) {
            assertThat(first.getLocalPort()).isEqualTo(wished);
            assertThat(second.getLocalPort()).isBetween(20_000, 32_767).isNotEqualTo(wished);
        }
    }

    @Test
    void aNumberThatIsNoPortIsNotWishedFor() throws Exception {
        try (ServerSocket socket = FreePorts.hold(70_000)) {
            assertThat(socket.getLocalPort()).isBetween(20_000, 32_767);
        }
    }
}
