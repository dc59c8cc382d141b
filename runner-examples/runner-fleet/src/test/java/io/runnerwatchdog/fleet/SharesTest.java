package io.runnerwatchdog.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.report.fleet.EvidenceGroup;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SharesTest {
    private static final long GIB = 1L << 30;

    @Property
    void eachHostIsReadByOneTask(
            @ForAll @Size(min = 1, max = 200) List<@LongRange(min = 0, max = GIB) Long> weights,
            @ForAll @IntRange(min = 1, max = 64) int cores) {
        List<HostFiles> hosts = hosts(weights);
        List<List<HostFiles>> tasks = Shares.of(hosts, cores);
        assertThat(tasks.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(hosts);
        assertThat(tasks).noneMatch(List::isEmpty);
    }

    /** What is left to do when the last host is given away is spread evenly but for that host. */
    @Property
    void noTaskHasMoreThanTheMeanAndOneHost(
            @ForAll @Size(min = 1, max = 200) List<@LongRange(min = 0, max = GIB) Long> weights,
            @ForAll @IntRange(min = 1, max = 64) int cores) {
        List<List<HostFiles>> tasks = Shares.of(hosts(weights), cores);
        long all = weights.stream().mapToLong(Long::longValue).sum();
        long heaviestHost = weights.stream().mapToLong(Long::longValue).max().orElseThrow();
        assertThat(weight(tasks.get(0))).isLessThanOrEqualTo(all / tasks.size() + heaviestHost);
    }

    @Property
    void theHeaviestTaskIsStartedFirst(
            @ForAll @Size(min = 1, max = 50) List<@LongRange(min = 0, max = GIB) Long> weights) {
        List<Long> started =
                Shares.of(hosts(weights), 4).stream().map(SharesTest::weight).toList();
        assertThat(started).isSortedAccordingTo((one, other) -> Long.compare(other, one));
    }

    @Test
    void aCoreHasSeveralTasksAndATaskSeveralHosts() {
        List<List<HostFiles>> tasks = Shares.of(
                hosts(IntStream.range(0, 1000).mapToObj(i -> 1000L + i).toList()), 4);
        assertThat(tasks).hasSize(12).allSatisfy(task -> assertThat(task).hasSizeBetween(80, 90));
    }

    @Test
    void muchEvidenceMakesManyTasksEvenWhereTheClusterHasNotGrownYet() {
        List<Long> weights = IntStream.range(0, 1000).mapToObj(i -> GIB / 2).toList();
        assertThat(Shares.of(hosts(weights), 2)).hasSize(1000);
    }

    @Test
    void evidenceOfNobodyMakesNoTask() {
        assertThat(Shares.of(List.of(), 8)).isEmpty();
    }

    private static List<HostFiles> hosts(List<Long> weights) {
        return IntStream.range(0, weights.size())
                .mapToObj(i -> new HostFiles(new EvidenceGroup("build-" + i, List.of()), weights.get(i)))
                .toList();
    }

    private static long weight(List<HostFiles> task) {
        return task.stream().mapToLong(HostFiles::weight).sum();
    }
}
