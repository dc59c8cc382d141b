package io.runnerwatchdog.report.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.report.Line;
import io.runnerwatchdog.report.Period;
import io.runnerwatchdog.report.fleet.Spread.FirstSeen;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Chains that move from host to host are told from those that are everywhere, anywhere, or everywhere at once. */
class SpreadsTest {
    private static final Period DAY = Period.day(LocalDate.of(2026, 11, 24), ZoneOffset.UTC);
    private static final Instant DAY_BEFORE = DAY.from().minus(Duration.ofDays(1));
    private static final List<String> LOCK = List.of("gradle waits for java", "java flock of /mnt/x.lock");

    private final FleetTally tally = new FleetTally(DAY);

    /** Steps that go well on this host, each hour of both days. */
    private SpreadsTest busy(String... hosts) {
        for (String host : hosts) {
            for (Instant at = DAY_BEFORE; at.isBefore(DAY.to()); at = at.plus(Duration.ofHours(1))) {
                tally.add(Line.success(at, 1000).with("host", host).record());
            }
        }
        return this;
    }

    private SpreadsTest stalls(String host, Instant from, Duration every, int times) {
        for (int i = 0; i < times; i++) {
            stall(host, from.plus(every.multipliedBy(i)));
        }
        return this;
    }

    private void stall(String host, Instant at) {
        tally.add(Line.stall(at, "lock")
                .with("host", host)
                .chain("gradle[71] waits for java[72]", "java[72] flock of /mnt/x.lock")
                .record());
    }

    private static Instant hour(int hour) {
        return DAY.from().plus(Duration.ofHours(hour));
    }

    private FleetReport report() {
        return tally.report(DAY.to());
    }

    @Test
    void aLockThatGoesFromHostToHostIsFound() {
        busy("a", "b", "c", "d", "e")
                .stalls("b", hour(6), Duration.ofHours(1), 18)
                .stalls("d", hour(9), Duration.ofHours(1), 15)
                .stalls("a", hour(12), Duration.ofHours(1), 12);

        Spread spread = report().spreads().get(0);

        assertThat(report().spreads()).hasSize(1);
        assertThat(spread)
                .isEqualTo(new Spread(
                        "lock",
                        LOCK,
                        List.of(
                                new FirstSeen("b", hour(6), 18),
                                new FirstSeen("d", hour(9), 15),
                                new FirstSeen("a", hour(12), 12)),
                        3));
        assertThat(spread.origin()).isEqualTo("b");
        assertThat(spread.span()).isEqualTo(Duration.ofHours(6));
    }

    /** Too seldom seen there to be sure of; and the first to have it, long before. */
    @Test
    void allHostsThatSawItAreTold() {
        busy("a", "b", "c", "d", "e")
                .stalls("e", DAY_BEFORE.plusSeconds(1), Duration.ofHours(1), 48)
                .stalls("b", hour(6), Duration.ofHours(1), 18)
                .stalls("d", hour(9), Duration.ofHours(1), 15)
                .stalls("a", hour(12), Duration.ofHours(1), 12)
                .stalls("c", hour(15), Duration.ofHours(1), 1);

        assertThat(report().spreads().get(0).firstSeen())
                .extracting(FirstSeen::host)
                .containsExactly("e", "b", "d", "a", "c");
    }

    @Test
    void whatWasEverywhereFromTheStartDoesNotSpread() {
        busy("a", "b", "c", "d")
                .stalls("a", DAY_BEFORE.plusSeconds(60), Duration.ofHours(2), 20)
                .stalls("b", DAY_BEFORE.plusSeconds(3600), Duration.ofHours(2), 20)
                .stalls("c", DAY_BEFORE.plusSeconds(7200), Duration.ofHours(2), 20)
                .stalls("d", DAY_BEFORE.plusSeconds(9000), Duration.ofHours(2), 20);

        assertThat(report().spreads()).isEmpty();
    }

    @Test
    void whatIsSeenHereAndThereDoesNotSpread() {
        busy("a", "b", "c", "d", "e", "f");
        stall("a", hour(-10));
        stall("b", hour(-2));
        stall("c", hour(4));
        stall("d", hour(9));
        stall("e", hour(13));
        stall("f", hour(16));

        assertThat(report().spreads()).isEmpty();
    }

    @Test
    void whatHitsAllAtOnceIsAnOutage() {
        busy("a", "b", "c", "d");
        for (String host : List.of("a", "b", "c", "d")) {
            stalls(host, hour(12).plusSeconds(host.charAt(0) * 10), Duration.ofMinutes(5), 20);
        }

        assertThat(report().spreads()).isEmpty();
    }

    @Test
    void twoHostsAreNoSpread() {
        busy("a", "b", "c").stalls("a", hour(6), Duration.ofHours(1), 18).stalls("b", hour(9), Duration.ofHours(1), 15);

        assertThat(report().spreads()).isEmpty();
    }

    @Test
    void whatCameToItsEndBeforeThePeriodIsOfAnotherReport() {
        busy("a", "b", "c")
                .stalls("a", hour(-12), Duration.ofMinutes(10), 80)
                .stalls("b", hour(-8), Duration.ofMinutes(10), 80)
                .stalls("c", hour(-4), Duration.ofMinutes(10), 80);

        assertThat(report().spreads()).isEmpty();
    }

    /** A host that is new meets everything for the first time. */
    @Test
    void newHostsHaveCaughtNothing() {
        busy("a").stalls("a", DAY_BEFORE, Duration.ofHours(1), 48);
        int hour = 6;
        for (String host : List.of("x", "y", "z")) {
            Instant joined = hour(hour += 4);
            tally.add(Line.success(joined, 1000).with("host", host).record());
            stalls(host, joined.plusSeconds(60), Duration.ofMinutes(30), 10);
        }

        assertThat(report().spreads()).isEmpty();
    }

    @Test
    void firstAndLastSeenReachBackToTheTimeBefore() {
        busy("a", "b");
        stall("a", hour(-5));
        stall("b", hour(3));
        tally.add(Line.stall(hour(4), "network")
                .with("host", "a")
                .chain("curl connect")
                .record());
        tally.reachesBackTo(DAY_BEFORE.minusSeconds(1));

        assertThat(report().fingerprints())
                .containsExactly(
                        new SeenFingerprint("network", List.of("curl connect"), 1, 1, hour(4), "a", hour(4), "a", true),
                        new SeenFingerprint("lock", LOCK, 1, 2, hour(-5), "a", hour(3), "b", false));
    }

    @Test
    void withoutEvidenceOfTheTimeBeforeNothingIsNew() {
        stall("a", hour(3));

        assertThat(report().fingerprints())
                .singleElement()
                .satisfies(seen -> assertThat(seen.isNew()).isFalse());
    }

    @Test
    void ofVeryManyHostsAChoiceIsToldApartThatDependsOnTheirNames() {
        FleetTally backwards = new FleetTally(DAY);
        List<Line> lines = IntStream.range(0, 600)
                .mapToObj(host -> Line.stall(hour(2).plusSeconds(host), "lock")
                        .with("host", "h" + host)
                        .chain("x waits"))
                .toList();
        lines.forEach(line -> tally.add(line.record()));
        for (int i = lines.size() - 1; i >= 0; i--) {
            backwards.add(lines.get(i).record());
        }

        assertThat(report()).isEqualTo(backwards.report(DAY.to()));
        assertThat(report().hosts()).hasSize(600);
        assertThat(report().fingerprints()).singleElement().satisfies(seen -> {
            assertThat(seen.count()).isEqualTo(600);
            assertThat(seen.hosts()).isEqualTo(Sightings.MOST_HOSTS);
            // First and last are of all hosts, told apart or not.
            assertThat(List.of(seen.firstHost(), seen.lastHost())).containsExactly("h0", "h599");
        });
    }

    @Test
    void hostsAreRankedByTheirStalls() {
        busy("idle");
        tally.add(Line.success(hour(-3), 1000).with("host", "gone").record());
        stalls("a", hour(1), Duration.ofHours(1), 3);
        stalls("b", hour(1), Duration.ofHours(1), 3);
        tally.add(Line.killed(hour(2), 5000).with("host", "b").record());
        tally.add(Line.stall(hour(5), "network").with("host", "b").record());
        tally.add(Line.stall(hour(7), "network").with("host", "c").record());

        FleetReport report = report();

        assertThat(report.hosts()).extracting(HostFigures::host).containsExactly("b", "a", "c", "idle");
        HostFigures first = report.hosts().get(0);
        assertThat(first.counts().stalls()).isEqualTo(4);
        assertThat(first.stallsPerThousand()).hasValue(4000);
        assertThat(first.topCause()).contains("lock");
        assertThat(first.firstStall()).contains(hour(1));
        assertThat(first.lastStall()).contains(hour(5));
        assertThat(first.durations().p95()).contains(Duration.ofSeconds(5));
        assertThat(report.hosts().get(1).stallsPerThousand()).isEmpty();
        assertThat(report.hosts().get(3).counts().ended()).isEqualTo(24);
    }
}
