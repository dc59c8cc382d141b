package io.runnerwatchdog.internal.linux;

import io.runnerwatchdog.internal.linux.SyscallParser.Position;
import io.runnerwatchdog.observe.Wait;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Who owns the lock in memory that a thread waits for, where its word tells: priority-inheritance locks and robust ones
 * hold the owner's thread number, a mutex of glibc has it beside the word, a joined thread's word is its number.
 */
final class FutexReader {
    private static final int OPERATION = 0x7F;
    private static final int PRIVATE = 0x80;
    private static final int LOCK_PI = 6;
    private static final int LOCK_PI2 = 13;
    private static final long OWNER_BITS = 0x3FFFFFFFL;
    private static final int CONTENDED = 2; // the value of a glibc mutex that others wait for
    private static final int GLIBC_MUTEX = 24; // int lock, unsigned count, int owner, unsigned users, int kind, ...
    private static final int LARGEST_KIND = 512;

    private final ProcFs proc;

    FutexReader(ProcFs proc) {
        this.proc = proc;
    }

    Wait read(long pid, Position.InCall call) {
        boolean timed = call.argument(3) != 0;
        int operation = (int) call.argument(1) & OPERATION;
        OptionalLong owner =
                operation == LOCK_PI || operation == LOCK_PI2 ? wordOwner(pid, call.argument(0)) : waitOwner(pid, call);
        boolean itself = owner.isPresent() && owner.getAsLong() == 0;
        return new Wait.OnFutex("futex", timed, itself ? OptionalLong.empty() : owner);
    }

    private OptionalLong wordOwner(long pid, long address) {
        Optional<ByteBuffer> word = proc.memory(pid, address, Integer.BYTES);
        return word.isPresent() ? OptionalLong.of(word.get().getInt(0) & OWNER_BITS) : OptionalLong.empty();
    }

    private OptionalLong waitOwner(long pid, Position.InCall call) {
        boolean shared = ((int) call.argument(1) & PRIVATE) == 0;
        long expected = call.argument(2) & 0xFFFFFFFFL;
        if (shared && isThreadOf(pid, expected)) {
            return OptionalLong.of(expected);
        }
        if (expected != CONTENDED) {
            return OptionalLong.empty();
        }
        Optional<ByteBuffer> mutex = proc.memory(pid, call.argument(0), GLIBC_MUTEX);
        if (mutex.isEmpty()) {
            return OptionalLong.empty();
        }
        int owner = mutex.get().getInt(8);
        int users = mutex.get().getInt(12);
        int kind = mutex.get().getInt(16);
        // Words of other runtimes look alike: an owner counts only if it is a thread of this very process.
        boolean plausible = users >= 1 && kind >= 0 && kind < LARGEST_KIND && isThreadOf(pid, owner);
        return plausible ? OptionalLong.of(owner) : OptionalLong.empty();
    }

    private boolean isThreadOf(long pid, long tid) {
        return tid > 0 && proc.text(pid + "/task/" + tid + "/stat").isPresent();
    }
}
