package io.runnerwatchdog.internal.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.internal.jvm.JavaThread.How;
import io.runnerwatchdog.internal.jvm.JavaThread.Lock;
import io.runnerwatchdog.internal.jvm.ThreadDump.Deadlock;
import io.runnerwatchdog.internal.jvm.ThreadDump.Step;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dumps as JVMs write them. */
class ThreadDumpParserTest {
    /** Not recorded: written after the source of 8, where numbers of threads are hexadecimal and headers shorter. */
    private static final String OF_8 = """
            2020-01-01 00:00:00
            Full thread dump OpenJDK 64-Bit Server VM (25.272-b10 mixed mode):

            "two" #9 prio=5 os_prio=0 tid=0x00007f2c0c0f5000 nid=0x1b0c waiting for monitor entry [0x00007f2bf5b5a000]
               java.lang.Thread.State: BLOCKED (on object monitor)
            \tat Main.lambda$main$1(Main.java:20)
            \t- waiting to lock <0x00000000d6f0a4c8> (a java.lang.Object)
            \t- locked <0x00000000d6f0a4d8> (a java.lang.Class for Main)
            \tat java.lang.Thread.run(Thread.java:748)

               Locked ownable synchronizers:
            \t- <0x00000000d6f0b000> (a java.util.concurrent.ThreadPoolExecutor$Worker)

            "one" #8 daemon prio=5 os_prio=0 tid=0x00007f2c0c0f3000 nid=0x1b0b waiting for monitor entry [0x00007f2bf5c5b000]
               java.lang.Thread.State: BLOCKED (on object monitor)
            \tat Main.lambda$main$0(Main.java:10)
            \t- waiting to lock <0x00000000d6f0a4d8> (a java.lang.Class for Main)
            \t- locked <0x00000000d6f0a4c8> (a java.lang.Object)

               Locked ownable synchronizers:
            \t- None

            "VM Thread" os_prio=0 tid=0x00007f2c0c06f000 nid=0x1b02 runnable

            JNI global references: 309


            Found one Java-level deadlock:
            =============================
            "two":
              waiting to lock monitor 0x00007f2bd4003828 (object 0x00000000d6f0a4c8, a java.lang.Object),
              which is held by "one"
            "one":
              waiting to lock monitor 0x00007f2bd4006168 (object 0x00000000d6f0a4d8, a java.lang.Class),
              in JNI, which is held by "two"

            Java stack information for the threads listed above:
            ===================================================
            "two":
            \tat Main.lambda$main$1(Main.java:20)
            \t- waiting to lock <0x00000000d6f0a4c8> (a java.lang.Object)

            Found 1 deadlock.
            """;

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

    @Test
    void aDumpOf8() {
        ThreadDump dump = ThreadDumpParser.parse(OF_8);

        assertThat(dump.threads()).extracting(JavaThread::name).containsExactly("two", "one");
        JavaThread two = dump.threads().get(0);
        assertThat(two.tid()).isEqualTo(OptionalLong.of(0x1b0c));
        assertThat(two.holds()).containsExactly("0x00000000d6f0a4d8", "0x00000000d6f0b000");
        assertThat(dump.threads().get(1).waitsFor())
                .contains(new Lock("0x00000000d6f0a4d8", "java.lang.Class for Main", How.MONITOR));
        assertThat(dump.ownerOf(new Lock("0x00000000d6f0b000", "", How.PARKED))).contains(two);
        assertThat(dump.deadlocks())
                .containsExactly(new Deadlock(List.of(
                        new Step("two", "0x00000000d6f0a4c8", "java.lang.Object", "one"),
                        new Step("one", "0x00000000d6f0a4d8", "java.lang.Class", "two"))));
    }

    @Test
    void twoDeadlocksAreTwo() {
        String section = OF_8.substring(OF_8.indexOf("Found one"), OF_8.indexOf("Found 1"));

        assertThat(ThreadDumpParser.parse(OF_8 + section + "Found 2 deadlocks.\n")
                        .deadlocks())
                .hasSize(2);
    }

    @Test
    void aHolderThatTheJvmDoesNotKnowHasNoName() {
        String dump =
                OF_8.replace("which is held by \"one\"", "which is held by UNKNOWN_owner_addr=0x00007f2c0c0f3000");

        assertThat(ThreadDumpParser.parse(dump)
                        .deadlocks()
                        .get(0)
                        .cycle()
                        .get(0)
                        .holder())
                .isEmpty();
    }

    @Test
    void whoComesBackFromWaitWaitsForTheMonitorAndDoesNotHoldIt() {
        ThreadDump dump = ThreadDumpParser.parse("""
                "late" #9 prio=5 nid=0x1b0c waiting for monitor entry [0x00007f2bf5b5a000]
                   java.lang.Thread.State: BLOCKED (on object monitor)
                \tat java.lang.Object.wait(Native Method)
                \t- waiting to re-lock in wait() <0x1> (a java.lang.Object)
                \tat Main.main(Main.java:3)
                \t- locked <0x1> (a java.lang.Object)
                """);

        assertThat(dump.threads().get(0).waitsFor()).contains(new Lock("0x1", "java.lang.Object", How.MONITOR));
        assertThat(dump.threads().get(0).holds()).isEmpty();
    }

    @Test
    void whatHasNoAddressIsNotWaitedFor() {
        ThreadDump dump = ThreadDumpParser.parse("""
                "x" #9 prio=5 nid=12 in Object.wait() [0x00007f2bf5b5a000]
                \t- waiting on <no object reference available>
                \t- eliminated <owner is scalar replaced> (a java.lang.Object)
                """);

        assertThat(dump.threads().get(0).waitsFor()).isEmpty();
        assertThat(dump.threads().get(0).holds()).isEmpty();
    }

    @Test
    @Timeout(20)
    void aDumpWithoutEndIsCut() {
        String header = "\"worker\" #9 prio=5 nid=12 runnable [0x00007f2bf5b5a000]\n";
        ThreadDump many = ThreadDumpParser.parse(header.repeat(ThreadDumpParser.MOST_THREADS + 1));
        assertThat(many.threads()).hasSize(ThreadDumpParser.MOST_THREADS);

        String held = "\t- locked <0x%x> (a java.lang.Object)\n";
        StringBuilder deep = new StringBuilder(header);
        for (int i = 0; i < 50_000; i++) {
            deep.append("\tat Main.main(Main.java)\n").append(held.formatted(i));
        }
        JavaThread thread = ThreadDumpParser.parse(deep.toString()).threads().get(0);
        assertThat(thread.frames()).hasSize(ThreadDumpParser.MOST_FRAMES);
        assertThat(thread.holds()).hasSize(ThreadDumpParser.MOST_HELD);

        String far = "\n".repeat(ThreadDumpParser.LONGEST) + header;
        assertThat(ThreadDumpParser.parse(far).threads()).isEmpty();
        String wide = "\"" + "x".repeat(2 * ThreadDumpParser.LONGEST) + header;
        assertThat(ThreadDumpParser.parse(wide).threads()).isEmpty();
    }

    /** Some seconds for four megabytes: the slowest machine that runs this needs less, quadratic time needs hours. */
    @Test
    void aLongTextTakesItsLengthOnly() {
        for (String line : List.of(
                "\"\" #1\n",
                "\"\":\n",
                "\t- locked <0x1> (a b)\n",
                "Found one Java-level deadlock:\n\"a\":\nwhich is held by \"b\"\n")) {
            String text = "\"x\" #1 nid=1\n" + line.repeat(ThreadDumpParser.LONGEST / line.length());

            assertThat(Duration.ofNanos(measured(text))).isLessThan(Duration.ofSeconds(5));
        }
    }

    private static long measured(String text) {
        long start = System.nanoTime();
        ThreadDumpParser.parse(text);
        return System.nanoTime() - start;
    }
}
