package io.runnerwatchdog.duckdb;

import java.io.IOException;
import java.io.InputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Rows as the lines of one file, each with its end, held against that file. Fails where they differ. Not thread-safe. */
final class ProvenLines extends InputStream {
    private static final int FEW = 64 * 1024;

    private final ResultSet rows;
    private final FileProof proof;
    private byte[] line = new byte[FEW];
    private int from;
    private int to;

    /** @param rows at the last line of the file before */
    ProvenLines(ResultSet rows, FileProof proof) {
        this.rows = rows;
        this.proof = proof;
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
        if (proof.isComplete()) {
            return false;
        }
        try {
            if (!rows.next()) {
                throw new UnprovenException("DuckDB does not read all lines of " + proof.file());
            }
            keep(Optional.ofNullable(rows.getBytes(1)).orElse(new byte[0]));
        } catch (SQLException e) {
            throw new UnprovenException("DuckDB does not read all lines of " + proof.file(), e);
        }
        proof.add(line, to);
        return true;
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
