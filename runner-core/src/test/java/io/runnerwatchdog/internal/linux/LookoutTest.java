package io.runnerwatchdog.internal.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.observe.Interlude;
import io.runnerwatchdog.observe.Interlude.Attempt;
import io.runnerwatchdog.observe.Wait;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is met in passing: short children, and sleepers that wake for a moment. */
class LookoutTest {
    private static final long SHELL = 4_200_010;
    private static final long SLEEPER = 4_200_011;
    private static final long CHILD = 4_200_020;
    private static final long GRANDCHILD = 4_200_021;
    private static final String CONNECTS = "42 0x3 0x7f00 0x10 0x0 0x0 0x0 0x7ffd 0x7f00";
    private static final String HEAD = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt\n";
    private static final String CONNECTING = HEAD
            + "   0: 0200000A:9C40 0100000A:01BB 02 00000001:00000000 01:00000000 00000000     0        0 7 1 0 20 4 30 10"
            + " -1\n";

    @TempDir
    private Path directory;

    private WrittenProc proc;

    @BeforeEach
    void aShellAndASleepingTool() {
        proc = new WrittenProc(directory)
                .member(SHELL, 1, "sh", WrittenProc.WAITS)
                .member(SLEEPER, SHELL, "tool", WrittenProc.SLEEPS)
                .children(SHELL, SLEEPER + " ")
                .scheduled(SLEEPER, 0, 0, 5);
    }

    @Test
    void onlyWhoSleepsOrWaitsForChildrenIsWorthWatching() {
        assertThat(proc.lookout().isWorthwhile()).isTrue();
        assertThat(proc.call(SLEEPER, WrittenProc.PAUSES).lookout().isWorthwhile())
                .as("the shell waits for it still")
                .isTrue();
        assertThat(proc.call(SHELL, WrittenProc.PAUSES).lookout().isWorthwhile())
                .isFalse();
    }

    @Test
    void whoWasThereAtFirstIsNoAttempt() {
        assertThat(glances(proc.lookout(), 3).attempts()).isEmpty();
    }

    @Test
    void shortChildrenOfOneCommandAreCountedTogether() {
        Lookout lookout = proc.lookout();
        lookout.glance();
        start(CHILD, SHELL, "curl");
        lookout.glance();
        lookout.glance();
        start(CHILD + 5, SHELL, "curl");
        lookout.glance();
        start(CHILD + 6, SHELL, "nc");

        assertThat(glances(lookout, 1).attempts())
                .containsExactlyInAnyOrder(
                        new Attempt(SHELL, List.of("curl"), Optional.empty(), 2),
                        new Attempt(SHELL, List.of("nc"), Optional.empty(), 1));
    }

    @Test
    void theArgumentsThatAChildHasFromItsParentAreNotItsOwn() {
        Lookout lookout = proc.lookout();
        start(CHILD, SHELL, "sh");
        lookout.glance();
        start(CHILD, SHELL, "curl");

        assertThat(glances(lookout, 1).attempts())
                .extracting(Attempt::commandLine)
                .containsExactly(List.of("curl"));
    }

    @Test
    void aChildOfAChildIsAnAttemptOfWhoWasThereAtFirst() {
        Lookout lookout = proc.lookout();
        start(CHILD, SHELL, "make");
        lookout.glance();
        proc.process(GRANDCHILD, CHILD, "curl", WrittenProc.RUNS).children(CHILD, GRANDCHILD + " ");
        lookout.glance();

        assertThat(glances(lookout, 1).attemptsOf(SHELL))
                .extracting(Attempt::commandLine)
                .containsExactlyInAnyOrder(List.of("make"), List.of("curl"));
    }

    @Test
    void whatAChildWaitsForIsTold() {
        Lookout lookout = proc.lookout();
        start(CHILD, SHELL, "curl");
        connects(CHILD);

        assertThat(glances(lookout, 1).attempts())
                .extracting(attempt -> attempt.what().orElseThrow().describe())
                .containsExactly("connect tcp 10.0.0.1:443 SYN_SENT");
    }

    @Test
    void aSleeperThatIsMetAwakeIsCountedEachTime() {
        Lookout lookout = proc.lookout();
        connects(SLEEPER);
        lookout.glance();
        proc.call(SLEEPER, WrittenProc.SLEEPS);
        lookout.glance();
        proc.call(SLEEPER, CONNECTS);

        assertThat(glances(lookout, 1).attempts()).singleElement().satisfies(attempt -> {
            assertThat(attempt.pid()).isEqualTo(SLEEPER);
            assertThat(attempt.times()).isEqualTo(2);
            assertThat(attempt.what().orElseThrow()).isInstanceOf(Wait.OnSocket.class);
        });
    }

    @Test
    void whatWasReadAtOneGlanceIsNotBelievedAtTheNext() {
        Lookout lookout = proc.lookout();
        connects(SLEEPER).file(SLEEPER + "/net/tcp", HEAD);
        lookout.glance();
        proc.file(SLEEPER + "/net/tcp", CONNECTING);

        assertThat(glances(lookout, 1).attempts())
                .extracting(attempt -> attempt.what().orElseThrow().describe())
                .contains("connect tcp 10.0.0.1:443 SYN_SENT");
    }

    @Test
    void aConnectionThatFailsWhileTheSleeperWakesWasItsOwn() {
        proc.failedConnections(SLEEPER, 3);
        Lookout lookout = proc.lookout();
        proc.failedConnections(SLEEPER, 4).scheduled(SLEEPER, 0, 0, 6);
        lookout.glance();
        proc.failedConnections(SLEEPER, 5).scheduled(SLEEPER, 0, 0, 7);

        assertThat(glances(lookout, 1).attempts()).singleElement().satisfies(attempt -> {
            assertThat(attempt.times()).isEqualTo(2);
            assertThat(attempt.what().orElseThrow().describe()).contains("REFUSED");
        });
    }

    @Test
    void aConnectionThatFailsWhileItSleepsIsSomebodyElses() {
        proc.failedConnections(SLEEPER, 3);
        Lookout lookout = proc.lookout();
        proc.failedConnections(SLEEPER, 4);
        lookout.glance();
        proc.scheduled(SLEEPER, 0, 0, 6);

        assertThat(glances(lookout, 1).attempts()).as("it woke later").isEmpty();
    }

    @Test
    void whoseConnectionFailedIsNotToldOfTwoSleepers() {
        proc.member(CHILD, SHELL, "other", WrittenProc.SLEEPS)
                .scheduled(CHILD, 0, 0, 5)
                .failedConnections(SLEEPER, 3);
        Lookout lookout = proc.lookout();
        proc.failedConnections(SLEEPER, 4).scheduled(SLEEPER, 0, 0, 6);

        assertThat(glances(lookout, 1).attempts()).isEmpty();
    }

    @Test
    void aFloodOfChildrenIsCut() {
        Lookout lookout = proc.lookout();
        proc.children(
                SHELL,
                LongStream.range(CHILD, CHILD + 500)
                        .peek(pid -> proc.process(pid, SHELL, "p" + pid, WrittenProc.RUNS))
                        .mapToObj(Long::toString)
                        .collect(Collectors.joining(" ")));

        assertThat(glances(lookout, 2).attempts()).hasSizeBetween(1, 64);
    }

    @Test
    void theLooksThatCostAreCounted() {
        Lookout lookout = proc.lookout();
        connects(SLEEPER);

        assertThat(glances(lookout, 100).attempts()).extracting(Attempt::times).containsExactly(40);
    }

    private void start(long pid, long parent, String name) {
        proc.process(pid, parent, name, WrittenProc.RUNS).children(parent, pid + " ");
    }

    private WrittenProc connects(long pid) {
        return proc.call(pid, CONNECTS).descriptor(pid, 3, "socket:[7]").file(pid + "/net/tcp", CONNECTING);
    }

    private static Interlude glances(Lookout lookout, int times) {
        for (int i = 0; i < times; i++) {
            lookout.glance();
        }
        return lookout.soFar(Duration.ofSeconds(2).toNanos());
    }
}
