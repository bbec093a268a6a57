package engram.local.chaos.proxy;

import java.io.EOFException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/// Ends the connection after some bytes.
final class Ending extends FilterOutputStream {
    private int left;

    Ending(OutputStream out, int bytes) {
        super(out);
        this.left = bytes;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        int now = Math.min(left, length);
        out.write(bytes, from, now);
        left -= now;
        if (now < length) {
            out.flush();
            throw new EOFException("cut");
        }
    }
}
