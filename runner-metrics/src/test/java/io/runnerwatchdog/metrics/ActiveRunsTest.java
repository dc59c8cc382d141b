package io.runnerwatchdog.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.run.RunId;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ActiveRunsTest {
    private static final int MOST = 100_000;

    private final ActiveRuns active = new ActiveRuns();
    private final Kind lost = new Kind("lost", "ci");
    private final Kind kept = new Kind("kept", "ci");

    @Test
    void theOldestIsForgottenWhereThereAreTooMany() {
        active.begin(run(0), lost);
        for (int i = 1; i <= MOST; i++) {
            active.begin(run(i), kept);
        }

        assertThat(active.of(lost)).isZero();
        assertThat(active.of(kept)).isEqualTo(MOST);
        active.end(run(0));
        assertThat(active.of(lost)).as("its end comes all the same").isZero();
    }

    @Test
    void aRunIsOfTheKindThatItBeganWith() {
        active.begin(run(1), kept);
        active.begin(run(1), lost);

        assertThat(active.of(kept)).isZero();
        assertThat(active.of(lost)).isOne();
        active.end(run(1));
        active.end(run(1));
        assertThat(active.of(lost)).isZero();
    }

    private static RunId run(int number) {
        return new RunId(String.format(Locale.ROOT, "%032x", number));
    }
}
