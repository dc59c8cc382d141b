package io.runnerwatchdog.report.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoissonTest {
    /** Reckoned elsewhere, with logarithms of the gamma function. */
    @ParameterizedTest
    @CsvSource({
        "1, 0.5, 0.3934693402873666",
        "7, 1, 8.324114928802308e-05",
        "17, 5, 1.986904363034173e-05",
        "1200, 1000, 4.684203855872235e-10"
    })
    void chancesOfSoManyOrMore(long count, double expected, double chance) {
        assertThat(Poisson.atLeast(count, expected)).isCloseTo(chance, withinPercentage(0.001));
    }
}
