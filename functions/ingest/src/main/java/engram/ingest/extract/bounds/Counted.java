package engram.ingest.extract.bounds;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Counts what is read as unpacked.
public class Counted extends FilterInputStream {

    private final Inflation inflation;

    public Counted(InputStream in, Inflation inflation) {
        super(in);
        this.inflation = inflation;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        inflation.count(read < 0 ? 0 : 1);
        return read;
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
        int read = super.read(buffer, from, length);
        inflation.count(Math.max(0, read));
        return read;
    }
}
