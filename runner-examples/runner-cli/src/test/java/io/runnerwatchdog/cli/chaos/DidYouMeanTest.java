package io.runnerwatchdog.cli.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DidYouMeanTest {
    private static final List<String> NAMES = List.of(
            "io", "lock", "burst-of-sleepers", "psql-row-lock", "psql-table-lock", "mysql-row-lock", "make-jobs");

    @Test
    void aNameThatIsAlikeIsOffered() {
        assertThat(DidYouMean.hint("lokc", NAMES)).isEmpty();
        assertThat(DidYouMean.hint("loc", NAMES)).startsWith("; did you mean lock or ");
        assertThat(DidYouMean.hint("burst-of-sleeper", NAMES)).isEqualTo("; did you mean burst-of-sleepers?");
        assertThat(DidYouMean.hint("psql-row-lcok", NAMES)).startsWith("; did you mean psql-row-lock");
    }

    @Test
    void theNearestComesFirstAndThereAreNotTooMany() {
        assertThat(DidYouMean.hint("row-lock", NAMES))
                .isEqualTo("; did you mean lock or psql-row-lock or mysql-row-lock?");
    }

    @Test
    void whatIsNothingLikeItIsNotOffered() {
        assertThat(DidYouMean.hint("no-such-thing", NAMES)).isEmpty();
        assertThat(DidYouMean.hint("", NAMES)).isEmpty();
        assertThat(DidYouMean.hint("x", NAMES)).isEmpty();
    }
}
