package io.runnerwatchdog.internal.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.internal.linux.FdInfoParser.Watched;
import io.runnerwatchdog.internal.linux.LocksParser.Lock;
import io.runnerwatchdog.internal.linux.MountsParser.Mount;
import io.runnerwatchdog.observe.MountFacts;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Mounts, locks on files and what is known of a descriptor. */
class StorageParsersTest {
    private static final String MOUNTS = """
            22 27 0:21 / /proc rw,relatime - proc proc rw
            27 1 254:0 / / rw,relatime - ext4 /dev/vda rw,discard
            91 27 0:52 / /mnt/share rw,relatime shared:7 master:3 - nfs4 files.example.org:/export rw,vers=4.2
            92 27 0:53 / /mnt/share2 rw - fuse.sshfs someone@example.org: rw
            """;
    private static final String LOCKS = """
            1: FLOCK  ADVISORY  WRITE 100 fe:00:2154499 0 EOF
            1: -> FLOCK  ADVISORY  WRITE 200 fe:00:2154499 0 EOF
            2: POSIX  ADVISORY  WRITE 300 00:1a:91 0 EOF
            3: OFDLCK ADVISORY  READ  -1 08:11:91 0 9
            4: LEASE  ACTIVE    READ  400 fe:00:77 0 EOF
            """;

    @Example
    void mountsByTheirNumber() {
        Map<Long, Mount> mounts = MountsParser.parse(MOUNTS);

        assertThat(mounts).containsOnlyKeys(22L, 27L, 91L, 92L);
        assertThat(mounts.get(91L))
                .isEqualTo(new Mount("0:52", new MountFacts("nfs4", "files.example.org:/export", "/mnt/share")));
        assertThat(mounts.get(91L).facts().describe()).isEqualTo("nfs4 files.example.org:/export on /mnt/share");
    }

    @Example
    void aMountWithoutASourceIsOneStill() {
        assertThat(MountsParser.parse("5 1 0:9 / /x rw - tmpfs").get(5L).facts().describe())
                .isEqualTo("tmpfs on /x");
    }

    @Example
    void aPathBelongsToTheDeepestMountAboveIt() {
        Map<Long, Mount> mounts = MountsParser.parse(MOUNTS);

        assertThat(MountsParser.of(mounts, "/mnt/share/a/b").orElseThrow().type())
                .isEqualTo("nfs4");
        assertThat(MountsParser.of(mounts, "/mnt/share").orElseThrow().type()).isEqualTo("nfs4");
        assertThat(MountsParser.of(mounts, "/mnt/share2/a").orElseThrow().type())
                .as("a name that only begins alike")
                .isEqualTo("fuse.sshfs");
        assertThat(MountsParser.of(mounts, "/mnt/shared").orElseThrow().type()).isEqualTo("ext4");
        assertThat(MountsParser.of(Map.of(), "/mnt")).isEmpty();
    }

    @Example
    void aLineThatIsCutIsNoMount() {
        String line = "91 27 0:52 / /mnt/share rw,relatime - nfs4 files.example.org:/export rw";

        for (int length = 0; length <= line.indexOf(" - "); length++) {
            assertThat(MountsParser.parse(line.substring(0, length))).isEmpty();
        }
    }

    @Example
    void aLockIsOnOneFileOfOneDevice() {
        Lock lock = LocksParser.parse(LOCKS).get(2);

        assertThat(lock).isEqualTo(new Lock(2, false, true, OptionalLong.of(300), "00:1a", 91));
        assertThat(lock.isOn(91, "0:26"))
                .as("the one is in hexadecimal, the other not")
                .isTrue();
        assertThat(lock.isOn(91, "8:17")).as("the same inode of another device").isFalse();
        assertThat(lock.isOn(92, "0:26")).isFalse();
        assertThat(lock.isOn(91, ""))
                .as("of a mount that is not known the inode must do")
                .isTrue();
    }

    @Property
    void devicesAreTheSameInBothNotations(
            @ForAll @IntRange(max = 4095) int major, @ForAll @IntRange(max = 1 << 20) int minor) {
        String line = String.format("1: POSIX ADVISORY WRITE 7 %02x:%02x:91 0 EOF", major, minor);

        assertThat(LocksParser.parse(line).get(0).isOn(91, major + ":" + minor)).isTrue();
        assertThat(LocksParser.parse(line).get(0).isOn(91, major + ":" + (minor + 1)))
                .isFalse();
    }

    @Example
    void whoWaitsForALock() {
        List<Lock> locks = LocksParser.parse(LOCKS);

        assertThat(locks).hasSize(5);
        assertThat(LocksParser.waitedFor(locks, 200)).contains(locks.get(1));
        assertThat(LocksParser.waitedFor(locks, 100))
                .as("it holds one, it waits for none")
                .isEmpty();
        assertThat(locks.get(3).writes()).isFalse();
        assertThat(locks.get(3).pid()).as("an open file's lock").isEmpty();
    }

    @Example
    void thoseWhoWaitBehindAWaiterAreIndentedMore() {
        List<Lock> locks = LocksParser.parse(
                "1: POSIX  ADVISORY  WRITE 7 fe:00:5 0 9\n1: -> POSIX  ADVISORY  WRITE 8 fe:00:5 0 9\n"
                        + "1:  -> POSIX  ADVISORY  WRITE 9 fe:00:5 0 9\n");

        assertThat(locks).extracting(Lock::waits).containsExactly(false, true, true);
        assertThat(LocksParser.holder(locks, 9, OptionalLong.empty())).hasValue(7);
    }

    @Example
    void twoThreadsOfOneProcessMayWaitForTwoFiles() {
        List<Lock> locks = LocksParser.parse(
                "1: POSIX  ADVISORY  WRITE 7 fe:00:5 0 9\n1: -> POSIX  ADVISORY  WRITE 9 fe:00:5 0 9\n"
                        + "2: FLOCK  ADVISORY  WRITE 8 fe:00:6 0 EOF\n2: -> FLOCK  ADVISORY  WRITE 9 fe:00:6 0 EOF\n");

        assertThat(LocksParser.holder(locks, 9, OptionalLong.of(5))).hasValue(7);
        assertThat(LocksParser.holder(locks, 9, OptionalLong.of(6))).hasValue(8);
        assertThat(LocksParser.holder(locks, 9, OptionalLong.of(4)))
                .as("nobody waits for this one")
                .isEmpty();
    }

    @Example
    void whetherADescriptorReadsOrWrites() {
        assertThat(FdInfoParser.reads("pos:\t0\nflags:\t0100000\n")).isTrue();
        assertThat(FdInfoParser.writes("flags:\t0100000\n")).isFalse();
        assertThat(FdInfoParser.reads("flags:\t0100001\n")).isFalse();
        assertThat(FdInfoParser.writes("flags:\t0100001\n")).isTrue();
        assertThat(FdInfoParser.reads("flags:\t02000002\n")).isTrue();
        assertThat(FdInfoParser.writes("flags:\t02000002\n")).isTrue();
    }

    @Example
    void theMountTheTerminalAndTheProcessOfADescriptor() {
        assertThat(FdInfoParser.mount("pos:\t0\nflags:\t02\nmnt_id:\t24\nino:\t91\n"))
                .hasValue(24);
        assertThat(FdInfoParser.terminal("mnt_id:\t24\nino:\t91\ntty-index:\t3\n"))
                .hasValue(3);
        assertThat(FdInfoParser.terminal("mnt_id:\t24\n")).isEmpty();
        assertThat(FdInfoParser.process("Pid:\t20226\nNSpid:\t20226\n")).hasValue(20_226);
        assertThat(FdInfoParser.process("NSpid:\t20226\n")).isEmpty();
        assertThat(FdInfoParser.process("Pid:\t-1\n"))
                .as("a process that has ended")
                .isEmpty();
    }

    @Example
    void whatAnEpollSetWatchesForInputAndForRoom() {
        String text = "tfd:        3 events:       19 data:                3  pos:0 ino:4662595 sdev:9\n"
                + "tfd:        4 events: 80000004 data: 1122334455667788  pos:0 ino:12 sdev:9\n"
                + "tfd:        5 events:       18 data:                5  pos:0 ino:13 sdev:9\n";

        assertThat(FdInfoParser.watched(text)).containsExactly(new Watched(3, true), new Watched(4, false));
    }

    @Example
    void aHugeSetIsCut() {
        assertThat(FdInfoParser.watched("tfd: 3 events: 19 data: 3\n".repeat(5_000)))
                .hasSizeBetween(1, 1_000);
    }
}
