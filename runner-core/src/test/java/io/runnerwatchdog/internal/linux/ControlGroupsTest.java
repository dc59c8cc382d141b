package io.runnerwatchdog.internal.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.observe.GroupFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a control group says of its CPU quota, in both versions. */
class ControlGroupsTest {
    private static final long PID = 20;
    private static final String FIRST = "nr_periods 10\nnr_throttled 4\nthrottled_time 2000000\n";
    private static final String SECOND = "usage_usec 5\nnr_periods 10\nnr_throttled 7\nthrottled_usec 1500\n";

    @TempDir
    private Path directory;

    @Test
    void theSecondVersionCountsInMicroseconds() throws IOException {
        isIn("0::/build/step\n");
        write("groups/build/step/cpu.stat", SECOND);

        assertThat(groups().of(PID)).contains(new GroupFacts("/build/step", 7, Duration.ofNanos(1_500_000)));
    }

    @Test
    void theFirstVersionCountsInNanosecondsInItsOwnHierarchy() throws IOException {
        isIn("4:memory:/elsewhere\n1:cpu:/build\n0::/\n");
        write("groups/cpu/build/cpu.stat", FIRST);

        assertThat(groups().of(PID)).contains(new GroupFacts("/build", 4, Duration.ofMillis(2)));
    }

    @Test
    void controllersThatShareAHierarchyShareItsDirectory() throws IOException {
        isIn("3:cpu,cpuacct:/build\n");
        write("groups/cpu,cpuacct/build/cpu.stat", FIRST);

        assertThat(groups().of(PID))
                .hasValueSatisfying(
                        facts -> assertThat(facts.throttledPeriods()).isEqualTo(4));
    }

    @Test
    void theSecondVersionMayStandBesideTheFirst() throws IOException {
        isIn("5:cpuset:/\n0::/build\n");
        write("groups/unified/build/cpu.stat", SECOND);

        assertThat(groups().of(PID))
                .hasValueSatisfying(
                        facts -> assertThat(facts.throttledPeriods()).isEqualTo(7));
    }

    @Test
    void aQuotaOfAGroupAboveHoldsForAllBelow() throws IOException {
        isIn("0::/slice/build/step\n");
        write("groups/slice/cpu.stat", SECOND);
        write("groups/slice/build/step/cpu.stat", "usage_usec 5\n");

        assertThat(groups().of(PID))
                .as("the group itself has no quota")
                .contains(new GroupFacts("/slice/build/step", 7, Duration.ofNanos(1_500_000)));
    }

    @Test
    void whicheverGroupRunsOutTheCountGrows() throws IOException {
        isIn("1:cpu:/build/step\n");
        write("groups/cpu/build/step/cpu.stat", "nr_throttled 1\nthrottled_time 10\n");
        write("groups/cpu/build/cpu.stat", "nr_throttled 20\nthrottled_time 300\n");
        write("groups/cpu/cpu.stat", "nr_throttled 400\nthrottled_time 5000\n");

        assertThat(groups().of(PID)).contains(new GroupFacts("/build/step", 421, Duration.ofNanos(5_310)));
    }

    @Test
    void aPathWithoutAnEndOrABeginningComesToAnEnd() throws IOException {
        isIn("0::" + "/a".repeat(1_000) + "\n0::build\n0::\n1:cpu://\n");

        assertThat(groups().of(PID)).isEmpty();
    }

    @Test
    void whatIsNotThereIsNotKnown() throws IOException {
        assertThat(groups().of(PID)).as("no process").isEmpty();
        isIn("0::/gone\n4:cpuset:/x\nrubbish\n:\n\n");
        assertThat(groups().of(PID)).isEmpty();
    }

    @Test
    void aPathThatLeadsOutIsNotFollowed() throws IOException {
        isIn("0::/../../outside\n");
        write("outside/cpu.stat", SECOND);

        assertThat(groups().of(PID)).isEmpty();
    }

    private void isIn(String cgroup) throws IOException {
        write("proc/" + PID + "/cgroup", cgroup);
    }

    private void write(String file, String text) throws IOException {
        Path path = directory.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private ControlGroups groups() {
        return new ControlGroups(new ProcFs(directory.resolve("proc")), new ProcFs(directory.resolve("groups")));
    }
}
