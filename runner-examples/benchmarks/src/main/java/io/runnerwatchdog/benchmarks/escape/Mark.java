package io.runnerwatchdog.benchmarks.escape;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;

/**
 * What the processes of one round can be known by, in two ways that know nothing of each other and nothing of those who
 * are compared.
 *
 * @param token digits that nobody else has; each process of the round keeps them among its arguments
 * @param pids the file to which each process of the round appends its line of {@code /proc/PID/stat} when it begins
 */
record Mark(String token, Path pids) {
    private static final SecureRandom RANDOM = new SecureRandom();

    /** One that was never used. */
    static Mark fresh(Path directory) throws IOException {
        String token = String.format("%020d", new BigInteger(64, RANDOM));
        Path pids = Files.createFile(directory.resolve(token));
        // A setuid program writes to it as somebody else.
        Files.setPosixFilePermissions(pids, PosixFilePermissions.fromString("rw-rw-rw-"));
        return new Mark(token, pids);
    }

    void delete() throws IOException {
        Files.deleteIfExists(pids);
    }
}
