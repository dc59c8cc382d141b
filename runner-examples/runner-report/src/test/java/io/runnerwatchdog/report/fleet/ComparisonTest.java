package io.runnerwatchdog.report.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.runnerwatchdog.report.Counts;
import io.runnerwatchdog.report.Durations;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    static HostFigures host(String name, long stalls, long ended) {
        return new HostFigures(
                name,
                new Counts(stalls, 0, 0, ended, 0, 0, 0, 0, 0, 0),
                Durations.NONE,
                Optional.of("network"),
                Optional.empty(),
                Optional.empty());
    }

    private static List<HostFigures> hosts(long ended, long... stalls) {
        List<HostFigures> hosts = new ArrayList<>();
        for (int i = 0; i < stalls.length; i++) {
            hosts.add(host("h" + i, stalls[i], ended));
        }
        return hosts;
    }

    @Test
    void theHostThatIsFarOffIsNamed() {
        // Median 10 of 1,000, deviations 0 0 1 1 2 2 90: MAD 1.
        Comparison comparison = Comparison.of(hosts(1000, 10, 9, 11, 10, 12, 8, 100));

        assertThat(comparison.judged()).isEqualTo(7);
        assertThat(comparison.median()).isEqualTo(OptionalDouble.of(10));
        Outlier outlier = comparison.outliers().get(0);
        assertThat(comparison.outliers()).hasSize(1);
        assertThat(outlier.host().host()).isEqualTo("h6");
        assertThat(outlier.score()).isCloseTo(0.6745 * 90, within(1e-9));
        assertThat(outlier.expected()).isEqualTo(10);
    }

    @Test
    void severalBadHostsDoNotHideEachOther() {
        Comparison comparison = Comparison.of(hosts(1000, 10, 9, 11, 10, 12, 8, 10, 11, 300, 200, 100));

        assertThat(comparison.outliers())
                .extracting(outlier -> outlier.host().host())
                .containsExactly("h8", "h9", "h10");
    }

    @Test
    void whereMostNeverStallTheMeanDeviationTakesThePlace() {
        // Median and MAD are 0; mean deviation 20 / 10 = 2 of 1,000.
        Comparison comparison = Comparison.of(hosts(1000, 0, 0, 0, 0, 0, 0, 0, 0, 0, 20));

        assertThat(comparison.median()).isEqualTo(OptionalDouble.of(0));
        assertThat(comparison.outliers()).singleElement().satisfies(outlier -> {
            assertThat(outlier.host().host()).isEqualTo("h9");
            assertThat(outlier.score()).isCloseTo(20 / (Math.sqrt(Math.PI / 2) * 2), within(1e-9));
        });
    }

    @Test
    void aFewStallsInAGoodFleetNameNobody() {
        assertThat(Comparison.of(hosts(1000, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4)).outliers())
                .isEmpty();
        // Nine are more than chance, but one of a thousand steps has not come to that.
        assertThat(Comparison.of(hosts(10_000, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9)).outliers())
                .isEmpty();
        assertThat(Comparison.of(hosts(1000, 3, 3, 3, 3, 3, 3)).outliers()).isEmpty();
    }

    @Test
    void hostsWithFewStepsAreNotJudged() {
        List<HostFigures> hosts = new ArrayList<>(hosts(1000, 10, 9, 11, 10, 12));
        hosts.add(host("new", 20, 29));

        assertThat(Comparison.of(hosts).judged()).isEqualTo(5);
        assertThat(Comparison.of(hosts).outliers()).isEmpty();
        hosts.add(host("less new", 20, 30));
        assertThat(Comparison.of(hosts).outliers())
                .extracting(outlier -> outlier.host().host())
                .containsExactly("less new");
    }

    @Test
    void fewHostsAreNoFleet() {
        Comparison comparison = Comparison.of(hosts(1000, 1, 1, 1, 500));

        assertThat(comparison).isEqualTo(new Comparison(4, OptionalDouble.empty(), List.of()));
        assertThat(Comparison.of(List.of(host("idle", 5, 0))).judged()).isZero();
    }

    @Test
    void aHostThatStallsLessIsNoTrouble() {
        assertThat(Comparison.of(hosts(10_000, 500, 510, 490, 505, 495, 0)).outliers())
                .isEmpty();
    }

    /** A thousand hosts that are alike, busy and idle ones among them: what they differ in is chance. */
    @Test
    void chanceAloneNamesNobody() {
        Random random = new Random(20_261_128);
        for (double rate : new double[] {0.0002, 0.002, 0.02, 0.2}) {
            List<HostFigures> hosts = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                int ended = 30 + random.nextInt(600);
                hosts.add(host(
                        "h" + i,
                        random.ints(ended, 0, 10_000)
                                .filter(dice -> dice < rate * 10_000)
                                .count(),
                        ended));
            }

            assertThat(Comparison.of(hosts).outliers()).as("rate " + rate).isEmpty();
        }
    }

    @Test
    void equalsStandInTheOrderOfTheirNames() {
        List<HostFigures> hosts = new ArrayList<>(hosts(1000, 10, 9, 11, 10, 12, 8));
        hosts.add(host("z", 100, 1000));
        hosts.add(host("a", 100, 1000));

        assertThat(Comparison.of(hosts).outliers())
                .extracting(outlier -> outlier.host().host())
                .containsExactly("a", "z");
    }
}
