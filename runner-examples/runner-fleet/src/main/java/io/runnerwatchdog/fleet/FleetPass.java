package io.runnerwatchdog.fleet;

import io.runnerwatchdog.report.Period;
import io.runnerwatchdog.report.fleet.EvidenceFile;
import io.runnerwatchdog.report.fleet.EvidenceSelection;
import io.runnerwatchdog.report.fleet.FleetTally;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.LongAccumulator;
import scala.Function1;
import scala.Function2;
import scala.collection.Iterator;
import scala.reflect.ClassTag$;
import scala.runtime.BoxedUnit;

/** One way through the evidence of a fleet, on the executors of a session. */
final class FleetPass {
    private static final StructType HOSTS = new StructType()
            .add("host", DataTypes.StringType, false)
            .add("files", DataTypes.createArrayType(DataTypes.StringType, false), false);

    private final SparkSession spark;
    private final Period period;
    /** For the pages of Spark's own web server; where a task is tried again they count twice, unlike the tallies. */
    private final LongAccumulator linesRead;

    private final LongAccumulator unreadable;

    FleetPass(SparkSession spark, Period period) {
        this.spark = spark;
        this.period = period;
        linesRead = spark.sparkContext().longAccumulator("evidence lines read");
        unreadable = spark.sparkContext().longAccumulator("evidence lines unreadable");
    }

    /** All that is below these paths and matters. */
    FleetTally over(List<String> paths) throws IOException {
        FleetTally whole = new FleetTally(period);
        EvidenceListing listing =
                EvidenceListing.below(paths, spark.sparkContext().hadoopConfiguration());
        EvidenceSelection selection = listing.selection(whole);
        selection.tell(whole);
        List<HostFiles> hosts =
                selection.groups().stream().map(listing::weighed).toList();
        if (!hosts.isEmpty()) {
            mergeAll(tallies(hosts), whole);
        }
        return whole;
    }

    /** For each task the binary form of its tally. Nothing has been read yet. */
    Dataset<byte[]> tallies(List<HostFiles> hosts) {
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        List<Row[]> tasks = Shares.of(hosts, context.defaultParallelism()).stream()
                .map(FleetPass::rows)
                .toList();
        // A partition for each element: how hosts are shared out was decided above, and needs no exchange.
        JavaRDD<Row> rows = context.parallelize(tasks, tasks.size())
                .flatMap(task -> Arrays.asList(task).iterator());
        return spark.createDataFrame(rows, HOSTS)
                .mapPartitions(CountHosts.in(spark.sparkContext(), period, linesRead, unreadable), Encoders.BINARY());
    }

    /** Arrays, since these survive each serializer that Spark may be told to use. */
    private static Row[] rows(List<HostFiles> hosts) {
        return hosts.stream()
                .map(host -> RowFactory.create(host.group().host(), paths(host)))
                .toArray(Row[]::new);
    }

    private static String[] paths(HostFiles host) {
        return host.group().files().stream().map(EvidenceFile::path).toArray(String[]::new);
    }

    /**
     * Takes in each tally as its task ends. With a local iterator over them a task would only start when the one before it
     * had been taken in, and a collected list would hold all of them at once.
     */
    private void mergeAll(Dataset<byte[]> tallies, FleetTally whole) throws IOException {
        try {
            spark.sparkContext()
                    .runJob(
                            tallies.rdd(),
                            (Function1<Iterator<byte[]>, byte[]> & Serializable) Iterator::next,
                            (Function2<Object, byte[], BoxedUnit>) (task, bytes) -> merge(bytes, whole),
                            ClassTag$.MODULE$.apply(byte[].class));
        } catch (RuntimeException | Error ours) {
            throw ours;
        } catch (Exception scalas) {
            // Scala declares none of those that it throws.
            throw failure(scalas);
        }
    }

    private static IOException failure(Exception failed) {
        if (failed instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        return new IOException(Failures.describe(failed), failed);
    }

    private static BoxedUnit merge(byte[] bytes, FleetTally whole) {
        try {
            whole.merge(FleetTally.readFrom(new ByteArrayInputStream(bytes)));
            return BoxedUnit.UNIT;
        } catch (IOException notOurForm) {
            throw new UncheckedIOException(notOurForm);
        }
    }
}
