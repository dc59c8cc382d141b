package io.runnerwatchdog.benchmarks.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The figures of a day as DuckDB reckons them, through JDBC: a line each, name and value. */
final class DuckDb {
    private DuckDb() {}

    /** Reckons them of the evidence file that is named. */
    public static void main(String[] args) throws IOException, SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute(sql("load.sql").replace("EVIDENCE", args[0].replace("'", "''")));
            try (ResultSet figures = statement.executeQuery(sql("figures.sql"))) {
                while (figures.next()) {
                    System.out.println(figures.getString(1) + " " + figures.getLong(2));
                }
            }
        }
    }

    private static String sql(String name) throws IOException {
        try (InputStream in = DuckDb.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
