package io.runnerwatchdog.internal.cgroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.runnerwatchdog.fixture.NoResidue;
import io.runnerwatchdog.fixture.Sh;
import io.runnerwatchdog.internal.cgroup.Finding.Found;
import io.runnerwatchdog.internal.cgroup.Finding.NotToBeHad;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Real groups with real processes. Where this host may make none, the reason is what is looked at. */
@Tag("process")
@ExtendWith(NoResidue.class)
class CgroupProcessesTest {
    /** The shell and two that sleep; of these one is in a session of its own, orphaned, with no environment. */
    private static final String TREE = "echo 0 > \"$1\"; sleep 1000 & (setsid env -i sleep 1000 &) ; wait";

    /** The same, but one of them is put into a group below. */
    private static final String NESTED =
            "echo 0 > \"$1\"; mkdir \"$2\"; sleep 1000 & echo $! > \"$2\"/cgroup.procs; wait";

    private final String prefix = "runner-watchdog-test-" + UUID.randomUUID() + "-";

    private interface Body {
        void run(CgroupHome home, Cgroup group) throws IOException, InterruptedException;
    }

    @Test
    void allAreMembersAndAllAreKilledAndNothingIsLeft() throws Exception {
        inAGroup(CgroupLimits.NONE, (home, group) -> {
            Process shell = start(TREE, group.procsFile());
            awaitSleepers(group, 3);
            assertThat(group.members()).contains(shell.pid());
            assertThat(group.populated()).isTrue();
            assertThat(group.remove()).as("something lives in it").isFalse();
            List<Long> members = group.members();

            assertThat(group.kill()).isTrue();
            await().atMost(Sh.PATIENCE).until(() -> !group.populated());
            assertThat(members).noneMatch(Sh::lives);
            assertThat(shell.waitFor()).isEqualTo(128 + 9);
        });
    }

    @Test
    void whatIsFrozenCanBeThawedAndKilled() throws Exception {
        inAGroup(CgroupLimits.NONE, (home, group) -> {
            Process shell = start(TREE, group.procsFile());
            awaitSleepers(group, 3);
            assertThat(group.frozen()).isFalse();

            assertThat(group.freeze(true)).isTrue();
            await().atMost(Sh.PATIENCE).until(group::frozen);
            assertThat(group.members()).hasSize(3);
            assertThat(group.freeze(false)).isTrue();
            await().atMost(Sh.PATIENCE).until(() -> !group.frozen());

            assertThat(group.freeze(true)).isTrue();
            await().atMost(Sh.PATIENCE).until(group::frozen);
            assertThat(group.kill()).as("frozen ones, too").isTrue();
            await().atMost(Sh.PATIENCE).until(() -> !group.populated());
            assertThat(shell.waitFor()).isEqualTo(128 + 9);
        });
    }

    @Test
    void groupsBelowBelongToIt() throws Exception {
        inAGroup(CgroupLimits.NONE, (home, group) -> {
            Path below = group.directory().resolve("below");
            Process shell = start(NESTED, group.procsFile(), below);
            awaitSleepers(group, 2);
            await().atMost(Sh.PATIENCE)
                    .until(() -> !CgroupParser.pids(Files.readString(below.resolve("cgroup.procs")))
                            .isEmpty());

            assertThat(group.members()).hasSize(2).contains(shell.pid());
            assertThat(group.kill()).isTrue();
            await().atMost(Sh.PATIENCE).until(() -> !group.populated());
            assertThat(shell.waitFor()).isEqualTo(128 + 9);
        });
    }

    @Test
    void eachLimitIsInForceOrSaidNotToBe() throws Exception {
        CgroupLimits limits = new CgroupLimits(OptionalLong.of(64 << 20), OptionalLong.of(20));
        inAGroup(limits, (home, group) -> {
            inForceOrSaidNotToBe(group, "memory.max", Long.toString(64 << 20));
            inForceOrSaidNotToBe(group, "pids.max", "20");
            Process shell = start(TREE, group.procsFile());
            awaitSleepers(group, 3);
            assertThat(group.kill()).isTrue();
            assertThat(shell.waitFor()).isEqualTo(128 + 9);
        });
    }

    @Test
    void anEmptyGroupIsFoundAgainByItsName() throws Exception {
        inAGroup(CgroupLimits.NONE, (home, group) -> {
            assertThat(home.leftovers(prefix)).containsExactly(group.directory());
            assertThat(group.populated()).isFalse();
            assertThat(group.members()).isEmpty();
            assertThatThrownBy(() -> home.create(prefix + "1", CgroupLimits.NONE))
                    .isInstanceOf(IOException.class)
                    .hasMessageEndingWith("it is there already");

            assertThat(home.at(prefix + "1").remove()).isTrue();
            assertThat(home.leftovers(prefix)).isEmpty();
            assertThat(group.kill()).as("there is none any more").isFalse();
        });
    }

    private void inAGroup(CgroupLimits limits, Body body) throws IOException, InterruptedException {
        Finding finding = CgroupHome.find();
        if (finding instanceof NotToBeHad none) {
            assertThat(none.reason().lines()).hasSize(1);
            assertThat(none.reason()).matches("\\S+( \\S+){3,}").hasSizeGreaterThan(20);
            return;
        }
        CgroupHome home = ((Found) finding).home();
        Cgroup group = home.create(prefix + "1", limits);
        try {
            body.run(home, group);
        } finally {
            group.kill();
            await().atMost(Sh.PATIENCE).until(group::remove);
        }
        assertThat(group.directory()).doesNotExist();
        assertThat(home.leftovers(prefix)).isEmpty();
    }

    private static Process start(String script, Path... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", script, "sh");
        for (Path argument : arguments) {
            builder.command().add(argument.toString());
        }
        return builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Waits until so many are in it, and all but the shell have become what they shall be. */
    private static void awaitSleepers(Cgroup group, int members) {
        await().atMost(Sh.PATIENCE).until(() -> {
            List<Long> pids = group.members();
            return pids.size() == members
                    && pids.stream().filter(CgroupProcessesTest::sleeps).count() == members - 1;
        });
    }

    private static boolean sleeps(long pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/comm")).equals("sleep\n");
        } catch (IOException gone) {
            return false;
        }
    }

    private static void inForceOrSaidNotToBe(Cgroup group, String file, String value) throws IOException {
        List<String> said = group.unmet().stream()
                .filter(sentence -> sentence.startsWith(file + " is not set: "))
                .toList();
        if (said.isEmpty()) {
            assertThat(group.directory().resolve(file)).content().isEqualTo(value + "\n");
        } else {
            assertThat(said).singleElement().asString().hasLineCount(1);
        }
    }
}
