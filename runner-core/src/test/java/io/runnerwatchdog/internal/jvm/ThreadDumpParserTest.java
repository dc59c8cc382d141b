package io.runnerwatchdog.internal.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.internal.jvm.JavaThread.How;
import io.runnerwatchdog.internal.jvm.JavaThread.Lock;
import io.runnerwatchdog.internal.jvm.ThreadDump.Deadlock;
import io.runnerwatchdog.internal.jvm.ThreadDump.Step;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Dumps written by hand, for what was not recorded. */
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
}
