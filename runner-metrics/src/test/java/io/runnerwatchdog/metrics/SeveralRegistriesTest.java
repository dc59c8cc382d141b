package io.runnerwatchdog.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.run.StallKind;
import io.runnerwatchdog.run.StopReason;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Registries side by side: each counts all, and none suffers from another. */
class SeveralRegistriesTest {
    /** Throws where counters are made, or where one is taken out, once it is told to. */
    private static final class FailingRegistry extends SimpleMeterRegistry {
        private boolean failsToMake;
        private boolean failsToRemove;

        @Override
        protected Counter newCounter(Meter.Id id) {
            if (failsToMake) {
                throw new IllegalStateException("no more counters");
            }
            return super.newCounter(id);
        }

        @Override
        public Meter remove(Meter meter) {
            if (failsToRemove && meter instanceof Counter) {
                throw new IllegalStateException("it stays");
            }
            return super.remove(meter);
        }
    }

    private final FailingRegistry failing = new FailingRegistry();
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final WatchdogMetrics metrics = new WatchdogMetrics();

    @AfterEach
    void close() {
        metrics.close();
    }

    @Test
    void severalRegistriesCountTheSameAndOneTwiceCountsOnce() {
        MeterRegistry second = new SimpleMeterRegistry();
        metrics.bindTo(registry);
        metrics.bindTo(registry);
        metrics.bindTo(second);
        aStall(1);

        assertThat(List.of(registry, second)).allSatisfy(SeveralRegistriesTest::assertOneStall);
    }

    @Test
    void oneThatFailsHarmsNeitherTheOthersNorTheRun() {
        metrics.bindTo(failing);
        metrics.bindTo(registry);
        failing.failsToMake = true;

        aStall(1);

        assertOneStall(registry);
        assertThat(failing.find("spark.runner.stalls")
                        .tag("command_type", "build")
                        .counters())
                .isEmpty();
        assertThat(failing.get("spark.runner.kill.duration").timer().count())
                .as("what does not fail is counted")
                .isOne();
    }

    @Test
    void oneThatIsWellAgainCountsAgain() {
        metrics.bindTo(failing);
        failing.failsToMake = true;
        aStall(1);
        failing.failsToMake = false;

        aStall(2);

        assertOneStall(failing);
    }

    @Test
    void oneThatKeepsFailingIsLoggedOnce() {
        ListAppender<ILoggingEvent> logged = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger(GuardedRegistry.class);
        logger.addAppender(logged);
        logged.start();
        try {
            metrics.bindTo(failing);
            failing.failsToMake = true;
            aStall(1);
            aStall(2);
        } finally {
            logger.detachAppender(logged);
        }

        assertThat(logged.list)
                .singleElement()
                .satisfies(line -> assertThat(line.getFormattedMessage()).contains(FailingRegistry.class.getName()));
    }

    @Test
    void whoBindsOneThatFailsIsToldAndNothingIsLeftInIt() {
        failing.failsToMake = true;

        assertThatThrownBy(() -> metrics.bindTo(failing)).hasMessage("no more counters");
        metrics.bindTo(registry);
        aStall(1);

        assertThat(failing.getMeters()).isEmpty();
        assertOneStall(registry);
    }

    @Test
    void oneThatKeepsItsMetersDoesNotKeepThoseOfOthers() {
        metrics.bindTo(failing);
        metrics.bindTo(registry);
        aStall(1);
        failing.failsToRemove = true;

        metrics.close();

        assertThat(registry.getMeters()).isEmpty();
        assertThat(failing.getMeters()).isNotEmpty().allMatch(Counter.class::isInstance);
    }

    private void aStall(int number) {
        Happenings run = Happenings.of(number, "build", "ci");
        metrics.onEvent(run.started());
        metrics.onEvent(run.stalled(StallKind.IDLE, RootCause.NETWORK, Duration.ofMillis(40)));
        metrics.onEvent(run.stopped(StopReason.IDLE_TIMEOUT, Duration.ofSeconds(13), Duration.ofMillis(250), 0));
    }

    private static void assertOneStall(MeterRegistry registry) {
        assertThat(registry.get("spark.runner.stalls")
                        .tags("command_type", "build", "root_cause", "network", "timeout_type", "idle")
                        .counter()
                        .count())
                .isOne();
        assertThat(registry.get("spark.runner.executions")
                        .tags("command_type", "build", "status", "killed")
                        .counter()
                        .count())
                .isOne();
        assertThat(registry.get("spark.runner.active")
                        .tag("command_type", "build")
                        .gauge()
                        .value())
                .isZero();
    }
}
