package io.runnerwatchdog.internal.linux;

import io.runnerwatchdog.internal.linux.Scene.At;
import io.runnerwatchdog.internal.linux.SyscallParser.Position;
import io.runnerwatchdog.observe.Wait;
import io.runnerwatchdog.observe.Wait.OnFutex.Kind;
import io.runnerwatchdog.observe.Wait.OnFutex.Owner;
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
    private static final long WAITERS = 0x80000000L;
    private static final long OWNER_BITS = 0x3FFFFFFFL;
    private static final int CONTENDED = 2; // the value of a glibc mutex that others wait for
    private static final int GLIBC_MUTEX = 24; // int lock, unsigned count, int owner, unsigned users, int kind, ...
    private static final int LARGEST_KIND = 512;

    private final Scene scene;

    FutexReader(Scene scene) {
        this.scene = scene;
    }

    Wait read(At at, Position.InCall call) {
        boolean timed = call.argument(3) != 0;
        int operation = (int) call.argument(1) & OPERATION;
        boolean shared = ((int) call.argument(1) & PRIVATE) == 0;
        long expected = call.argument(2) & 0xFFFFFFFFL;
        if (operation == LOCK_PI || operation == LOCK_PI2) {
            return lock(timed, owner(at, word(at.pid(), call.argument(0)), true));
        }
        if (shared && expected > 0 && expected != at.tid()) {
            Optional<Owner> joined = owner(at, expected, false);
            if (joined.isPresent()) {
                return new Wait.OnFutex("futex", Kind.JOIN, timed, joined);
            }
        }
        if ((expected & WAITERS) != 0) {
            Optional<Owner> robust = owner(at, expected & OWNER_BITS, shared);
            if (robust.isPresent()) {
                return lock(timed, robust);
            }
        }
        return expected == CONTENDED
                ? lock(timed, glibcOwner(at, call.argument(0), shared))
                : new Wait.OnFutex("futex", Kind.SIGNAL, timed, Optional.empty());
    }

    private static Wait lock(boolean timed, Optional<Owner> owner) {
        return new Wait.OnFutex("futex", Kind.LOCK, timed, owner);
    }

    private long word(long pid, long address) {
        return scene.proc()
                .memory(pid, address, Integer.BYTES)
                .map(word -> word.getInt(0) & OWNER_BITS)
                .orElse(0L);
    }

    private Optional<Owner> glibcOwner(At at, long address, boolean shared) {
        Optional<ByteBuffer> mutex = scene.proc().memory(at.pid(), address, GLIBC_MUTEX);
        if (mutex.isEmpty() || mutex.get().getInt(0) != CONTENDED) {
            return Optional.empty();
        }
        int users = mutex.get().getInt(12);
        int kind = mutex.get().getInt(16);
        // Words of other runtimes look alike: the rest must be those of a mutex in use, and the owner must exist.
        return users >= 1 && kind >= 0 && kind < LARGEST_KIND
                ? owner(at, mutex.get().getInt(8), shared)
                : Optional.empty();
    }

    /**
     * The thread of a number found in memory.
     *
     * @param anywhere whether it may be a thread of another process: only a shared word can name one
     */
    private Optional<Owner> owner(At at, long number, boolean anywhere) {
        if (number <= 0) {
            return Optional.empty();
        }
        OptionalLong tid = outside(at, number);
        if (tid.isPresent()
                && scene.proc()
                        .text(at.pid() + "/task/" + tid.getAsLong() + "/stat")
                        .isPresent()) {
            return Optional.of(new Owner(scene.kin().party(at.pid()), tid.getAsLong()));
        }
        if (!anywhere) {
            return Optional.empty();
        }
        OptionalLong process =
                StatusParser.process(scene.proc().text(number + "/status").orElse(""));
        return process.isPresent() && process.getAsLong() > 1
                ? Optional.of(new Owner(scene.kin().party(process.getAsLong()), number))
                : Optional.empty();
    }

    /** A process in a PID namespace of its own counts its threads by other numbers than we do. */
    private OptionalLong outside(At at, long number) {
        if (innermost(at.pid() + "/status") == at.pid()) {
            return OptionalLong.of(number);
        }
        return scene.proc().numbers(at.pid() + "/task").stream()
                .mapToLong(Long::longValue)
                .filter(tid -> innermost(at.pid() + "/task/" + tid + "/status") == number)
                .findFirst();
    }

    /** The number that a process or thread knows itself by; 0 where it is not told. */
    private long innermost(String status) {
        return StatusParser.innermostPid(scene.proc().text(status).orElse("")).orElse(0);
    }
}
