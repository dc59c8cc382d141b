package io.runnerwatchdog.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
    @ParameterizedTest
    @CsvSource({
        "PT0S, 0 ms",
        "PT0.0004S, <1 ms",
        "PT0.84S, 840 ms",
        "PT12.47S, 12.4 s",
        "PT59.999S, 59.9 s",
        "PT1M, 1 min",
        "PT3M20S, 3 min 20 s",
        "PT2H5M59S, 2 h 5 min",
        "PT76H, 3 d 4 h"
    })
    void durationsAreForPeople(Duration duration, String shown) {
        assertThat(plain(Figures.duration(duration))).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"0, 7, 0 %", "1, 1000, <1 %", "999, 1000, >99 %", "1, 3, 33 %", "7, 7, 100 %", "0, 0, 0 %"})
    void aShareIsNeverNoneOrAllUnlessItIs(long part, long whole, String shown) {
        assertThat(plain(Figures.share(part, whole))).isEqualTo(shown);
    }

    @Test
    void countsAndRates() {
        assertThat(plain(Figures.count(1_234_567))).isEqualTo("1,234,567");
        assertThat(plain(Figures.count(1, "stall", "stalls"))).isEqualTo("1 stall");
        assertThat(plain(Figures.count(0, "stall", "stalls"))).isEqualTo("0 stalls");
        assertThat(Figures.change(12)).isEqualTo("+12");
        assertThat(Figures.change(-1_200)).isEqualTo("−1,200");
        assertThat(Figures.rate(0)).isEqualTo("0/s");
        assertThat(Figures.rate(1.0 / 300)).isEqualTo("0.0033/s");
        assertThat(plain(Figures.percent(0.2))).isEqualTo("20 %");
    }

    private static String plain(String shown) {
        return shown.replace('\u00a0', ' ');
    }
}
