package io.runnerwatchdog.duckdb;

import io.runnerwatchdog.report.fleet.HostTally;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;

/**
 * A DuckDB in memory that reads lines and keeps none. One for each thread, with one thread of its own: hosts are read side by
 * side, and the lines of one host in their order. Not thread-safe.
 */
final class LineDatabase implements AutoCloseable {
    private static final String URL = "jdbc:duckdb:";

    /** It needs a few buffers, whatever the files; it has no folder to put more into, and fetches nothing from elsewhere. */
    private static final List<String> SETTINGS = List.of(
            "SET threads = 1",
            "SET memory_limit = '128MB'",
            "SET temp_directory = ''",
            "SET autoinstall_known_extensions = false",
            "SET autoload_known_extensions = false",
            "SET lock_configuration = true");

    private final Connection connection;
    private final String query;
    private final int mostHeld;

    private LineDatabase(Connection connection, String query, int mostHeld) {
        this.connection = connection;
        this.query = query;
        this.mostHeld = mostHeld;
    }

    /**
     * Opens one.
     *
     * @param mostHeld so long a file is held in memory until it has proved right; the lines of a longer one are handed over as they
     *     come
     * @throws IOException if the driver is missing, or does not work here; the message says what to do
     */
    static LineDatabase open(int mostHeld) throws IOException {
        return open(URL, mostHeld);
    }

    static LineDatabase open(String url, int mostHeld) throws IOException {
        Properties properties = new Properties();
        // Else a result is in memory as a whole.
        properties.setProperty("jdbc_stream_results", "true");
        try {
            Connection connection = DriverManager.getConnection(url, properties);
            try (Statement statement = connection.createStatement()) {
                for (String setting : SETTINGS) {
                    statement.execute(setting);
                }
            }
            return new LineDatabase(connection, Sql.named("lines.sql"), mostHeld);
        } catch (SQLException | LinkageError e) {
            throw new IOException(
                    "DuckDB cannot be used: put duckdb_jdbc.jar, for this system, on the class path beside"
                            + " runner-duckdb.jar (" + e.getMessage() + ")",
                    e);
        }
    }

    /**
     * Hands the lines of these files to a host, one file after the other, as long as they prove to be what stands there.
     *
     * @return how many files that were; nothing of the next one has been handed over
     * @throws CountedTooSoonException if lines were handed over of one that turned out not to be so
     */
    int read(FileRun run, HostTally<?> host) throws IOException {
        int read = 0;
        if (run.files().isEmpty()) {
            return read;
        }
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(run.query(query))) {
            for (; read < run.files().size(); read++) {
                hand(rows, run.proof(read), host);
            }
        } catch (SQLException | UnprovenException refused) {
            return read;
        }
        return read;
    }

    private void hand(ResultSet rows, FileProof proof, HostTally<?> host) throws IOException {
        try (ProvenLines lines = new ProvenLines(rows, proof)) {
            if (proof.length() <= mostHeld) {
                host.read(new ByteArrayInputStream(lines.readAllBytes()));
            } else {
                handAtOnce(lines, host);
            }
        }
    }

    private static void handAtOnce(ProvenLines lines, HostTally<?> host) throws IOException {
        try {
            host.read(lines);
        } catch (UnprovenException e) {
            throw new CountedTooSoonException(e);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IOException("DuckDB cannot be closed", e);
        }
    }
}
