package io.runnerwatchdog.benchmarks.trial;

import com.fasterxml.jackson.core.JsonFactory;
import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.benchmarks.scenario.Statistics;
import io.runnerwatchdog.spi.RootCauseClassifier;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/**
 * What a host pays for its first run, over what {@link ProcessBuilder} costs it: time, classes, heap. And the same for hosts whose
 * classes are in an archive of the Java runtime, each kind in one of its own.
 */
final class FirstRun implements Trial {
    private static final double MEBIBYTE = 1 << 20;

    private final String classPath = classPath();
    private final int rounds;
    private final double mostMillis;
    private final double mostMebibytes;

    FirstRun(Scale scale) {
        rounds = scale.of(21, 1);
        mostMillis = scale.of(60.0, 10_000.0);
        mostMebibytes = scale.of(3.0, 100.0);
    }

    @Override
    public String id() {
        return "first-run";
    }

    @Override
    public String title() {
        return "the first run of a host, beside ProcessBuilder, each in " + rounds + " Java processes started anew";
    }

    @Override
    public Outcome run() throws IOException, InterruptedException {
        Pair plainly = pair(List.of(), List.of());
        double millis = plainly.more(Cost::millis);
        double kept = plainly.more(Cost::keptMebibytes);
        Outcome.Gathering gathering = new Outcome.Gathering()
                .millis("ProcessBuilder, ms", median(plainly.plain(), Cost::millis))
                .millis("Watchdog.run, ms", median(plainly.watched(), Cost::millis))
                .millis("more, ms", millis)
                .millis("more classes", plainly.more(Cost::classes))
                .millis("more heap, MiB", kept)
                .millis("more heap before a collection, MiB", plainly.more(Cost::usedMebibytes));
        if (canBeArchived()) {
            archived(gathering);
        }
        return gathering
                .require(millis <= mostMillis, "it takes more than " + mostMillis + " ms over ProcessBuilder")
                .require(kept <= mostMebibytes, "it takes more than " + mostMebibytes + " MiB over ProcessBuilder")
                .done();
    }

    /** What a watchdog needs and brings, and the host: each jar before it would be asked for each of its classes. */
    private static String classPath() {
        Stream<Class<?>> classifiers =
                ServiceLoader.load(RootCauseClassifier.class).stream().map(ServiceLoader.Provider::type);
        return Stream.concat(
                        Stream.of(Watchdog.class, LoggerFactory.class, JsonFactory.class, FirstRunHost.class),
                        classifiers)
                .map(type -> Path.of(type.getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .getPath())
                        .toString())
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** The runtime makes no archive of classes that lie in folders. */
    private boolean canBeArchived() {
        return Stream.of(classPath.split(File.pathSeparator)).allMatch(entry -> entry.endsWith(".jar"));
    }

    private void archived(Outcome.Gathering gathering) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("first-run");
        Path plain = directory.resolve(FirstRunHost.PLAIN + ".jsa");
        Path watched = directory.resolve(FirstRunHost.WATCHDOG + ".jsa");
        try {
            cost(FirstRunHost.PLAIN, List.of("-XX:ArchiveClassesAtExit=" + plain, "-Xlog:disable"));
            cost(FirstRunHost.WATCHDOG, List.of("-XX:ArchiveClassesAtExit=" + watched, "-Xlog:disable"));
            Pair pair = pair(List.of("-XX:SharedArchiveFile=" + plain), List.of("-XX:SharedArchiveFile=" + watched));
            gathering
                    .millis("ProcessBuilder with an archive, ms", median(pair.plain(), Cost::millis))
                    .millis("Watchdog.run with an archive, ms", median(pair.watched(), Cost::millis))
                    .millis("more with an archive, ms", pair.more(Cost::millis));
        } finally {
            Files.deleteIfExists(plain);
            Files.deleteIfExists(watched);
            Files.delete(directory);
        }
    }

    private Pair pair(List<String> plainOptions, List<String> watchedOptions) throws IOException, InterruptedException {
        Pair pair = new Pair(new ArrayList<>(), new ArrayList<>());
        for (int i = 0; i < rounds; i++) {
            // In turn: what the machine does meanwhile falls on both alike.
            pair.plain().add(cost(FirstRunHost.PLAIN, plainOptions));
            pair.watched().add(cost(FirstRunHost.WATCHDOG, watchedOptions));
        }
        return pair;
    }

    private Cost cost(String by, List<String> options) throws IOException, InterruptedException {
        try (ChildJvm host = ChildJvm.start(classPath, options, FirstRunHost.class, by)) {
            Cost cost = Cost.of(host.line());
            if (!host.end()) {
                throw new IOException("a host whose first run was " + by + " did not end as it should");
            }
            return cost;
        }
    }

    private static double median(List<Cost> costs, ToDoubleFunction<Cost> what) {
        return Statistics.median(costs.stream().mapToDouble(what).boxed().toList());
    }

    /** What the hosts of both kinds said. */
    private record Pair(List<Cost> plain, List<Cost> watched) {
        double more(ToDoubleFunction<Cost> what) {
            return median(watched, what) - median(plain, what);
        }
    }

    /** What one host says of its first run. */
    private record Cost(double millis, double classes, double usedMebibytes, double keptMebibytes) {
        static Cost of(String line) {
            String[] numbers = line.split(" ", 4);
            return new Cost(
                    Long.parseLong(numbers[0]) / 1e6,
                    Long.parseLong(numbers[1]),
                    Long.parseLong(numbers[2]) / MEBIBYTE,
                    Long.parseLong(numbers[3]) / MEBIBYTE);
        }
    }
}
