package io.runnerwatchdog.fleet;

import io.runnerwatchdog.report.Period;
import io.runnerwatchdog.report.fleet.EvidenceFile;
import io.runnerwatchdog.report.fleet.FleetTally;
import io.runnerwatchdog.report.fleet.HostTally;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.util.LongAccumulator;
import org.apache.spark.util.SerializableConfiguration;
import scala.reflect.ClassTag$;

/** What a task does: reads its hosts, one after the other, and hands on the binary form of one tally of all of them. */
final class CountHosts implements MapPartitionsFunction<Row, byte[]> {
    private static final long serialVersionUID = 1;

    /** As text, since a period is not made for Java's serialization. */
    private final String from;

    private final String to;
    private final String zone;
    private final Broadcast<SerializableConfiguration> hadoop;
    private final LongAccumulator linesRead;
    private final LongAccumulator unreadable;

    private CountHosts(
            Period period,
            Broadcast<SerializableConfiguration> hadoop,
            LongAccumulator linesRead,
            LongAccumulator unreadable) {
        from = period.from().toString();
        to = period.to().toString();
        zone = period.zone().getId();
        this.hadoop = hadoop;
        this.linesRead = linesRead;
        this.unreadable = unreadable;
    }

    static CountHosts in(SparkContext spark, Period period, LongAccumulator linesRead, LongAccumulator unreadable) {
        return new CountHosts(
                period,
                spark.broadcast(
                        new SerializableConfiguration(spark.hadoopConfiguration()),
                        ClassTag$.MODULE$.apply(SerializableConfiguration.class)),
                linesRead,
                unreadable);
    }

    @Override
    public Iterator<byte[]> call(Iterator<Row> hosts) throws IOException {
        FleetTally tally = new FleetTally(new Period(Instant.parse(from), Instant.parse(to), ZoneId.of(zone)));
        while (hosts.hasNext()) {
            Row host = hosts.next();
            read(host.getList(1), new HostTally<>(host.getString(0), new TaskTally(tally, unreadable), linesRead::add));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        tally.writeTo(bytes);
        return List.of(bytes.toByteArray()).iterator();
    }

    private void read(List<String> files, HostTally<TaskTally> host) throws IOException {
        for (String path : files) {
            try (InputStream in = open(new Path(path))) {
                host.read(EvidenceFile.of(path).orElseThrow(), in);
            } catch (IOException | FSError failed) {
                throw new IOException(path + " cannot be read: " + failed.getMessage(), failed);
            }
        }
    }

    /**
     * Of a local disk as it is. Hadoop would look for a hidden file of check sums beside each; where there is one, it is older
     * than the lines that were appended since.
     */
    private InputStream open(Path path) throws IOException {
        FileSystem files = path.getFileSystem(hadoop.value().value());
        return files instanceof LocalFileSystem local ? local.getRawFileSystem().open(path) : files.open(path);
    }
}
