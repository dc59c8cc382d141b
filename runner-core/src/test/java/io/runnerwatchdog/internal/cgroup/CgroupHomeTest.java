package io.runnerwatchdog.internal.cgroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runnerwatchdog.internal.cgroup.Finding.Found;
import io.runnerwatchdog.internal.cgroup.Finding.NotToBeHad;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where groups can be made, on a machine made by hand. */
class CgroupHomeTest {
    @TempDir
    private Path directory;

    private final FakeGroups files = new FakeGroups();
    private Path proc;
    private Path mount;

    @BeforeEach
    void aMachineOfItsOwn() throws IOException {
        proc = directory.resolve("proc");
        mount = directory.resolve("sys fs");
        Files.createDirectories(proc.resolve("self"));
        membership("5:memory:/x\n0::/host\n");
        mounts(line("/", mount));
        files.group(mount.resolve("host"));
    }

    @Test
    void theHomeIsTheGroupOfTheProcessAndNothingIsLeftInIt() {
        assertThat(CgroupHome.find(proc, files)).isInstanceOfSatisfying(Found.class, found -> {
            assertThat(found.home().directory()).isEqualTo(mount.resolve("host"));
            assertThat(files.groups(mount.resolve("host"))).isEmpty();
        });
    }

    @Test
    void whatIsMountedMayBeAPartOfTheTree() throws IOException {
        membership("0::/docker/x/host\n");
        mounts(line("/docker/x", mount));

        assertThat(home().directory()).isEqualTo(mount.resolve("host"));
    }

    @Test
    void ofTwoMountsTheOneThatMayBeWrittenIsTaken() throws IOException {
        Path readOnly = directory.resolve("read-only");
        files.group(readOnly.resolve("host"));
        files.refuse(readOnly.resolve("host"), readOnly(readOnly));
        mounts(line("/elsewhere", directory.resolve("x")) + line("/", readOnly) + line("/", mount));

        assertThat(home().directory()).isEqualTo(mount.resolve("host"));
    }

    @Test
    void withoutProcThereIsNone() {
        assertThat(CgroupHome.find(directory.resolve("nothing"))).isInstanceOf(NotToBeHad.class);
        assertThat(reason(directory.resolve("nothing"))).contains("cannot be read (no such file or directory)");
    }

    @Test
    void withoutAMountThereIsNone() throws IOException {
        mounts("35 31 0:32 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n");

        assertThat(reason(proc)).startsWith("no cgroup v2 is mounted");
    }

    @Test
    void aProcessOfTheOldKindOnlyHasNone() throws IOException {
        membership("5:memory:/x\n");

        assertThat(reason(proc)).startsWith("this process is in no cgroup v2");
    }

    @Test
    void aGroupOutsideOfWhatIsMountedCannotBeSeen() throws IOException {
        membership("0::/../host\n");

        assertThat(reason(proc)).contains("/../host").contains("cannot be seen").contains("only / is mounted");
    }

    @Test
    void aGroupThatIsDeletedIsNoDirectory() throws IOException {
        membership("0::/host (deleted)\n");

        assertThat(reason(proc)).contains("host (deleted) is not the directory of a group: it has no cgroup.procs");
    }

    @Test
    void whoMayNotMoveProcessesHasNone() {
        Path procs = mount.resolve("host/cgroup.procs");
        files.refuse(procs, new AccessDeniedException(procs.toString()));

        assertThat(reason(proc)).isEqualTo(procs + " may not be written: permission denied");
    }

    @Test
    void whoMayNotMakeGroupsHasNone() {
        files.refuse(mount.resolve("host"), readOnly(mount.resolve("host")));

        assertThat(reason(proc))
                .isEqualTo(mount.resolve("host")
                        + " may not be written: no group can be made in it: Read-only file system");
    }

    @Test
    void anOldKernelHasNone() {
        files.leaveOut("cgroup.kill");

        assertThat(reason(proc)).contains("have no cgroup.kill: expected Linux 5.14 or newer");
        assertThat(files.groups(mount.resolve("host"))).isEmpty();
    }

    @Test
    void groupsThatNobodyCanJoinAreNone() {
        files.makeOnly("domain invalid");

        assertThat(reason(proc)).contains("cannot be joined: expected the type domain, found domain invalid");
        assertThat(files.groups(mount.resolve("host"))).isEmpty();
    }

    @Test
    void aPlainDirectoryIsNotTakenForAGroup() {
        // Something else is mounted above it: a group that is made there gets no files.
        assertThat(CgroupHome.find(proc))
                .isInstanceOfSatisfying(
                        NotToBeHad.class,
                        none -> assertThat(none.reason())
                                .contains("has no type that could be read: no such file or directory"));
        assertThat(files.groups(mount.resolve("host"))).isEmpty();
    }

    @Test
    void aReasonIsOneLineWhateverThePathsHold() throws IOException {
        membership("0::/ho\rst\u2028x\n");

        assertThat(reason(proc)).contains("ho?st?x");
    }

    @Test
    void aPathThatCannotBeOneIsAReason() throws IOException {
        membership("0::/ho\0st\n");

        assertThat(reason(proc)).contains("its path cannot be written");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a/b", "/a", "a b", "a\n", "ä"})
    void aNameThatCouldLeadElsewhereIsRefused(String name) throws IOException {
        CgroupHome home = home();

        assertThatThrownBy(() -> home.create(name, CgroupLimits.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("name must be 1 to 100 of");
        assertThatThrownBy(() -> home.at(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aNameHasUpToAHundredCharacters() throws IOException {
        assertThat(home().create("x".repeat(100), CgroupLimits.NONE).directory())
                .isDirectory();
        assertThatThrownBy(() -> home().at("x".repeat(101))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aGroupIsMadeOnce() throws IOException {
        Cgroup made = home().create("run.1", CgroupLimits.NONE);

        assertThat(made.directory()).isEqualTo(mount.resolve("host/run.1")).isDirectory();
        assertThat(made.procsFile()).isEqualTo(mount.resolve("host/run.1/cgroup.procs"));
        assertThat(made.unmet()).isEmpty();
        assertThatThrownBy(() -> home().create("run.1", CgroupLimits.NONE))
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith("run.1 cannot be made: it is there already");
    }

    @Test
    void aGroupThatNobodyCanJoinIsNotHandedOut() throws IOException {
        CgroupHome home = home();
        files.makeOnly("domain invalid");

        assertThatThrownBy(() -> home.create("run", CgroupLimits.NONE))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot be joined");
        assertThat(home.at("run").directory()).doesNotExist();
    }

    @Test
    void whatADeadHostLeftIsFoundByItsPrefix() throws IOException {
        CgroupHome home = home();
        home.create("run-2", CgroupLimits.NONE);
        home.create("run-1", CgroupLimits.NONE);
        home.create("other", CgroupLimits.NONE);

        assertThat(home.leftovers("run-"))
                .extracting(group -> group.getFileName().toString())
                .containsExactly("run-1", "run-2");
        assertThat(home.leftovers("cgroup.")).as("files are no groups").isEmpty();
        assertThat(home.at("run-1").remove()).isTrue();
        assertThat(home.leftovers("run-1")).isEmpty();
    }

    private CgroupHome home() {
        return ((Found) CgroupHome.find(proc, files)).home();
    }

    private String reason(Path where) {
        String reason = ((NotToBeHad) CgroupHome.find(where, files)).reason();
        assertThat(reason.lines()).hasSize(1);
        return reason;
    }

    private void membership(String text) throws IOException {
        Files.writeString(proc.resolve("self/cgroup"), text);
    }

    private void mounts(String text) throws IOException {
        Files.writeString(proc.resolve("self/mountinfo"), text);
    }

    private static String line(String root, Path point) {
        return "41 31 0:38 " + root + " " + point.toString().replace(" ", "\\040") + " rw - cgroup2 cgroup2 rw\n";
    }

    private static FileSystemException readOnly(Path path) {
        return new FileSystemException(path.toString(), null, "Read-only file system");
    }
}
