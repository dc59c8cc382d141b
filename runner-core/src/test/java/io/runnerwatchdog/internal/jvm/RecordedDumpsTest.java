package io.runnerwatchdog.internal.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.internal.jvm.JavaThread.How;
import io.runnerwatchdog.internal.jvm.ThreadDump.Deadlock;
import io.runnerwatchdog.internal.jvm.ThreadDump.Step;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dumps as JVMs write them. */
class RecordedDumpsTest {
    @ParameterizedTest
    @ValueSource(strings = {"monitors-17", "monitors-25"})
    void aDeadlockOfMonitorsIsACycle(String name) {
        ThreadDump dump = Dumps.parsed(name);
        JavaThread left = Dumps.thread(dump, "left hand");
        JavaThread right = Dumps.thread(dump, "right \"hand\"");

        assertThat(left.state()).isEqualTo("BLOCKED (on object monitor)");
        assertThat(left.waitsFor()).hasValueSatisfying(lock -> {
            assertThat(lock.how()).isEqualTo(How.MONITOR);
            assertThat(lock.className()).isEqualTo("java.lang.StringBuilder");
            assertThat(dump.ownerOf(lock)).contains(right);
        });
        assertThat(dump.ownerOf(right.waitsFor().orElseThrow())).contains(left);
        assertThat(dump.deadlocks()).singleElement().satisfies(deadlock -> {
            assertThat(deadlock.names()).containsExactly(left.name(), right.name());
            assertThat(deadlock.cycle())
                    .contains(new Step(
                            left.name(),
                            left.waitsFor().orElseThrow().address(),
                            "java.lang.StringBuilder",
                            right.name()));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"locks-17", "locks-25"})
    void aDeadlockOfLocksIsACycleAlthoughNoStackShowsWhoHoldsThem(String name) {
        ThreadDump dump = Dumps.parsed(name);
        JavaThread left = Dumps.thread(dump, "left hand");
        JavaThread right = Dumps.thread(dump, "right hand");

        assertThat(left.state()).isEqualTo("WAITING (parking)");
        assertThat(left.holds()).isEmpty();
        assertThat(left.waitsFor()).hasValueSatisfying(lock -> {
            assertThat(lock.how()).isEqualTo(How.PARKED);
            assertThat(lock.className()).isEqualTo("java.util.concurrent.locks.ReentrantLock$FairSync");
            assertThat(dump.ownerOf(lock)).contains(right);
        });
        assertThat(dump.ownerOf(right.waitsFor().orElseThrow())).contains(left);
        assertThat(dump.deadlocks())
                .singleElement()
                .extracting(Deadlock::names)
                .isEqualTo(List.of("left hand", "right hand"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"latch-17", "latch-25"})
    void aLatchIsWaitedForAndHasNoOwner(String name) {
        ThreadDump dump = Dumps.parsed(name);
        JavaThread main = Dumps.thread(dump, "main");

        assertThat(main.state()).isEqualTo("WAITING (parking)");
        assertThat(main.waitsFor()).hasValueSatisfying(lock -> {
            assertThat(lock.className()).isEqualTo("java.util.concurrent.CountDownLatch$Sync");
            assertThat(dump.ownerOf(lock)).isEmpty();
        });
        assertThat(dump.deadlocks()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sleep-17", "sleep-25"})
    void aSleeperSleeps(String name) {
        JavaThread main = Dumps.thread(Dumps.parsed(name), "main");

        assertThat(main.state()).isEqualTo("TIMED_WAITING (sleeping)");
        assertThat(main.waitsFor()).isEmpty();
        assertThat(main.frames().get(0)).startsWith("java.lang.Thread.sleep");
    }

    @ParameterizedTest
    @ValueSource(strings = {"child-17", "child-25"})
    void aChildIsWaitedFor(String name) {
        assertThat(Dumps.thread(Dumps.parsed(name), "main").frames())
                .anyMatch(frame -> frame.startsWith("java.lang.ProcessImpl.waitFor("));
    }

    @ParameterizedTest
    @ValueSource(strings = {"socket-17", "socket-25"})
    void aReaderOfASocketRunsAsFarAsTheJvmKnows(String name) {
        ThreadDump dump = Dumps.parsed(name);
        JavaThread main = Dumps.thread(dump, "main");

        assertThat(main.state()).isEqualTo("RUNNABLE");
        assertThat(main.frames().get(0)).startsWith("sun.nio.ch.SocketDispatcher.read0(");
        assertThat(main.holds()).isEmpty();
        assertThat(dump.threads().stream().filter(thread -> thread.name().startsWith("pool-1-thread-")))
                .hasSize(3)
                .allSatisfy(idle -> assertThat(idle.state()).isEqualTo("WAITING (parking)"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"wait-17", "wait-25"})
    void whoWaitsToBeNotifiedHoldsNothingAlthoughTheStackSaysLocked(String name) {
        ThreadDump dump = Dumps.parsed(name);
        JavaThread main = Dumps.thread(dump, "main");

        assertThat(Dumps.text(name))
                .contains("\t- locked <" + main.waitsFor().orElseThrow().address() + ">");
        assertThat(main.holds()).isEmpty();
        assertThat(main.waitsFor()).hasValueSatisfying(lock -> {
            assertThat(lock.how()).isEqualTo(How.WAITING_ON);
            assertThat(dump.ownerOf(lock)).isEmpty();
        });
    }

    @Test
    void aMountedVirtualThreadIsOneOfItsOwnOnTheThreadOfItsCarrier() {
        ThreadDump dump = Dumps.parsed("virtual-25");
        JavaThread mounted = Dumps.thread(dump, "virtual thread #25");
        JavaThread carrier = Dumps.thread(dump, "ForkJoinPool-1-worker-1");

        assertThat(mounted.frames().get(0)).startsWith("java.io.FileInputStream.readBytes(");
        assertThat(mounted.holds()).hasSize(1);
        assertThat(mounted.tid()).isEqualTo(carrier.tid()).isPresent();
        assertThat(carrier.frames().get(0)).startsWith("jdk.internal.vm.Continuation.run(");
        assertThat(carrier.holds()).isEmpty();
    }

    @Test
    void numbersOfThreadsAreHexadecimalOrNot() {
        assertThat(Dumps.text("latch-17")).contains("\"main\" #1 prio=5", "nid=0x");
        assertThat(Dumps.parsed("latch-17").threads())
                .allSatisfy(thread -> assertThat(Dumps.text("latch-17"))
                        .contains("nid=0x" + Long.toHexString(thread.tid().orElseThrow()) + " "));
        assertThat(Dumps.parsed("latch-25").threads())
                .allSatisfy(thread -> assertThat(Dumps.text("latch-25"))
                        .contains(
                                "[" + thread.tid().orElseThrow() + "] ",
                                "nid=" + thread.tid().getAsLong() + " "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"latch-17", "latch-25"})
    void threadsThatOnlyTheJvmKnowsAreLeftOut(String name) {
        assertThat(Dumps.text(name)).contains("\"VM Thread\"");
        assertThat(Dumps.parsed(name).threads())
                .extracting(JavaThread::name)
                .contains("main", "Reference Handler", "Signal Dispatcher")
                .doesNotContain("VM Thread", "GC Thread#0");
    }
}
