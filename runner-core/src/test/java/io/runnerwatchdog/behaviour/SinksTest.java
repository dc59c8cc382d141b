package io.runnerwatchdog.behaviour;

import static io.runnerwatchdog.fixture.Sh.sh;
import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.Run;
import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.event.RunEvent;
import io.runnerwatchdog.fixture.NoResidue;
import io.runnerwatchdog.fixture.RecordingListener;
import io.runnerwatchdog.fixture.Sh;
import io.runnerwatchdog.run.OutputSink;
import io.runnerwatchdog.run.OutputSink.WhenFull;
import io.runnerwatchdog.run.RunResult;
import io.runnerwatchdog.run.Stream;
import io.runnerwatchdog.run.Termination;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Consumers of the host's that are slow, stuck or broken. */
@Tag("process")
@ExtendWith(NoResidue.class)
class SinksTest {
    private static final int EIGHT_MEGABYTES = 8 << 20;

    @TempDir
    private Path directory;

    private final RecordingListener listener = new RecordingListener();
    private final Watchdog watchdog = Watchdog.builder().listener(listener).build();
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void close() {
        release.countDown();
        watchdog.close();
    }

    @Test
    void aStuckSinkThatMayLoseDoesNotHoldUpTheChild() {
        Path done = directory.resolve("done");
        AtomicLong taken = new AtomicLong();
        Run run = watchdog.start(sh("head -c $2 /dev/zero; : > \"$1\"", done, EIGHT_MEGABYTES)
                .sink(OutputSink.bytes(Stream.STDOUT, chunk -> {
                    awaitRelease();
                    taken.addAndGet(chunk.remaining());
                })));

        Sh.awaitFile(done);
        release.countDown();

        RunResult result = Sh.end(run);
        assertThat(result.succeeded()).isTrue();
        assertThat(result.bytesLostToSinks()).isPositive();
        assertThat(taken.get() + result.bytesLostToSinks()).isEqualTo(EIGHT_MEGABYTES);
        assertThat(result.stdout().bytesSeen()).isEqualTo(EIGHT_MEGABYTES);
    }

    @Test
    void aStuckSinkThatMustNotLoseHoldsTheChildBackAndThatIsNoStall() throws InterruptedException {
        Path done = directory.resolve("done");
        AtomicLong taken = new AtomicLong();
        Run run = watchdog.start(sh("head -c $2 /dev/zero; : > \"$1\"", done, EIGHT_MEGABYTES)
                .idleTimeout(Duration.ofMillis(300))
                .sink(new OutputSink.OfBytes(Stream.STDOUT, WhenFull.WAIT, chunk -> {
                    awaitRelease();
                    taken.addAndGet(chunk.remaining());
                })));

        // Several idle limits long the child can print nothing, since we do not read.
        assertThat(run.await(Duration.ofMillis(1500))).isEmpty();
        assertThat(Files.exists(done)).isFalse();
        release.countDown();

        RunResult result = Sh.end(run);
        assertThat(result.termination()).isEqualTo(new Termination.Exited(0));
        assertThat(taken).hasValue(EIGHT_MEGABYTES);
        assertThat(result.bytesLostToSinks()).isZero();
    }

    @Test
    void aStuckSinkHoldsUpNoOtherRun() throws InterruptedException {
        // Sinks are called by the thread that reads for all; one that does not come back loses it the lead.
        CountDownLatch stuck = new CountDownLatch(1);
        Run held = watchdog.start(sh("echo one; exec sleep 1000").onStdoutLine(line -> {
            stuck.countDown();
            awaitRelease();
        }));
        stuck.await();
        List<String> lines = new CopyOnWriteArrayList<>();

        RunResult other = watchdog.run(sh("echo two; echo three").onStdoutLine(lines::add));

        assertThat(other.succeeded()).isTrue();
        assertThat(lines).containsExactly("two", "three");
        held.cancel();
        release.countDown();
        Sh.end(held);
    }

    @Test
    void whatCameWhileASinkWasStuckComesLaterInOrder() {
        Path done = directory.resolve("done");
        List<String> lines = new CopyOnWriteArrayList<>();
        Run run = watchdog.start(
                sh("echo 1; i=2; while [ $i -le 2000 ]; do echo $i; i=$((i + 1)); done; : > \"$1\"", done)
                        .onStdoutLine(line -> {
                            if (lines.isEmpty()) {
                                awaitRelease();
                            }
                            lines.add(line);
                        }));
        Sh.awaitFile(done);
        release.countDown();

        assertThat(Sh.end(run).succeeded()).isTrue();
        assertThat(lines)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 2000).mapToObj(String::valueOf).toList());
    }

    @Test
    void twentySinksStuckAtOnceHoldUpNobody() throws InterruptedException {
        CountDownLatch stuck = new CountDownLatch(20);
        List<Run> held = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            held.add(watchdog.start(sh("echo one; exec sleep 1000").onStdoutLine(line -> {
                stuck.countDown();
                awaitRelease();
            })));
        }
        stuck.await();

        RunResult other = watchdog.run(sh("echo two"));

        assertThat(other.stdout().text()).isEqualTo("two\n");
        held.forEach(Run::cancel);
        release.countDown();
        held.forEach(Sh::end);
    }

    @Test
    void aSinkThatNeverComesBackDoesNotHoldUpACancelledRun() {
        Run run = watchdog.start(sh("echo one; exec sleep 1000").onStdoutLine(line -> awaitRelease()));

        run.cancel();

        assertThat(Sh.end(run).termination()).isInstanceOf(Termination.Stopped.class);
    }

    @Test
    void aBrokenSinkEndsAloneAndIsToldOnce() throws InterruptedException {
        AtomicInteger calls = new AtomicInteger();
        List<String> healthy = new CopyOnWriteArrayList<>();
        RunResult result = watchdog.run(sh("for i in 1 2 3; do echo $i; sleep 0.02; done")
                .onStdoutLine(line -> {
                    calls.incrementAndGet();
                    throw new IllegalStateException("broken on purpose");
                })
                .onStdoutLine(healthy::add));

        assertThat(result.succeeded()).isTrue();
        assertThat(calls).hasValue(1);
        assertThat(healthy).containsExactly("1", "2", "3");
        watchdog.close();
        assertThat(listener.heard(RunEvent.ForeignFailed.class)).singleElement().satisfies(failed -> {
            assertThat(failed.part()).isEqualTo(RunEvent.ForeignFailed.Part.SINK);
            assertThat(failed.problem()).contains("broken on purpose");
        });
    }

    @Test
    void anErrorInASinkIsNoWorseThanAnException() throws InterruptedException {
        RunResult result = watchdog.run(sh("echo x").onStdoutLine(line -> {
            throw new StackOverflowError("on purpose");
        }));

        assertThat(result.succeeded()).isTrue();
    }

    private void awaitRelease() {
        try {
            release.await();
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }
}
