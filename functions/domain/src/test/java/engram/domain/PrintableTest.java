package engram.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {

    @Test
    void aNameStaysOnItsLine() {
        assertThat(Printable.of("team/ä b+c.md")).isEqualTo("team/ä b+c.md");
        assertThat(Printable.of("x\n{\"audit\":\"y\"}\r\t\u001b[2J\u2028z"))
                .isEqualTo("x\\u000a{\"audit\":\"y\"}\\u000d\\u0009\\u001b[2J\\u2028z");
    }

    @Test
    void aTraceHasKindsAndPlacesAndNoMessages() {
        Throwable failure = new IllegalStateException("text of a document", new NumberFormatException("more of it"));

        assertThat(Printable.trace(failure))
                .startsWith("java.lang.IllegalStateException at engram.domain.PrintableTest.")
                .contains(", caused by java.lang.NumberFormatException at ")
                .doesNotContain("text of a document", "more of it", "\n");
    }
}
