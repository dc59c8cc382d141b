package io.runnerwatchdog.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelRandomTest {
    private static final int MANY = 1000;

    @Test
    void noNumberComesTwice() {
        assertThat(numbers(new KernelRandom())).hasSize(MANY);
    }

    @Test
    void itGivesWhatTheDeviceGives(@TempDir Path directory) throws IOException {
        Path device = Files.write(directory.resolve("device"), new byte[] {0, 0, 0, 0, 0, 0, 1, 2, 99});

        assertThat(new KernelRandom(device.toString()).nextLong()).isEqualTo(0x102);
    }

    @Test
    void withoutADeviceTheNumbersComeFromThePlatform() {
        assertThat(numbers(new KernelRandom("/no/such/device"))).hasSize(MANY);
    }

    /** Else the rest of an id would be zeros, and anybody could name it. */
    @Test
    void aDeviceThatGivesTooLittleIsNotBelieved(@TempDir Path directory) throws IOException {
        Path device = Files.write(directory.resolve("device"), new byte[7]);

        assertThat(numbers(new KernelRandom(device.toString()))).hasSize(MANY);
    }

    private static Set<Long> numbers(RandomGenerator random) {
        Set<Long> numbers = new HashSet<>();
        for (int i = 0; i < MANY; i++) {
            numbers.add(random.nextLong());
        }
        return numbers;
    }
}
