package io.runnerwatchdog.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.runnerwatchdog.evidence.EvidenceArchive;
import io.runnerwatchdog.evidence.EvidenceReader;
import io.runnerwatchdog.evidence.Follower;
import io.runnerwatchdog.evidence.Rotation;
import io.runnerwatchdog.fixture.FakeTicker;
import io.runnerwatchdog.metrics.WatchdogMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceFeedTest {
    private static final Instant NOW = Instant.parse("2026-11-24T20:00:00Z");

    @TempDir
    private Path temporary;

    private Path directory;
    private final FakeTicker ticker = new FakeTicker(Long.MAX_VALUE - 5);
    private Served served;

    /** An endpoint without its web server. */
    private final class Served implements AutoCloseable {
        private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        private final WatchdogMetrics metrics = new WatchdogMetrics();
        private final EvidenceFeed feed = new EvidenceFeed(metrics, ticker);
        private final Follower follower = EvidenceReader.ofAll(directory).follow();

        Served() {
            metrics.bindTo(registry);
        }

        /** All counters of our runs, once everything there is has been read. */
        List<String> counters() {
            for (int idle = 0; idle < 3; ) {
                idle = feed.poll(follower) ? 0 : idle + 1;
            }
            return registry.scrape()
                    .lines()
                    .filter(line -> line.matches("spark_runner_(stalls|executions)_total\\{command_type=\"build\".*"))
                    .toList();
        }

        @Override
        public void close() throws IOException {
            follower.close();
            metrics.close();
            registry.close();
        }
    }

    @BeforeEach
    void serve() {
        directory = temporary.resolve("evidence");
        served = new Served();
    }

    @AfterEach
    void stop() throws IOException {
        served.close();
    }

    private void write(String... lines) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(
                directory.resolve("stall-events.jsonl"),
                String.join("", lines),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    private void rotate(Rotation rotation) throws IOException {
        assertThat(EvidenceArchive.in(directory).rotate(rotation, NOW)).isTrue();
    }

    private static String success(int count) {
        return "spark_runner_executions_total{command_type=\"build\",environment=\"ci\",status=\"success\"} " + count
                + ".0";
    }

    @Test
    void aRestartedOneShowsWhatTheFormerOneShowed() throws Exception {
        write(EvidenceLines.exit(1, 0), EvidenceLines.stall(2, "network"));
        rotate(Rotation.USUAL.compressing());
        write(EvidenceLines.exit(3, 0), EvidenceLines.exit(4, 1));
        List<String> early = served.counters();
        rotate(Rotation.USUAL);
        write(EvidenceLines.exit(5, 0), "{\"ts\":\"2026-11-", "\n", EvidenceLines.stall(6, "lock"));
        List<String> before = served.counters();

        served.close();
        served = new Served();

        assertThat(early).contains(success(2));
        assertThat(before).contains(success(3)).hasSizeGreaterThan(20);
        assertThat(served.counters()).isEqualTo(before);
        assertThat(served.feed.linesRead()).isEqualTo(6);
        assertThat(served.feed.linesTorn()).isEqualTo(1);
    }

    @Test
    void neitherRotationNorRemovalNorTruncationLosesOrDoublesALine() throws Exception {
        write(EvidenceLines.exit(1, 0));
        assertThat(served.counters()).contains(success(1));
        write(EvidenceLines.exit(2, 0));
        rotate(Rotation.USUAL.compressing());
        write(EvidenceLines.exit(3, 0));
        rotate(Rotation.USUAL);
        assertThat(served.counters()).contains(success(3));

        write(EvidenceLines.exit(4, 0));
        assertThat(served.counters()).contains(success(4));
        Files.writeString(directory.resolve("stall-events.jsonl"), "");
        assertThat(served.counters()).contains(success(4));
        write(EvidenceLines.exit(5, 0));
        assertThat(served.counters()).contains(success(5));

        Files.delete(directory.resolve("stall-events.jsonl"));
        assertThat(served.counters()).contains(success(5));
        write(EvidenceLines.exit(6, 0));
        assertThat(served.counters()).contains(success(6));
        assertThat(served.feed.trouble()).isEmpty();
    }

    @Test
    void halfALineIsCountedOnceAndWhenItIsWhole() throws Exception {
        String line = EvidenceLines.exit(1, 0);
        write(line.substring(0, 50));
        assertThat(served.counters()).isEmpty();
        write(line.substring(50));
        assertThat(served.counters()).contains(success(1));
        assertThat(served.feed.linesTorn()).isZero();
    }

    @Test
    void anEndThatIsTheFirstSeenOfARunIsItsStartToo() throws Exception {
        write(EvidenceLines.exit(1, 0), EvidenceLines.stall(2, "lock"));

        assertThat(served.counters())
                .contains(
                        "spark_runner_executions_total{command_type=\"build\",environment=\"ci\",status=\"started\"} 2.0");
        assertThat(served.registry.scrape())
                .contains("spark_runner_active{command_type=\"build\",environment=\"ci\"} 1.0");
    }

    @Test
    void withoutEvidenceItWaitsAndIsWell() throws Exception {
        assertThat(served.feed.hasCaughtUp()).isFalse();
        assertThat(served.feed.trouble())
                .hasValueSatisfying(why -> assertThat(why).contains("is being read: 0 lines"));

        assertThat(served.counters()).isEmpty();

        assertThat(served.feed.hasCaughtUp()).isTrue();
        assertThat(served.feed.trouble()).isEmpty();
        write(EvidenceLines.exit(1, 0));
        assertThat(served.counters()).contains(success(1));
    }

    @Test
    void nothingIsCompleteBeforeAllOfThePastIsRead() throws Exception {
        String[] lines = new String[2500];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = EvidenceLines.exit(i, 0);
        }
        write(lines);

        assertThat(served.feed.poll(served.follower)).isTrue();
        assertThat(served.feed.hasCaughtUp()).isFalse();
        assertThat(served.counters()).contains(success(2500));
        assertThat(served.feed.hasCaughtUp()).isTrue();
    }

    @Test
    void whatCannotBeReadAndWhatHangsIsTold() throws Exception {
        served.counters();
        Files.writeString(directory, "a file where the directory should be");
        served.feed.poll(served.follower);
        assertThat(served.feed.trouble())
                .hasValueSatisfying(why -> assertThat(why).startsWith("the evidence cannot be read: "));

        Files.delete(directory);
        served.feed.poll(served.follower);
        assertThat(served.feed.trouble()).isEmpty();

        ticker.advance(Duration.ofSeconds(14));
        assertThat(served.feed.trouble()).contains("the evidence was last looked at 14 s ago");
        served.feed.poll(served.follower);
        assertThat(served.feed.trouble()).isEmpty();
    }
}
