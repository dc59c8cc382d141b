package io.runnerwatchdog.internal.cgroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Limits that can be had, and what is said of those that cannot. */
class CgroupLimitsTest {
    private static final CgroupLimits BOTH = new CgroupLimits(OptionalLong.of(1 << 20), OptionalLong.of(50));

    @TempDir
    private Path directory;

    private final FakeGroups files = new FakeGroups();
    private Path host;
    private CgroupHome home;

    @BeforeEach
    void aHomeOfItsOwn() throws IOException {
        host = files.group(directory.resolve("host"));
        home = new CgroupHome(host, files);
    }

    @Test
    void limitsAreSetWhereTheControllersAreThere() throws IOException {
        write("cgroup.subtree_control", "cpu memory pids\n");
        Cgroup made = home.create("run", BOTH);

        assertThat(made.unmet()).isEmpty();
        assertThat(made.directory().resolve("memory.max")).content().startsWith("1048576");
        assertThat(made.directory().resolve("memory.oom.group")).content().startsWith("1");
        assertThat(made.directory().resolve("memory.swap.max")).content().startsWith("0");
        assertThat(made.directory().resolve("pids.max")).content().startsWith("50");
    }

    @Test
    void withoutLimitsNothingIsSetAndNothingEnabled() throws IOException {
        write("cgroup.controllers", "memory pids\n");
        Cgroup made = home.create("run", CgroupLimits.NONE);

        assertThat(made.unmet()).isEmpty();
        assertThat(host.resolve("cgroup.subtree_control")).isEmptyFile();
    }

    @Test
    void aMissingControllerIsEnabledBeforeTheGroupIsMade() throws IOException {
        write("cgroup.controllers", "memory\n");
        Cgroup made = home.create("run", new CgroupLimits(OptionalLong.of(4096), OptionalLong.empty()));

        assertThat(made.unmet()).isEmpty();
        assertThat(made.directory().resolve("memory.max")).content().startsWith("4096");
    }

    @Test
    void theRootOfAllHandsOnControllersAlthoughItHasProcesses() throws IOException {
        write("cgroup.controllers", "memory\n");
        write("cgroup.procs", "1\n");
        Files.delete(host.resolve("cgroup.type"));

        assertThat(home.create("run", new CgroupLimits(OptionalLong.of(4096), OptionalLong.empty()))
                        .unmet())
                .isEmpty();
    }

    /** The kernel refuses memory, and takes pids: but after that nobody can join a group there. */
    @Test
    void aGroupWithProcessesIsNeverToldToHandOnControllers() throws IOException {
        write("cgroup.controllers", "memory pids\n");
        write("cgroup.procs", "0\n");
        Cgroup made = home.create("run", BOTH);

        assertThat(made.directory()).isDirectory();
        assertThat(made.unmet())
                .containsExactly(
                        "memory.max is not set: the controller memory cannot be handed on from " + host
                                + " while that group has processes of its own",
                        "pids.max is not set: the controller pids cannot be handed on from " + host
                                + " while that group has processes of its own");
        assertThat(host.resolve("cgroup.subtree_control")).isEmptyFile();
    }

    @Test
    void aControllerThatTheHomeDoesNotHaveIsNamed() throws IOException {
        write("cgroup.controllers", "hugetlb\n");
        assertThat(home.create("run", BOTH).unmet())
                .containsExactly(
                        "memory.max is not set: " + host + " does not have the controller memory, it has hugetlb",
                        "pids.max is not set: " + host + " does not have the controller pids, it has hugetlb");

        write("cgroup.controllers", "\n");
        assertThat(home.create("again", BOTH).unmet())
                .allSatisfy(sentence -> assertThat(sentence).endsWith("it has none"));
    }

    @Test
    void aRefusalToEnableIsTold() throws IOException {
        write("cgroup.controllers", "memory pids\n");
        Path control = host.resolve("cgroup.subtree_control");
        files.refuse(control, new IOException("Device or resource busy"));

        assertThat(home.create("run", BOTH).unmet())
                .containsExactly(
                        "memory.max is not set: " + control + " does not take +memory: Device or resource busy",
                        "pids.max is not set: " + control + " does not take +pids: Device or resource busy");
    }

    @Test
    void aLimitThatIsRefusedIsTold() throws IOException {
        write("cgroup.subtree_control", "memory pids\n");
        Path run = host.resolve("run");
        files.refuse(run.resolve("memory.swap.max"), new FileSystemException("x", null, "Invalid argument"));
        files.refuse(run.resolve("pids.max"), new IOException());

        assertThat(home.create("run", BOTH).unmet())
                .containsExactly(
                        "memory.swap.max is not set: " + run + " does not take 0: Invalid argument",
                        "pids.max is not set: " + run + " does not take 50: IOException");
    }

    @Test
    void aLimitIsGreaterThanZero() {
        assertThatThrownBy(() -> new CgroupLimits(OptionalLong.of(0), OptionalLong.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("memoryMaxBytes must be > 0, was 0");
        assertThatThrownBy(() -> new CgroupLimits(OptionalLong.empty(), OptionalLong.of(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("pidsMax must be > 0, was -1");
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(host.resolve(file), text);
    }
}
