package io.runnerwatchdog.fleet;

import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** The one session of all tests: two cores of this machine, no pages, all its files below {@code target}. */
final class LocalSpark implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(LocalSpark.class);

    /** Closed after the last test. */
    private record Started(SparkSession session) implements AutoCloseable {
        static Started now() {
            return new Started(SparkSession.builder()
                    .master("local[2]")
                    .appName("tests")
                    .config("spark.ui.enabled", false)
                    .config("spark.driver.host", "127.0.0.1")
                    .config("spark.driver.bindAddress", "127.0.0.1")
                    .config("spark.local.dir", "target/spark")
                    .config("spark.sql.warehouse.dir", "target/spark-warehouse")
                    // The one of Spark's serializers that takes less: what it takes, the other one does too.
                    .config("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
                    .getOrCreate());
        }

        @Override
        public void close() {
            session.stop();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == SparkSession.class;
    }

    @Override
    public SparkSession resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(Started.class, key -> Started.now(), Started.class)
                .session();
    }
}
