package io.runnerwatchdog.duckdb;

import io.runnerwatchdog.report.fleet.HostTally;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
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

    private LineDatabase(Connection connection, String query) {
        this.connection = connection;
        this.query = query;
    }

    /** @throws IOException if the driver is missing, or does not work here; the message says what to do */
    static LineDatabase open() throws IOException {
        return open(URL);
    }

    static LineDatabase open(String url) throws IOException {
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
            return new LineDatabase(connection, Sql.named("lines.sql"));
        } catch (SQLException | LinkageError e) {
            throw new IOException(
                    "DuckDB cannot be used: put duckdb_jdbc.jar, for this system, on the class path beside"
                            + " runner-duckdb.jar (" + e.getMessage() + ")",
                    e);
        }
    }

    /** Hands the lines of these files to a host, and nothing else, or fails. */
    void read(FileRun run, HostTally<?> host) throws IOException {
        List<FileProof> proofs = new ArrayList<>();
        for (Path file : run.files()) {
            proofs.add(run.compressed() ? FileProof.ofCompressed(file) : FileProof.ofPlain(file));
        }
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(run.query(query));
                ProvenLines lines = new ProvenLines(rows, proofs)) {
            host.read(lines);
        } catch (SQLException e) {
            throw new UnprovenException("DuckDB does not read all lines of " + run.files(), e);
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
