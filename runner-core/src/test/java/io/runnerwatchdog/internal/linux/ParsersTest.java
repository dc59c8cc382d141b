package io.runnerwatchdog.internal.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.internal.linux.SyscallParser.Position;
import io.runnerwatchdog.observe.ProcessIdentity;
import io.runnerwatchdog.observe.ProcessState;
import io.runnerwatchdog.observe.SocketFacts;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The kernel's texts as they are, and texts that are none. */
class ParsersTest {
    private static final String STAT =
            "4711 (%s) S 12 4711 4700 0 -1 4194304 120 0 3 0 25 17 0 0 20 0 4 0 987654 1000 2";

    @Example
    void statOfAProcess() {
        ProcStat stat = StatParser.parse(STAT.replace("%s", "git")).orElseThrow();

        assertThat(stat)
                .isEqualTo(new ProcStat(
                        new ProcessIdentity(4711, 987654), "git", ProcessState.SLEEPING, 12, 4711, 4700, 3, 42, 0, 4));
    }

    @Property(tries = 300)
    void aNameMayHoldAnything(@ForAll String name) {
        assertThat(StatParser.parse(STAT.replace("%s", name)))
                .hasValueSatisfying(stat -> assertThat(stat.name()).isEqualTo(name));
    }

    @Example
    void aNameThatPretendsToBeTheRest() {
        ProcStat stat = StatParser.parse(STAT.replace("%s", "x) R 1 1 1 (y")).orElseThrow();

        assertThat(stat.name()).isEqualTo("x) R 1 1 1 (y");
        assertThat(stat.parentPid()).isEqualTo(12);
    }

    @Property(tries = 500)
    void noTextBreaksAParser(@ForAll String text) {
        StatParser.parse(text);
        SyscallParser.parse(text);
        LocksParser.parse(text);
        FdInfoParser.watched(text);
        FdInfoParser.inode(text);
        FdInfoParser.process(text);
        FdInfoParser.writes(text);
        NetParser.inet("tcp", "header\n" + text);
        NetParser.unix("header\n" + text);
        NetParser.address(text);
    }

    @Example
    void aTextThatIsCutIsNoStat() {
        String whole = STAT.replace("%s", "git");
        for (int length = 0; length < whole.indexOf("987654"); length++) {
            assertThat(StatParser.parse(whole.substring(0, length))).isEmpty();
        }
    }

    @Example
    void whereAThreadIs() {
        assertThat(SyscallParser.parse("running\n")).containsInstanceOf(Position.Running.class);
        assertThat(SyscallParser.parse("-1 0x7ffd 0x7f00\n")).containsInstanceOf(Position.OutsideOfCalls.class);
        Position call = SyscallParser.parse("0 0x3 0x7ffc 0xffffffffffffffff 0x0 0x0 0x0 0x7ffd 0x7f00\n")
                .orElseThrow();
        assertThat(call).isInstanceOfSatisfying(Position.InCall.class, in -> {
            assertThat(in.number()).isZero();
            assertThat(in.descriptor(0)).isEqualTo(3);
            assertThat(in.argument(2)).isEqualTo(-1);
        });
    }

    @Example
    void whoHoldsALock() {
        List<LocksParser.Lock> locks = LocksParser.parse("1: FLOCK  ADVISORY  WRITE 100 fe:00:55 0 EOF\n"
                + "1: -> FLOCK  ADVISORY  WRITE 200 fe:00:55 0 EOF\n"
                + "2: POSIX  ADVISORY  READ 300 fe:00:66 0 EOF\n"
                + "3: OFDLCK ADVISORY  WRITE -1 fe:00:77 0 EOF\n");

        assertThat(locks).hasSize(4);
        assertThat(LocksParser.holder(locks, 200, OptionalLong.empty())).hasValue(100);
        assertThat(LocksParser.holder(locks, 999, OptionalLong.of(66))).hasValue(300);
        assertThat(LocksParser.holder(locks, 999, OptionalLong.of(77)))
                .as("an open file's lock has no process")
                .isEmpty();
        assertThat(LocksParser.holder(locks, 999, OptionalLong.of(1))).isEmpty();
    }

    @Example
    void whatAnEpollInstanceWatches() {
        String text = "pos:\t0\nflags:\t02\nino:\t18\n"
                + "tfd:        5 events:       19 data: 5  pos:0 ino:61 sdev:f\n"
                + "tfd:        6 events: 40000000 data: 6  pos:0 ino:62 sdev:f\n";

        assertThat(FdInfoParser.watched(text)).containsExactly(new FdInfoParser.Watched(5, true));
        assertThat(FdInfoParser.inode(text)).hasValue(18);
        assertThat(FdInfoParser.writes(text)).isTrue();
        assertThat(FdInfoParser.writes("flags:\t0100000\n")).isFalse();
        assertThat(FdInfoParser.process("Pid:\t77\n")).hasValue(77);
    }

    @Example
    void tcpSockets() {
        String table =
                "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n"
                        + "   0: 0200000A:9C40 0100000A:0016 02 00000001:00000000 01:00000064 00000003  1000        0 4242 1 0 100\n"
                        + "   1: 0100007F:0FA1 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4343 1 0 100\n";

        Map<Long, SocketFacts> sockets = NetParser.inet("tcp", table);

        assertThat(sockets.get(4242L))
                .isEqualTo(new SocketFacts("tcp", "10.0.0.2:40000", "10.0.0.1:22", "SYN_SENT", 1, 0, 3));
        assertThat(sockets.get(4242L).describe()).isEqualTo("tcp 10.0.0.1:22 SYN_SENT, 3 retransmits");
        assertThat(sockets.get(4343L).isListening()).isTrue();
        assertThat(sockets.get(4343L).remote()).isEmpty();
    }

    @Example
    void addresses() {
        assertThat(NetParser.address("0100007F:0016")).isEqualTo("127.0.0.1:22");
        assertThat(NetParser.address("0000000000000000FFFF00000100007F:1F90")).isEqualTo("127.0.0.1:8080");
        assertThat(NetParser.address("00000000000000000000000001000000:0050")).isEqualTo("[0:0:0:0:0:0:0:1]:80");
        assertThat(NetParser.address("00000000:0000")).isEmpty();
    }

    @Example
    void unixSockets() {
        Map<Long, SocketFacts> sockets = NetParser.unix("Num RefCount Protocol Flags Type St Inode Path\n"
                + "0000: 00000002 00000000 00010000 0001 01 501 /run/x y.sock\n"
                + "0000: 00000003 00000000 00000000 0001 03 502\n");

        assertThat(sockets.get(501L)).isEqualTo(new SocketFacts("unix", "/run/x y.sock", "", "LISTEN", 0, 0, 0));
        assertThat(sockets.get(502L).state()).isEqualTo("CONNECTED");
    }
}
