package io.runnerwatchdog.internal.engine;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.random.RandomGenerator;

/**
 * Numbers that nobody can guess, from the kernel. On Linux {@link SecureRandom} asks the same kernel, but loads all security
 * providers before: a host that has no other use for them would pay for that at its first run. Holds nothing open.
 * Thread-safe.
 */
final class KernelRandom implements RandomGenerator {
    private final String device;

    KernelRandom() {
        this("/dev/urandom");
    }

    KernelRandom(String device) {
        this.device = device;
    }

    @Override
    public void nextBytes(byte[] bytes) {
        try (FileInputStream in = new FileInputStream(device)) {
            if (in.readNBytes(bytes, 0, bytes.length) == bytes.length) {
                return;
            }
        } catch (IOException notThere) {
            // Another platform, a bare container, or no descriptor left; what is asked below can do without.
        }
        new SecureRandom().nextBytes(bytes);
    }

    @Override
    public long nextLong() {
        byte[] bytes = new byte[Long.BYTES];
        nextBytes(bytes);
        return ByteBuffer.wrap(bytes).getLong();
    }
}
