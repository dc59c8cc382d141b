package io.runnerwatchdog.internal.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether the descriptors of a process may be looked at: to have none is not to hide them. */
class ShownDescriptorsTest {
    private static final long PID = 20;

    @TempDir
    private Path proc;

    @Test
    void aProcessWithoutDescriptorsHidesNothing() throws IOException {
        Files.createDirectories(proc.resolve(PID + "/fd"));

        assertThat(new ProcFs(proc).showsDescriptors(PID)).isTrue();
    }

    @Test
    void descriptorsThatLeadSomewhereAreShown() throws IOException {
        Path fd = Files.createDirectories(proc.resolve(PID + "/fd"));
        Files.createSymbolicLink(fd.resolve("0"), Path.of("pipe:[7]"));

        assertThat(new ProcFs(proc).showsDescriptors(PID)).isTrue();
    }

    @Test
    void numbersThatLeadNowhereAreNotShown() throws IOException {
        Path fd = Files.createDirectories(proc.resolve(PID + "/fd"));
        // What cannot be read as a link looks like this from here, whoever looks: root may read all links.
        Files.createFile(fd.resolve("0"));

        assertThat(new ProcFs(proc).showsDescriptors(PID)).isFalse();
    }

    @Test
    void aListThatCannotBeOpenedIsNotShown() {
        assertThat(new ProcFs(proc).showsDescriptors(PID)).isFalse();
    }
}
