package io.runnerwatchdog.benchmarks.escape;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.benchmarks.escape.Outcome.Failed;
import io.runnerwatchdog.benchmarks.escape.Outcome.Played;
import io.runnerwatchdog.benchmarks.escape.Outcome.Returned;
import io.runnerwatchdog.benchmarks.escape.Seen.Born;
import io.runnerwatchdog.benchmarks.escape.Stopper.Ending;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is said about rounds is what was seen in them. */
class TallyTest {
    private final Tally tally = new Tally();

    @Test
    void theWorstRoundIsShownWithHowManyWereBad() {
        tally.add(stopped(0, 20));
        tally.add(stopped(3, 30));
        tally.add(stopped(1, 4));

        assertThat(tally.cell()).isEqualTo("3 in 2/3, 20 / 30 ms");
    }

    @Test
    void callsWithoutATimeAreCountedInstead() {
        tally.add(new Played(1, Optional.empty()));
        tally.add(new Played(0, Optional.of(new Returned(Ending.BY_ITSELF, -990))));

        assertThat(tally.cell()).isEqualTo("1 in 1/2, hung 1, saw an exit 1");
    }

    @Test
    void aFailureIsNeverHiddenByGoodRounds() {
        tally.add(new Failed("java.io.IOException: a|b"));
        tally.add(stopped(0, 1));

        assertThat(tally.cell()).isEqualTo("failed: java.io.IOException: a/b");
    }

    @Test
    void theLineOfAProcessIsReadBehindItsName() {
        String rest = " 1 1 1 0 -1 4194560 0 0 0 0 0 0 0 0 20 0 1 0 8642 2600000 200 18446744073709551615";

        assertThat(Seen.parse("77 (a) S (b) Z" + rest)).contains(new Seen(new Born(77, 8642), 'Z'));
        assertThat(Seen.parse("77 (a) S" + rest).orElseThrow().alive()).isTrue();
        assertThat(Seen.parse("77 (a) Z" + rest).orElseThrow().alive()).isFalse();
        assertThat(Seen.parse("")).isEmpty();
        assertThat(Seen.parse("77 (a) S 1 1")).isEmpty();
    }

    private static Played stopped(int survivors, double lateMillis) {
        return new Played(survivors, Optional.of(new Returned(Ending.STOPPED, lateMillis)));
    }
}
