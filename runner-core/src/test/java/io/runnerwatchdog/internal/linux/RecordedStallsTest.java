package io.runnerwatchdog.internal.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.runnerwatchdog.observe.Contention;
import io.runnerwatchdog.observe.ProcessFacts;
import io.runnerwatchdog.observe.TreeSnapshot;
import io.runnerwatchdog.observe.Wait;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Real stalls, played again from what the kernel showed of them: who waits for whom, line by line. */
class RecordedStallsTest {
    /** What Yama takes from everybody but a parent, and a hardened kernel from parents too. */
    private static final Predicate<String> YAMA = path -> path.endsWith("/syscall") || path.endsWith("/mem");

    private static final Predicate<String> OF_ANOTHER_USER =
            YAMA.or(path -> path.contains("/fd/") || path.contains("/fdinfo/"));

    static final List<String> NAMES = RecordedProc.NAMES;

    static Stream<Arguments> chains() {
        return Stream.of(
                chain(
                        "shell-sleep",
                        "sh[20020] waits for sleep[20021]",
                        "sleep[20021] sleeps (clock_nanosleep) for 3 s"),
                chain(
                        "git-ssh-connecting",
                        "sh[20023] waits for git[20024]",
                        "git[20024] reads a pipe of ssh[20025] (fd 5)",
                        "ssh[20025] connect tcp 10.0.0.1:22 SYN_SENT, 3 retransmits for 2 s"),
                chain(
                        "curl-silent-server",
                        "sh[20022] waits for curl[20023]",
                        "curl[20023] poll on tcp 127.0.0.1:8080 ESTABLISHED of python3[20002] outside the tree"),
                chain(
                        "flock-held-outside",
                        "sh[20023] waits for flock[20024]",
                        "flock[20024] has waited 3 s: flock of /srv/step/lock, held by flock[20002] outside the tree"),
                chain(
                        "flock-own-child",
                        "sh[20020] waits for flock[20021]",
                        "flock[20021] waits for flock[20022]",
                        "flock[20022] waits for a lock held by flock[20021]: a circle, none of them can go on"),
                chain(
                        "pthread-deadlock",
                        "sh[20020] waits for deadlock[20021]",
                        "deadlock[20021] waits for a lock held by deadlock[20021] thread 20022",
                        "deadlock[20021] thread 20022 waits for a lock held by deadlock[20021]:"
                                + " a circle, none of them can go on"),
                chain("full-pipe", "sh[20020] waits for sleep[20022]", "sleep[20022] sleeps (clock_nanosleep) for 2 s"),
                chain(
                        "pipe-deadlock",
                        "python3[20020] writes to a full pipe read by cat[20023] (fd 4)",
                        "cat[20023] writes to a full pipe read by python3[20020] (fd 1):"
                                + " a circle, none of them can go on"),
                chain(
                        "terminal-read",
                        "sh[20020] waits for script[20022]",
                        "script[20022] poll on reads a pipe /srv/step/keys of sh[20020] (fd 0)"
                                + " or reads what is printed on /dev/pts/0 by head[20025], sh[20024]",
                        "head[20025] read from terminal /dev/pts/0 for 3 s"),
                chain(
                        "asyncio-socket",
                        "python3[20022] has waited 2 s: epoll_wait on tcp 127.0.0.1:8080 ESTABLISHED of python3[20002]"
                                + " outside the tree"),
                chain(
                        "java-deadlock",
                        "sh[20020] waits for java[20021]",
                        "java[20021] waits for the end of java[20021] thread 20022",
                        "java[20021] thread 20022 waits to be signalled (futex) for 3 s"),
                chain(
                        "fifo-open",
                        "sh[20021] waits for cat[20022]",
                        "cat[20022] opens named pipe news that has no other end for 3 s"),
                chain("sqlite-busy", "sh[20024] waits for sqlite3[20025]", "sqlite3[20025] sleeps (clock_nanosleep)"),
                chain("stopped-child", "sh[20020] waits for sh[20021]", "sh[20021] stopped by a signal for 3 s"));
    }

    private static Arguments chain(String name, String... lines) {
        return Arguments.of(name, List.of(lines));
    }

    @Test
    void eachRecordingHasItsChain() {
        assertThat(chains().map(arguments -> arguments.get()[0])).hasSameElementsAs(NAMES);
    }

    @ParameterizedTest
    @MethodSource("chains")
    void theChainLeadsToTheEnd(String name, List<String> lines) {
        assertThat(recording(name).chain().describe()).isEqualTo(lines);
    }

    @ParameterizedTest
    @FieldSource("NAMES")
    void nothingOfATreeThatMayBeReadIsCalledUnreadable(String name) {
        assertThat(recording(name).look(0).processes())
                .isNotEmpty()
                .allSatisfy(process -> assertThat(process.unreadable()).isEmpty());
    }

    @ParameterizedTest
    @FieldSource("NAMES")
    void withoutSystemCallsTheFactsSayWhatIsMissing(String name) {
        TreeSnapshot tree = recording(name).without(YAMA).look(0);

        assertThat(tree.processes()).isNotEmpty().allSatisfy(RecordedStallsTest::assertSaysThatItGuesses);
    }

    @ParameterizedTest
    @FieldSource("NAMES")
    void withoutDescriptorsAsWellThereIsAChainStill(String name) {
        RecordedProc recorded = recording(name).without(OF_ANOTHER_USER);

        assertThat(recorded.look(0).processes())
                .isNotEmpty()
                .allSatisfy(RecordedStallsTest::assertSaysThatItGuesses)
                .allSatisfy(process -> assertThat(process.unreadable())
                        .as("the facts say what is missing")
                        .anyMatch(text -> text.startsWith("descriptors: ")));
        assertThat(recorded.chain().links()).isNotEmpty();
    }

    private static void assertSaysThatItGuesses(ProcessFacts process) {
        assertThat(process.unreadable()).anyMatch(text -> text.startsWith("syscall: "));
        assertThat(process.threads()).isNotEmpty();
    }

    @Test
    void withoutSystemCallsTheKernelFunctionLeadsToTheConnection() {
        assertThat(recording("git-ssh-connecting").without(YAMA).chain().describe())
                .containsExactly(
                        "sh[20023] waits for git[20024]",
                        "git[20024] reads a pipe of ssh[20025] (fd 5)",
                        "ssh[20025] recv or read tcp 10.0.0.1:22 SYN_SENT, 3 retransmits for 2 s");
    }

    @Test
    void aChainIsDrawnAsATreeOfLinesThatAreFitToBeShown() {
        assertThat(recording("git-ssh-connecting").chain().drawn(line -> line.split(" ")[0]))
                .containsExactly("sh[20023]", "└─ git[20024]", "   └─ ssh[20025]");
    }

    @Test
    void withoutDescriptorsTheKernelStillNamesWhoHoldsALock() {
        assertThat(recording("flock-held-outside")
                        .without(OF_ANOTHER_USER)
                        .chain()
                        .describe())
                .containsExactly(
                        "sh[20023] waits for flock[20024]",
                        "flock[20024] has waited 3 s: lock of a file, held by flock[20002] outside the tree");
    }

    @Test
    void aDatabaseThatTriesAgainHasItsFileLockedByAnother() {
        TreeSnapshot tree = recording("sqlite-busy").look(0);

        assertThat(tree.find(20_025).orElseThrow().contentions())
                .extracting(Contention::describe)
                .containsExactly("/srv/step/shop.db is locked by sqlite3[20004] outside the tree");
        assertThat(tree.find(20_024).orElseThrow().contentions())
                .as("the shell does not sleep")
                .isEmpty();
    }

    @Test
    void theThreadsOfARuntimeAreSeenWithTheirNames() {
        ProcessFacts java = recording("java-deadlock").look(0).find(20_021).orElseThrow();

        assertThat(java.mainThread().orElseThrow().waitsFor().as(Wait.OnFutex.class))
                .hasValueSatisfying(on -> assertThat(on.kind()).isEqualTo(Wait.OnFutex.Kind.JOIN));
        assertThat(java.threads())
                .hasSizeGreaterThan(10)
                .extracting(thread -> thread.name())
                .contains("GC Thread#0", "VM Thread", "Signal Dispatch");
    }

    private static RecordedProc recording(String name) {
        RecordedProc recorded = RecordedProc.of(name);
        // Whoever looks counts as standing above the tree: a recorded stranger must not have our own number.
        assumeThat(recorded.hasOutsider(ProcessHandle.current().pid())).isFalse();
        return recorded;
    }
}
