package demo;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Waits for a program that does not end by itself. */
class HangsTest {
    @Test
    void waitsForAProgramThatDoesNotEnd() throws Exception {
        Process program = new ProcessBuilder("sleep", "1000").start();
        Files.writeString(Path.of("sleep.pid"), program.pid() + "\n");
        program.waitFor();
    }
}
