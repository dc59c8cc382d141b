package io.runnerwatchdog.internal.linux;

import static io.runnerwatchdog.internal.linux.OneThread.PID;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who counts as a thread that waits for what a connection brings, and for how long. */
class ReceiverReaderTest {
    private static final long READ = 0;
    private static final long POLL = 7;
    private static final long SELECT = 23;
    private static final long RECVFROM = 45;
    private static final long RECVMSG = 47;
    private static final long EPOLL_WAIT = 232;
    private static final long PSELECT6 = 270;
    private static final long PPOLL = 271;
    private static final long EPOLL_PWAIT2 = 441;
    private static final long FDS = 0x5000;
    private static final long TIME = 0x6000;
    private static final int POLLIN = 1;
    private static final int POLLOUT = 4;
    private static final String ESTABLISHED = "01";

    @ParameterizedTest
    @ValueSource(longs = {RECVFROM, RECVMSG})
    void anUntimedReceiveIsOne(long call) {
        Optional<Receiver> receiver = connected(ESTABLISHED).in(call, 3).receiver();

        assertThat(receiver).hasValueSatisfying(found -> {
            assertThat(found.sockets()).containsExactly(7L);
            assertThat(found.slices()).isEqualTo(12);
            assertThat(found.timeout()).isEmpty();
        });
    }

    @Test
    void aReadIsNotSinceItsBytesAreCounted() {
        assertThat(connected(ESTABLISHED).in(READ, 3).receiver()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"02", "0A", "08"})
    void aConnectionThatIsNotOpenIsNot(String state) {
        assertThat(connected(state).in(RECVFROM, 3).receiver()).isEmpty();
    }

    @Test
    void aProcessThatHasAnAlarmHandlerMayHaveBeenWokenByItself() {
        assertThat(connected(ESTABLISHED)
                        .file("status", "Tgid:\t" + PID + "\nSigCgt:\t0000000000002000")
                        .in(RECVFROM, 3)
                        .receiver())
                .isEmpty();
    }

    @Test
    void aProcessThatHasTimersMayHaveBeenWokenByItself() {
        assertThat(connected(ESTABLISHED)
                        .file("timers", "ID: 0\nsignal: 34/00007ffd\nnotify: signal/pid.1")
                        .in(RECVFROM, 3)
                        .receiver())
                .isEmpty();
    }

    static Stream<Arguments> polls() {
        return Stream.of(
                Arguments.of(POLL, new long[] {FDS, 1, 1_000}, Optional.of(Duration.ofSeconds(1))),
                Arguments.of(POLL, new long[] {FDS, 1, 0xffffffffL}, Optional.empty()),
                Arguments.of(PPOLL, new long[] {FDS, 1, TIME}, Optional.of(Duration.ofSeconds(2, 500))),
                Arguments.of(PPOLL, new long[] {FDS, 1, 0}, Optional.empty()),
                Arguments.of(
                        SELECT, new long[] {4, TIME + 64, 0, 0, TIME}, Optional.of(Duration.ofSeconds(2, 500_000))),
                Arguments.of(PSELECT6, new long[] {4, TIME + 64, 0, 0, TIME}, Optional.of(Duration.ofSeconds(2, 500))),
                Arguments.of(PSELECT6, new long[] {4, TIME + 64, 0, 0, 0}, Optional.empty()),
                Arguments.of(EPOLL_WAIT, new long[] {5, FDS, 9, 1_000}, Optional.of(Duration.ofSeconds(1))),
                Arguments.of(EPOLL_WAIT, new long[] {5, FDS, 9, 0xffffffffL}, Optional.empty()),
                Arguments.of(EPOLL_PWAIT2, new long[] {5, FDS, 9, TIME}, Optional.of(Duration.ofSeconds(2, 500))));
    }

    @ParameterizedTest
    @MethodSource("polls")
    void aPollOfAConnectionIsOneWithItsTimeLimit(long call, long[] arguments, Optional<Duration> timeout) {
        Optional<Receiver> receiver =
                polling(POLLIN).memory(TIME, longs(2, 500)).in(call, arguments).receiver();

        assertThat(receiver).hasValueSatisfying(found -> {
            assertThat(found.sockets()).containsExactly(7L);
            assertThat(found.timeout()).isEqualTo(timeout);
        });
    }

    @Test
    void aTimeLimitThatCannotBeReadOrMakesNoSenseIsNotTakenForNone() {
        assertThat(polling(POLLIN).in(PPOLL, FDS, 1, TIME).receiver()).isEmpty();
        assertThat(polling(POLLIN)
                        .memory(TIME, longs(-1, 0))
                        .in(PPOLL, FDS, 1, TIME)
                        .receiver())
                .isEmpty();
        assertThat(polling(POLLIN)
                        .memory(TIME, longs(0, 1_000_000_000))
                        .in(PPOLL, FDS, 1, TIME)
                        .receiver())
                .isEmpty();
    }

    @Test
    void theLongestTimeLimitDoesNotOverflow() {
        assertThat(polling(POLLIN)
                        .memory(TIME, longs(Long.MAX_VALUE, 0))
                        .in(PPOLL, FDS, 1, TIME)
                        .receiver())
                .hasValueSatisfying(found ->
                        assertThat(found.timeout().orElseThrow().toNanos()).isPositive());
    }

    @Test
    void whoOnlyWaitsForRoomToWriteReceivesNothing() {
        assertThat(polling(POLLOUT).in(POLL, FDS, 1, 1_000).receiver()).isEmpty();
    }

    @Test
    void whoPollsNoSocketReceivesNothing() {
        assertThat(thread().fd(3, "pipe:[7]")
                        .ints(FDS, 3, POLLIN)
                        .in(POLL, FDS, 1, 1_000)
                        .receiver())
                .isEmpty();
    }

    @Test
    void aSleeperReceivesNothing() {
        assertThat(connected(ESTABLISHED).in(35, TIME).receiver()).isEmpty();
    }

    private static OneThread thread() {
        return new OneThread().file("task/" + PID + "/schedstat", "100 200 12");
    }

    /** Descriptor 3 is a connection in this state of the kernel's numbering. */
    private static OneThread connected(String state) {
        return thread().fd(3, "socket:[7]")
                .file(
                        "net/tcp",
                        "sl local_address rem_address st tx_queue:rx_queue tr:tm->when retrnsmt uid timeout inode\n"
                                + "0: 0100007F:A000 0100007F:0050 " + state
                                + " 00000000:00000000 00:00000000 00000000 0 0 7 1 0000");
    }

    /** The same in each kind of set. */
    private static OneThread polling(int events) {
        return connected(ESTABLISHED)
                .ints(FDS, 3, events)
                .memory(TIME + 64, new byte[] {1 << 3})
                .fd(5, "anon_inode:[eventpoll]", "flags:\t02", "tfd: 3 events: 1 data: 3");
    }

    private static byte[] longs(long... words) {
        ByteBuffer bytes = ByteBuffer.allocate(words.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (long word : words) {
            bytes.putLong(word);
        }
        return bytes.array();
    }
}
