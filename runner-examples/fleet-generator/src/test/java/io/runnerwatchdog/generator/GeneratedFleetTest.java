package io.runnerwatchdog.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.runnerwatchdog.evidence.EvidenceRecord;
import io.runnerwatchdog.generator.ReadFleet.ReadLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("once")
class GeneratedFleetTest {
    private static final FleetPlan PLAN = FleetPlan.usual().seed(7).events(20_000);
    private static final FleetPlan DAMAGED = PLAN.damage(0.02);

    @TempDir
    private static Path folder;

    private static GeneratedFleet fleet;
    private static GeneratedFleet damaged;
    private static ReadFleet read;
    private static ReadFleet readDamaged;

    @BeforeAll
    static void write() throws IOException {
        fleet = GeneratedFleet.write(folder.resolve("good"), PLAN);
        damaged = GeneratedFleet.write(folder.resolve("damaged"), DAMAGED);
        read = ReadFleet.of(fleet.root());
        readDamaged = ReadFleet.of(damaged.root());
    }

    @Test
    void theSamePlanMakesTheSameBytesWhateverTheNumberOfThreads(@TempDir Path other) throws IOException {
        GeneratedFleet again = GeneratedFleet.write(other, DAMAGED.threads(DAMAGED.threads() + 2));
        assertThat(ReadFleet.digests(again.root())).isEqualTo(ReadFleet.digests(damaged.root()));
        assertThat(again.lock()).isEqualTo(damaged.lock());
        assertThat(again.written()).isEqualTo(damaged.written());
    }

    @Test
    void anotherSeedMakesAnotherFleet(@TempDir Path other) throws IOException {
        GeneratedFleet others = GeneratedFleet.write(other, PLAN.seed(8));
        assertThat(others.lock()).isNotEqualTo(fleet.lock());
        assertThat(ReadFleet.digests(other).values())
                .doesNotContainAnyElementsOf(ReadFleet.digests(fleet.root()).values());
    }

    @Test
    void asManyEventsAreWrittenAsWerePlannedEachOnce() {
        assertThat(fleet.written()).isEqualTo(new Written(20_000, 0, 0, read.files()));
        assertThat(read.lines()).hasSize(20_000);
        assertThat(identities(read)).hasSize(20_000);
    }

    @Test
    void whatIsDamagedIsCounted() {
        assertThat(readDamaged.files()).isEqualTo(damaged.written().files());
        assertThat(readDamaged.unreadable()).isEqualTo(damaged.written().torn()).isPositive();
        assertThat(identities(readDamaged)).hasSize((int) damaged.written().events());
        assertThat(readDamaged.lines().size() - damaged.written().events())
                .isEqualTo(damaged.written().duplicates())
                .isPositive();
    }

    @Test
    void eachKindOfDamageIsThere() {
        Set<String> names = readDamaged.fileNames();
        assertThat(names).anyMatch(name -> name.contains(FleetScript.HOSTILE_NAME));
        assertThat(names).anyMatch(name -> name.endsWith(".gz"));
        assertThat(names).anyMatch(name -> name.matches(".*/stall-events.jsonl.[0-9]{8}"));
        assertThat(names).anyMatch(name -> name.matches(".*/stall-events.jsonl.[0-9]{8}.[0-9](.gz)?"));
        assertThat(names).as("late").anyMatch(name -> name.matches(".*date=2026-11-19/stall-events.jsonl.20261118.*"));
        assertThat(names)
                .as("copied too early")
                .anyMatch(name -> name.matches(".*date=2026-11-1[6-9]/stall-events.jsonl"));
        assertThat(readDamaged.lines())
                .anyMatch(line -> line.record().field("cpu.share").isPresent());
        assertThat(readDamaged.lines())
                .anyMatch(line -> line.record().commandType().contains("<script>"));
    }

    @Test
    void theEventsAreTheSameWithDamageAndWithout() {
        Set<String> whole = new HashSet<>(identities(read).keySet());
        Set<String> left = identities(readDamaged).keySet().stream()
                .map(identity -> identity.replace(FleetScript.HOSTILE_NAME, "ci-sin-019"))
                .collect(Collectors.toSet());
        assertThat(whole).containsAll(left);
    }

    @Test
    void theBadHostHasMostStallsOfItsDisk() {
        Map<String, Long> byHost = read.lines().stream()
                .filter(line -> line.record()
                        .rootCause()
                        .map(cause -> cause.id().equals("io_wait"))
                        .orElse(false))
                .collect(Collectors.groupingBy(line -> line.record().host(), Collectors.counting()));
        long most = byHost.values().stream().mapToLong(Long::longValue).max().orElse(0);
        assertThat(byHost).containsEntry(fleet.badHost().host(), most);
        byHost.remove(fleet.badHost().host());
        assertThat(byHost.values()).allMatch(count -> count * 3 < most);
    }

    @Test
    void theLockIsSeenFirstWhereAndWhenItIsSaidToBe() {
        String last = fleet.lock().chain().get(2).replace(" for # s", "").replace("java ", "");
        Map<String, Instant> first = new TreeMap<>();
        for (ReadLine line : read.lines()) {
            if (line.record().chain().stream().anyMatch(link -> link.contains(last))) {
                first.merge(line.record().host(), line.record().at(), (a, b) -> a.isBefore(b) ? a : b);
            }
        }
        assertThat(first.entrySet().stream()
                        .sorted(Map.Entry.comparingByValue())
                        .map(each -> new GeneratedFleet.FirstSeen(each.getKey(), each.getValue())))
                .containsExactlyElementsOf(fleet.lock().seen())
                .hasSizeGreaterThanOrEqualTo(3);
        assertThat(damaged.lock().hosts()).isEqualTo(fleet.lock().hosts());
    }

    @Test
    void anOutageHitsManyHostsAtOnce() {
        Set<String> hosts = new HashSet<>();
        for (ReadLine line : read.lines()) {
            if (line.record().chain().stream().anyMatch(link -> link.contains("10.20.0.8:443"))) {
                assertThat(fleet.outages())
                        .anyMatch(outage -> outage.contains(line.record().at().toEpochMilli()));
                hosts.add(line.record().host());
            }
        }
        assertThat(hosts).hasSizeGreaterThan(5);
    }

    @Test
    void peopleAreAtWorkInTheWeek() {
        Map<DayOfWeek, Long> byDay = read.lines().stream()
                .collect(Collectors.groupingBy(
                        line -> line.record().at().atZone(ZoneOffset.UTC).getDayOfWeek(), Collectors.counting()));
        assertThat(byDay.get(DayOfWeek.SUNDAY) * 2).isLessThan(byDay.get(DayOfWeek.WEDNESDAY));
    }

    @Test
    void theLinesOfAHostAreInOrderAndARunHasABeginningBeforeItsEnd() {
        Map<String, List<ReadLine>> byHost = read.lines().stream().collect(Collectors.groupingBy(ReadLine::host));
        for (List<ReadLine> lines : byHost.values()) {
            lines.sort(
                    Comparator.comparing(GeneratedFleetTest::inOrderOfWriting).thenComparingInt(ReadLine::number));
            assertThat(lines)
                    .isSortedAccordingTo(
                            Comparator.comparing(line -> line.record().at()));
            Set<String> stalled = new HashSet<>();
            for (ReadLine line : lines) {
                String attempt = line.record().runId() + " " + line.record().attempt();
                if (line.record().isStall()) {
                    stalled.add(attempt);
                } else if (line.record().event().equals("killed")) {
                    assertThat(stalled).contains(attempt);
                }
            }
        }
        assertThat(read.lines()).anyMatch(line -> line.record().attempt() == 2);
    }

    /** What is written now is newer than what was rotated on the same day. */
    private static String inOrderOfWriting(ReadLine line) {
        String name = line.file().replace(".gz", "");
        return name.endsWith(".jsonl") ? name + "~" : name;
    }

    @Test
    void aFolderThatHasSomethingInItIsLeftAlone(@TempDir Path full) throws IOException {
        Files.createFile(full.resolve("mine"));
        assertThatIOException()
                .isThrownBy(() -> GeneratedFleet.write(full, PLAN))
                .withMessageContaining("is not empty");
    }

    private static Map<String, Long> identities(ReadFleet of) {
        Function<ReadLine, String> identity = line -> {
            EvidenceRecord record = line.record();
            return line.host() + " " + record.runId().orElseThrow() + " " + record.attempt() + " " + record.event();
        };
        return of.lines().stream().collect(Collectors.groupingBy(identity, Collectors.counting()));
    }
}
