package engram.local.chaos.proxy;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;

/// Lets through some bytes at a time, until the fault ends.
final class Dripping extends FilterOutputStream {
    private static final int PER_SECOND = 20;

    private final Injection injection;
    private final int drop;

    Dripping(OutputStream out, Injection injection, int bytesPerSecond) {
        super(out);
        this.injection = injection;
        this.drop = Math.max(1, bytesPerSecond / PER_SECOND);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        for (int at = from; at < from + length; at += drop) {
            if (!injection.ended()) {
                pause();
            }
            out.write(bytes, at, Math.min(drop, from + length - at));
        }
    }

    private void pause() throws IOException {
        try {
            injection.pause(Duration.ofMillis(1000 / PER_SECOND));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the proxy is closed", e);
        }
    }
}
