package io.runnerwatchdog.duckdb;

import java.io.IOException;
import java.io.InputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Rows as lines, each with its end, held against the files that they are from. Not thread-safe. */
final class ProvenLines extends InputStream {
    private static final int FEW = 64 * 1024;

    private final ResultSet rows;
    private final Iterator<FileProof> proofs;
    private Optional<FileProof> proof = Optional.empty();
    private byte[] line = new byte[FEW];
    private int from;
    private int to;

    ProvenLines(ResultSet rows, List<FileProof> proofs) {
        this.rows = rows;
        this.proofs = proofs.iterator();
    }

    @Override
    public int read() throws IOException {
        return from < to || nextLine() ? line[from++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = 0;
        while (read < length && (from < to || nextLine())) {
            int part = Math.min(length - read, to - from);
            System.arraycopy(line, from, bytes, offset + read, part);
            from += part;
            read += part;
        }
        return read == 0 && length > 0 ? -1 : read;
    }

    private boolean nextLine() throws IOException {
        FileProof next = nextFile();
        try {
            if (!rows.next()) {
                if (!next.isComplete()) {
                    throw new UnprovenException("DuckDB does not read all lines of " + next.file());
                }
                return false;
            }
            keep(Optional.ofNullable(rows.getBytes(1)).orElse(new byte[0]));
        } catch (SQLException e) {
            throw new UnprovenException("DuckDB does not read all lines of " + next.file(), e);
        }
        next.add(line, from, to);
        return true;
    }

    /** The file that the next line is from; the last one, and complete, where there is none any more. */
    private FileProof nextFile() throws UnprovenException {
        while (proof.isEmpty() || proof.get().isComplete() && proofs.hasNext()) {
            proof = Optional.of(proofs.next());
        }
        return proof.get();
    }

    private void keep(byte[] bytes) {
        if (bytes.length >= line.length) {
            line = new byte[2 * bytes.length];
        }
        System.arraycopy(bytes, 0, line, 0, bytes.length);
        line[bytes.length] = '\n';
        from = 0;
        to = bytes.length + 1;
    }
}
