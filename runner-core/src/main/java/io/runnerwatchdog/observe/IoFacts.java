package io.runnerwatchdog.observe;

/**
 * What a process read and wrote so far, see proc_pid_io(5); calls on sockets other than read and write do not count.
 *
 * @param readBytes bytes that read-like calls returned
 * @param writtenBytes bytes that write-like calls took
 * @param readCalls how many read-like calls it made
 * @param writeCalls how many write-like calls it made, the failed ones too
 */
public record IoFacts(long readBytes, long writtenBytes, long readCalls, long writeCalls) {
    /** All bytes. */
    public long bytes() {
        return readBytes + writtenBytes;
    }

    /** All calls. */
    public long calls() {
        return readCalls + writeCalls;
    }
}
