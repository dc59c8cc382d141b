package io.runnerwatchdog.internal.linux;

import static io.runnerwatchdog.internal.linux.OneThread.NEIGHBOUR;
import static io.runnerwatchdog.internal.linux.OneThread.PID;
import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.observe.Contention;
import io.runnerwatchdog.observe.Party;
import io.runnerwatchdog.observe.Party.Standing;
import io.runnerwatchdog.observe.Wait;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** From the call that a thread is in, its arguments and its memory to what it waits for. Numbers of x86-64. */
class WaitReaderTest {
    private static final Party NEIGHBOUR_OUTSIDE = new Party(NEIGHBOUR, "neighbour", Standing.OUTSIDE);
    private static final long HERE = 0x7f0000001000L;
    private static final String READS = "flags:\t00";
    private static final String WRITES = "flags:\t01";

    @Test
    void aReadFromAPipeNamesWhoCouldWrite() {
        Wait wait = thread().in(0, 5)
                .fd(5, "pipe:[7]", READS)
                .beside(1, "pipe:[7]", WRITES)
                .beside(0, "pipe:[8]", READS)
                .waitsFor();

        assertThat(wait).isEqualTo(new Wait.OnPipe("read", 5, "pipe:[7]", false, List.of(NEIGHBOUR_OUTSIDE), false));
    }

    @Test
    void aPipeWithBothEndsInOneProcessNeverEnds() {
        Wait wait = thread().in(0, 5)
                .fd(5, "pipe:[7]", READS)
                .fd(6, "pipe:[7]", WRITES)
                .waitsFor();

        assertThat(wait).isEqualTo(new Wait.OnPipe("read", 5, "pipe:[7]", false, List.of(), true));
    }

    @Test
    void aWriteToAPipeNamesWhoCouldRead() {
        Wait wait = thread().in(1, 1)
                .fd(1, "pipe:[7]", WRITES)
                .beside(0, "pipe:[7]", READS)
                .beside(2, "pipe:[7]", WRITES)
                .waitsFor();

        assertThat(wait).isEqualTo(new Wait.OnPipe("write", 1, "pipe:[7]", true, List.of(NEIGHBOUR_OUTSIDE), false));
    }

    @Test
    void aNamedPipeThatIsOpenIsAPipe() {
        Wait wait = thread().in(0, 3)
                .asleepIn("anon_pipe_read")
                .fd(3, "/run/news", READS)
                .waitsFor();

        assertThat(wait).isEqualTo(new Wait.OnPipe("read", 3, "/run/news", false, List.of(), false));
    }

    @Test
    void aFileIsNamedWithItsMount() {
        Wait wait = thread().uninterruptible()
                .in(0, 3)
                .fd(3, "/mnt/share/data", "flags:\t00", "mnt_id:\t91", "ino:\t5")
                .file("mountinfo", "91 27 0:52 / /mnt/share rw - nfs4 files.example.org:/x rw")
                .waitsFor();

        assertThat(wait.describe())
                .isEqualTo("read /mnt/share/data (nfs4 files.example.org:/x on /mnt/share), uninterruptible");
    }

    @Test
    void aPathIsReadFromTheMemoryOfTheCaller() {
        Wait wait = thread().in(257, -100, HERE)
                .path(HERE, "/mnt/share/data")
                .file("mountinfo", "91 27 0:52 / /mnt/share rw - nfs4 files.example.org:/x rw")
                .waitsFor();

        assertThat(wait.describe()).isEqualTo("openat /mnt/share/data (nfs4 files.example.org:/x on /mnt/share)");
        assertThat(thread().in(257, -100, HERE).waitsFor())
                .as("memory that cannot be read")
                .isEqualTo(new Wait.OnFile("openat", "", false, Optional.empty()));
    }

    @Test
    void anOpenThatWaitsForAPartnerIsOfANamedPipe() {
        Wait wait = thread().in(2, HERE)
                .asleepIn("wait_for_partner")
                .path(HERE, "/run/news")
                .waitsFor();

        assertThat(wait).isEqualTo(new Wait.OnNamedPipe("/run/news"));
    }

    @Test
    void pollIsAskedWhatItPolls() {
        // Descriptor 3 for input, 4 for room to write, -1 for nothing.
        Wait wait = thread().in(7, HERE, 3, 5_000)
                .ints(HERE, 3, 1, 4, 4, -1, 1)
                .fd(3, "/dev/pts/1")
                .fd(4, "pipe:[7]", WRITES)
                .waitsFor();

        assertThat(wait)
                .isEqualTo(new Wait.OnEvents(
                        "poll",
                        List.of(
                                new Wait.OnTerminal("poll", "/dev/pts/1"),
                                new Wait.OnPipe("poll", 4, "pipe:[7]", true, List.of(), false)),
                        true));
    }

    @Test
    void pollOfNothingWithATimeLimitIsASleep() {
        assertThat(thread().in(7, 0, 0, 5_000).waitsFor()).isEqualTo(new Wait.OnTimer("poll"));
        assertThat(thread().in(7, 0, 0, -1).waitsFor()).isEqualTo(new Wait.OnEvents("poll", List.of(), false));
    }

    @Test
    void selectIsAskedForItsBits() {
        // Reads 0 and 9 of ten descriptors; no time limit.
        Wait wait = thread().in(23, 10, HERE)
                .memory(HERE, new byte[] {1, 2})
                .fd(0, "/dev/pts/1")
                .fd(9, "pipe:[7]", READS)
                .waitsFor();

        assertThat(wait)
                .isEqualTo(new Wait.OnEvents(
                        "select",
                        List.of(
                                new Wait.OnTerminal("select", "/dev/pts/1"),
                                new Wait.OnPipe("select", 9, "pipe:[7]", false, List.of(), false)),
                        false));
    }

    @Test
    void epollIsAskedForItsSetAndTheSetsInIt() {
        Wait wait = thread().in(232, 3, HERE, 64, -1)
                .fd(3, "anon_inode:[eventpoll]", "tfd: 4 events: 1 data: 4", "tfd: 5 events: 1 data: 5")
                .fd(4, "anon_inode:[eventpoll]", "tfd: 6 events: 2001 data: 6")
                .fd(5, "anon_inode:[eventfd]")
                .fd(6, "/dev/pts/1")
                .waitsFor();

        assertThat(wait.describe()).isEqualTo("epoll_wait on epoll_wait on epoll_wait from terminal /dev/pts/1");
    }

    @Test
    void setsThatHoldEachOtherComeToAnEnd() {
        // The kernel refuses such sets (ELOOP); a hostile listing could still show them.
        assertThat(thread().in(232, 3, HERE, 64, -1)
                        .fd(3, "anon_inode:[eventpoll]", "tfd: 4 events: 1 data: 4")
                        .fd(4, "anon_inode:[eventpoll]", "tfd: 3 events: 1 data: 3")
                        .waitsFor())
                .isInstanceOf(Wait.OnEvents.class);
    }

    @Test
    void whatOnlyWakesTheLoopIsLeftOut() {
        Wait wait = thread().in(232, 3, HERE, 64, -1)
                .fd(3, "anon_inode:[eventpoll]", "tfd: 5 events: 1 data: 5", "tfd: 6 events: 1 data: 6")
                .fd(5, "anon_inode:[eventfd]")
                .fd(6, "anon_inode:[timerfd]")
                .waitsFor();

        assertThat(wait).isEqualTo(new Wait.OnEvents("epoll_wait", List.of(), false));
    }

    @Test
    void aProcessDescriptorStandsForAChild() {
        assertThat(thread().in(247, 3, 5)
                        .fd(5, "anon_inode:[pidfd]", "Pid:\t77")
                        .waitsFor())
                .isEqualTo(new Wait.OnChild("waitid", OptionalLong.of(77)));
        assertThat(thread().in(7, HERE, 1, -1)
                        .ints(HERE, 5, 1)
                        .fd(5, "anon_inode:[pidfd]", "Pid:\t77")
                        .waitsFor())
                .isEqualTo(new Wait.OnEvents("poll", List.of(new Wait.OnChild("poll", OptionalLong.of(77))), false));
    }

    @Test
    void whichChildIsWaitedFor() {
        assertThat(thread().in(61, 77).waitsFor()).isEqualTo(new Wait.OnChild("wait4", OptionalLong.of(77)));
        assertThat(thread().in(61, -1).waitsFor()).isEqualTo(new Wait.OnChild("wait4", OptionalLong.empty()));
        assertThat(thread().in(61, 0xFFFFFFFFL).waitsFor())
                .as("as the kernel shows -1")
                .isEqualTo(new Wait.OnChild("wait4", OptionalLong.empty()));
        assertThat(thread().in(247, 1, 77).waitsFor()).isEqualTo(new Wait.OnChild("waitid", OptionalLong.of(77)));
        assertThat(thread().in(247, 0, 0).waitsFor()).isEqualTo(new Wait.OnChild("waitid", OptionalLong.empty()));
    }

    @Test
    void aLockOnAFileIsHeldByWhomTheKernelNames() {
        String locks = "1: FLOCK  ADVISORY  WRITE " + NEIGHBOUR + " fe:00:55 0 EOF\n1: -> FLOCK  ADVISORY  WRITE " + PID
                + " fe:00:55 0 EOF";
        Wait wait = new Wait.OnFileLock("flock", "/run/lock", List.of(NEIGHBOUR_OUTSIDE));

        assertThat(thread().in(73, 3, 2)
                        .fd(3, "/run/lock", "ino:\t55")
                        .any("locks", locks)
                        .waitsFor())
                .isEqualTo(wait);
        assertThat(thread().in(72, 3, 7)
                        .fd(3, "/run/lock", "ino:\t55")
                        .any("locks", locks)
                        .waitsFor())
                .isEqualTo(new Wait.OnFileLock("fcntl", "/run/lock", List.of(NEIGHBOUR_OUTSIDE)));
        assertThat(thread().in(72, 3, 38).fd(3, "/run/lock", "ino:\t55").waitsFor())
                .as("nothing is listed")
                .isEqualTo(new Wait.OnFileLock("fcntl", "/run/lock", List.of()));
    }

    @Test
    void whoSleepsMayHaveAFileOpenThatIsLocked() {
        OneThread asleep = thread().in(35, HERE)
                .fd(3, "/srv/db", "mnt_id:\t91", "ino:\t55")
                .fd(4, "/srv/other", "mnt_id:\t92", "ino:\t55")
                .file("mountinfo", "91 1 254:0 / / rw - ext4 /dev/vda rw\n92 1 0:9 / /srv rw - tmpfs none rw")
                .any("locks", "1: POSIX  ADVISORY  WRITE " + NEIGHBOUR + " fe:00:55 0 EOF");

        assertThat(asleep.facts().contentions()).containsExactly(new Contention("/srv/db", NEIGHBOUR_OUTSIDE));
    }

    @Test
    void timesAndSignals() {
        assertThat(thread().in(35, HERE).waitsFor()).isEqualTo(new Wait.OnTimer("nanosleep"));
        assertThat(thread().in(230, 0, 0, HERE).waitsFor()).isEqualTo(new Wait.OnTimer("clock_nanosleep"));
        assertThat(thread().in(219).asleepIn("hrtimer_nanosleep").waitsFor())
                .as("a sleep that goes on after a stop")
                .isEqualTo(new Wait.OnTimer("nanosleep"));
        assertThat(thread().in(34).waitsFor()).isEqualTo(new Wait.OnSignal("pause"));
    }

    @Test
    void aCallThatIsNotKnownIsGuessedFromTheKernelFunction() {
        assertThat(thread().in(9_999).asleepIn("do_wait").waitsFor())
                .isEqualTo(new Wait.OnChild("do_wait", OptionalLong.empty()));
        assertThat(thread().in(9_999).asleepIn("some_new_function").waitsFor())
                .isEqualTo(new Wait.Unknown("in some_new_function"));
    }

    @Test
    void whatIsFrozenIsHalted() {
        Wait frozen = new Wait.Halted(Wait.Halted.Kind.FROZEN, Optional.empty());

        assertThat(thread().uninterruptible()
                        .in(0, 3)
                        .asleepIn("__refrigerator")
                        .waitsFor())
                .isEqualTo(frozen);
        assertThat(thread().file("task/" + PID + "/syscall", "-1 0x7ffd 0x7f00")
                        .asleepIn("do_freezer_trap")
                        .waitsFor())
                .isEqualTo(frozen);
        assertThat(thread().uninterruptible()
                        .file("task/" + PID + "/syscall", "-1 0x7ffd 0x7f00")
                        .waitsFor())
                .as("a page that comes from a disk")
                .isEqualTo(new Wait.OnFile("page fault", "", true, Optional.empty()));
    }

    private static OneThread thread() {
        return new OneThread();
    }
}
