package io.runnerwatchdog.internal.cgroup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read of a group and what it is told, on a machine made by hand. */
class CgroupTest {
    @TempDir
    private Path directory;

    private final FakeGroups files = new FakeGroups();
    private Path group;
    private Cgroup cgroup;

    @BeforeEach
    void aGroupOfItsOwn() throws IOException {
        group = files.group(directory.resolve("run"));
        cgroup = new Cgroup(group, files, List.of());
    }

    @Test
    void membersOfGroupsBelowAreMembers() throws IOException {
        files.populate(group, "30\n10\n");
        files.populate(files.group(group.resolve("a")), "20\n10\n");
        files.populate(files.group(group.resolve("a/b")), "5\n");

        assertThat(cgroup.members()).containsExactly(5L, 10L, 20L, 30L);
    }

    @Test
    void aGroupWhoseListMayNotBeReadHidesNoOther() throws IOException {
        // That of a threaded group is refused; the processes are listed above it.
        Path threaded = files.group(group.resolve("threaded"));
        Files.delete(threaded.resolve("cgroup.procs"));
        files.populate(files.group(threaded.resolve("b")), "7\n");

        assertThat(cgroup.members()).containsExactly(7L);
    }

    @Test
    void groupsBelowWithoutEndAreNotFollowedForEver() throws IOException {
        Path nested = group;
        for (int level = 2; level <= 70; level++) {
            nested = files.group(nested.resolve("n"));
            files.populate(nested, level + "\n");
        }

        assertThat(cgroup.members()).contains(64L).doesNotContain(65L);
    }

    @Test
    void lifeIsWhatTheKernelSaysOfTheWholeTree() throws IOException {
        assertThat(cgroup.populated()).isFalse();
        files.populate(group, "1\n");
        assertThat(cgroup.populated()).isTrue();
    }

    @Test
    void whatCannotBeReadIsNotTakenForEmpty() {
        files.refuse(group.resolve("cgroup.events"), new IOException("Too many open files"));

        assertThat(cgroup.populated()).isTrue();
        assertThat(cgroup.remove()).isFalse();
        assertThat(cgroup.frozen()).isFalse();
    }

    @Test
    void aGroupThatGoesWhileItIsReadIsEmpty() {
        assertThat(cgroup.remove()).isTrue();
        files.refuse(group.resolve("cgroup.events"), new IOException("No such device"));

        assertThat(cgroup.populated()).isFalse();
        assertThat(cgroup.remove()).isTrue();
    }

    @Test
    void ordersAreWrittenToTheirFiles() throws IOException {
        files.populate(group, "4711\n");

        assertThat(cgroup.freeze(true)).isTrue();
        assertThat(cgroup.frozen()).isTrue();
        assertThat(cgroup.freeze(false)).isTrue();
        assertThat(cgroup.frozen()).isFalse();
        assertThat(cgroup.kill()).isTrue();
        assertThat(group.resolve("cgroup.kill")).content().isEqualTo("1");
        assertThat(cgroup.populated()).isFalse();
    }

    @Test
    void anInterruptedThreadGivesOrdersAllTheSame() throws IOException {
        files.populate(group, "4711\n");
        Thread.currentThread().interrupt();
        boolean killed = cgroup.kill();
        boolean populated = cgroup.populated();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(killed).isTrue();
        assertThat(populated).isFalse();
    }

    @Test
    void aRefusalIsAnAnswer() {
        files.refuse(group.resolve("cgroup.kill"), new AccessDeniedException("x"));
        files.refuse(group.resolve("cgroup.freeze"), new IOException("Operation not supported"));
        files.refuse(group, new AccessDeniedException("x"));

        assertThat(cgroup.kill()).isFalse();
        assertThat(cgroup.freeze(true)).isFalse();
        assertThat(cgroup.remove()).isFalse();
    }

    @Test
    void groupsBelowAreRemovedFirst() throws IOException {
        files.group(group.resolve("a/b"));
        files.group(group.resolve("a"));
        files.group(group.resolve("c"));

        assertThat(cgroup.remove()).isTrue();
        assertThat(group).doesNotExist();
    }

    @Test
    void nothingIsRemovedWhileSomethingLives() throws IOException {
        files.group(group.resolve("empty"));
        files.populate(group, "1\n");

        assertThat(cgroup.remove()).isFalse();
        assertThat(group.resolve("empty")).isDirectory();
    }

    @Test
    void aGroupBelowThatIsBusyAfterAllKeepsTheOthersAbove() throws IOException {
        // It was joined between the question and the removal.
        Path nested = files.group(group.resolve("a"));
        Files.writeString(nested.resolve("cgroup.procs"), "9\n");

        assertThat(cgroup.remove()).isFalse();
        assertThat(nested).isDirectory();
    }

    @Test
    void aGroupThatIsGoneIsRemovedAndEmptyAndTakesNoOrders() {
        assertThat(cgroup.remove()).isTrue();

        assertThat(cgroup.remove()).isTrue();
        assertThat(cgroup.members()).isEmpty();
        assertThat(cgroup.populated()).isFalse();
        assertThat(cgroup.frozen()).isFalse();
        assertThat(cgroup.kill()).isFalse();
        assertThat(cgroup.freeze(true)).isFalse();
        assertThat(group).as("an order makes no file").doesNotExist();
    }
}
