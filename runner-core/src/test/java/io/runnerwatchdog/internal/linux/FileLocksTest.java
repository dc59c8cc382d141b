package io.runnerwatchdog.internal.linux;

import static io.runnerwatchdog.internal.linux.OneThread.NEIGHBOUR;
import static io.runnerwatchdog.internal.linux.OneThread.PID;
import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.observe.Contention;
import io.runnerwatchdog.observe.Party;
import io.runnerwatchdog.observe.Party.Standing;
import io.runnerwatchdog.observe.Wait;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who holds a lock on a file, where the kernel names somebody else, or nobody. Numbers of x86-64. */
class FileLocksTest {
    private static final long FLOCK = 73;
    private static final long SLEEP = 35;
    private static final long GONE = 4_200_050;
    private static final String LOCK = "/run/lock";
    private static final String INODE = "ino:\t55";
    private static final String HELD = "lock:\t1: FLOCK  ADVISORY  WRITE 0 fe:00:55 0 EOF";
    private static final Party NEIGHBOUR_OUTSIDE = new Party(NEIGHBOUR, "neighbour", Standing.OUTSIDE);

    @Test
    void aLockThatAnEndedProgramTookIsHeldByWhoHasTheOpenFile() {
        assertThat(waiter().any("locks", tookAndWaits(GONE))
                        .beside(9, LOCK, INODE, HELD)
                        .waitsFor())
                .isEqualTo(heldBy(NEIGHBOUR_OUTSIDE));
    }

    @Test
    void aNumberThatIsAnotherProcessByNowHoldsNothing() {
        // The waiter's own parent has the number 1; it has other files open, not this one.
        assertThat(waiter().any("locks", tookAndWaits(1))
                        .any("1/stat", "1 (init) S 0 1 1 0 -1 4194304 0 0 0 0 0 0 0 0 20 0 1 0 100 0 0")
                        .beside(9, LOCK, INODE, HELD)
                        .waitsFor())
                .isEqualTo(heldBy(NEIGHBOUR_OUTSIDE));
    }

    @Test
    void aLockThatTheKernelDoesNotListHasAHolderStill() {
        // In a namespace of process numbers the locks of ended programs are left out of the list.
        assertThat(waiter().beside(9, LOCK, INODE, HELD).waitsFor()).isEqualTo(heldBy(NEIGHBOUR_OUTSIDE));
    }

    @Test
    void whoOnlyHasTheFileOpenDoesNotHoldIt() {
        assertThat(waiter().any("locks", tookAndWaits(GONE))
                        .beside(9, LOCK, INODE)
                        .waitsFor())
                .as("no lock on it")
                .isEqualTo(heldBy());
        assertThat(waiter().any("locks", tookAndWaits(GONE))
                        .beside(9, LOCK, "ino:\t56", HELD.replace(":55", ":56"))
                        .waitsFor())
                .as("another file of that name")
                .isEqualTo(heldBy());
    }

    @Test
    void whoSleepsWithALockThatItInheritedIsNotShutOut() {
        String locks = "1: FLOCK  ADVISORY  WRITE " + NEIGHBOUR + " fe:00:55 0 EOF";

        assertThat(new OneThread()
                        .in(SLEEP)
                        .fd(9, LOCK, INODE, HELD)
                        .any("locks", locks)
                        .facts()
                        .contentions())
                .isEmpty();
    }

    @Test
    void whoSleepsIsShutOutByWhoHasTheOpenFile() {
        assertThat(new OneThread()
                        .in(SLEEP)
                        .fd(3, LOCK, INODE)
                        .any("locks", "1: FLOCK  ADVISORY  WRITE " + GONE + " fe:00:55 0 EOF")
                        .beside(9, LOCK, INODE, HELD)
                        .facts()
                        .contentions())
                .containsExactly(new Contention(LOCK, NEIGHBOUR_OUTSIDE));
    }

    private static OneThread waiter() {
        return new OneThread().in(FLOCK, 3, 2).fd(3, LOCK, INODE);
    }

    private static Wait heldBy(Party... holders) {
        return new Wait.OnFileLock("flock", LOCK, List.of(holders));
    }

    private static String tookAndWaits(long pid) {
        return "1: FLOCK  ADVISORY  WRITE " + pid + " fe:00:55 0 EOF\n1: -> FLOCK  ADVISORY  WRITE " + PID
                + " fe:00:55 0 EOF";
    }
}
