package io.runnerwatchdog.internal.linux;

import static io.runnerwatchdog.internal.linux.OneThread.PID;
import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.observe.Party;
import io.runnerwatchdog.observe.Wait;
import io.runnerwatchdog.observe.Wait.OnFutex.Kind;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who owns a lock in memory: by the word, and by the words beside it. */
class FutexReaderTest {
    private static final long FUTEX = 202;
    private static final long WORD = 0x7f0000001000L;
    private static final long SOON = 0x7f0000002000L;
    private static final long WAIT = 0;
    private static final long WAIT_BITSET = 9;
    private static final long PRIVATE = 128;
    private static final int WAITERS = 0x80000000;
    private static final int OWNER = (int) PID + 1;
    private static final Wait NOBODY = new Wait.OnFutex("futex", Kind.SIGNAL, false, Optional.empty());
    private static final Wait UNKNOWN_OWNER = new Wait.OnFutex("futex", Kind.LOCK, false, Optional.empty());

    @Test
    void aMutexOfTheCLibraryHasItsOwnerBesideTheWord() {
        assertThat(mutex(2, OWNER, 1, 0)).isEqualTo(of(Kind.LOCK));
    }

    @Test
    void wordsThatOnlyLookLikeAMutexNameNobody() {
        assertThat(mutex(2, OWNER, 0, 0)).as("no users").isEqualTo(UNKNOWN_OWNER);
        assertThat(mutex(2, OWNER, 1, 4_711)).as("no kind of mutex").isEqualTo(UNKNOWN_OWNER);
        assertThat(mutex(2, OWNER, 1, -1)).as("no kind of mutex").isEqualTo(UNKNOWN_OWNER);
        assertThat(mutex(2, 1, 1, 0)).as("a thread of another process").isEqualTo(UNKNOWN_OWNER);
        assertThat(mutex(2, 0, 1, 0)).as("no thread").isEqualTo(UNKNOWN_OWNER);
        assertThat(mutex(1, OWNER, 1, 0)).as("no longer contended").isEqualTo(UNKNOWN_OWNER);
    }

    private static Wait mutex(int word, int owner, int users, int kind) {
        return thread().in(FUTEX, WORD, WAIT | PRIVATE, 2)
                .ints(WORD, word, 0, owner, users, kind, 0)
                .waitsFor();
    }

    @Test
    void aLockWithoutReadableMemoryIsALockStill() {
        assertThat(thread().in(FUTEX, WORD, WAIT | PRIVATE, 2).waitsFor()).isEqualTo(UNKNOWN_OWNER);
    }

    @Test
    void aLockWithPriorityInheritanceHoldsItsOwner() {
        assertThat(thread().in(FUTEX, WORD, 6 | PRIVATE)
                        .ints(WORD, OWNER | WAITERS)
                        .waitsFor())
                .isEqualTo(of(Kind.LOCK));
    }

    @Test
    void aRobustLockHoldsItsOwnerToo() {
        assertThat(thread().in(FUTEX, WORD, WAIT | PRIVATE, (OWNER | WAITERS) & 0xFFFFFFFFL)
                        .waitsFor())
                .isEqualTo(of(Kind.LOCK));
    }

    @Test
    void aThreadThatIsJoinedIsTheWord() {
        assertThat(thread().in(FUTEX, WORD, WAIT_BITSET | 256, OWNER).waitsFor())
                .isEqualTo(of(Kind.JOIN));
        assertThat(thread().in(FUTEX, WORD, WAIT_BITSET | PRIVATE, OWNER).waitsFor())
                .as("a private word is never a thread's end")
                .isEqualTo(NOBODY);
        assertThat(thread().in(FUTEX, WORD, WAIT_BITSET, 77).waitsFor())
                .as("no thread of this process")
                .isEqualTo(NOBODY);
    }

    @Test
    void anyOtherWordIsASignal() {
        assertThat(thread().in(FUTEX, WORD, WAIT | PRIVATE, 0).waitsFor()).isEqualTo(NOBODY);
        assertThat(thread().in(FUTEX, WORD, WAIT | PRIVATE, 0, SOON).waitsFor())
                .as("with a time limit")
                .isEqualTo(new Wait.OnFutex("futex", Kind.SIGNAL, true, Optional.empty()));
    }

    private static OneThread thread() {
        return new OneThread().thread(OWNER);
    }

    private static Wait of(Kind kind) {
        Party self = new Party(PID, "tool", Party.Standing.MEMBER);
        return new Wait.OnFutex("futex", kind, false, Optional.of(new Wait.OnFutex.Owner(self, OWNER)));
    }
}
