package io.runnerwatchdog.internal.skip;

import static io.runnerwatchdog.internal.skip.Runs.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.run.AutoSkip;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateTextTest {
    private static final Instant NINE = Instant.parse("2026-03-01T09:00:00Z");
    private static final Breaker.Series SERIES = new Breaker.Series(NINE, 3);
    private static final String OURS = StateText.FIRST_LINE + "\n";

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static Board ofEach() {
        return new Board(Map.of(
                new StepKind("build", "ci"), new Breaker.Closed(List.of(NINE, NINE.plusMillis(1234))),
                new StepKind("deploy", "ci"), new Breaker.HalfOpen(SERIES, NINE.plusSeconds(5), Optional.empty()),
                new StepKind("lint", "ci"),
                        new Breaker.HalfOpen(
                                SERIES,
                                NINE.plusSeconds(5),
                                Optional.of(new Breaker.Claim(run(7), NINE.plusSeconds(60)))),
                new StepKind("test", "ci"), new Breaker.Open(SERIES, NINE.plusSeconds(2))));
    }

    @Test
    void aBoardIsTextThatPeopleCanRead() {
        assertThat(new String(StateText.of(ofEach()), StandardCharsets.US_ASCII))
                .isEqualTo("""
                        runner-watchdog auto-skip 1
                        build ci closed 2026-03-01T09:00:00Z,2026-03-01T09:00:01.234Z
                        deploy ci half-open 3 2026-03-01T09:00:00Z 2026-03-01T09:00:05Z
                        lint ci canary 3 2026-03-01T09:00:00Z 2026-03-01T09:00:05Z 00000000000000000000000000000007 2026-03-01T09:01:00Z
                        test ci open 3 2026-03-01T09:00:00Z 2026-03-01T09:00:02Z
                        """);
    }

    @Test
    void whatWasWrittenIsRead() {
        assertThat(StateParser.parse(StateText.of(ofEach()))).contains(ofEach());
        assertThat(StateParser.parse(StateText.of(Board.EMPTY))).contains(Board.EMPTY);
    }

    @Test
    void aTextOfNoBytesIsAnEmptyBoard() {
        assertThat(StateParser.parse(new byte[0])).contains(Board.EMPTY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "test ci open 3 2026-03-01T09:00:00Z",
                "test ci open 3 2026-03-01T09:00:00Z 2026-03-01T09:00:00Z more",
                "test ci open 0 2026-03-01T09:00:00Z 2026-03-01T09:00:00Z",
                "test ci open -3 2026-03-01T09:00:00Z 2026-03-01T09:00:00Z",
                "test ci open 99999999999 2026-03-01T09:00:00Z 2026-03-01T09:00:00Z",
                "test ci open 3 2026-03-01T09:00:00Z +999999999-12-31T23:59:59Z",
                "test ci open 3 1026-03-01T09:00:00Z 2026-03-01T09:00:00Z",
                "test ci open 3 2026-03-01T09:00:00Z yesterday",
                "test ci shut 3 2026-03-01T09:00:00Z 2026-03-01T09:00:00Z",
                "test ci closed ",
                "test ci closed ,",
                "test ci closed",
                "test  closed 2026-03-01T09:00:00Z",
                "../test ci/ closed 2026-03-01T09:00:00Z",
                "test ci canary 3 2026-03-01T09:00:00Z 2026-03-01T09:00:00Z mine 2026-03-01T09:00:00Z",
                "test ci closed 2026-03-01T09:00:00Z\ntest ci closed 2026-03-01T09:00:00Z",
                "test ci closed 2026-03-01T09:00:00Z\r",
                "",
                "\u0000"
            })
    void oneLineThatIsNotOursAndNothingIsBelieved(String line) {
        String good = "other ci closed 2026-03-01T09:00:00Z\n";

        assertThat(StateParser.parse(bytes(OURS + good))).isPresent();
        assertThat(StateParser.parse(bytes(OURS + good + line + "\n"))).isEmpty();
    }

    @Test
    void aTextThatIsCutOffIsNotBelieved() {
        byte[] whole = StateText.of(ofEach());

        assertThat(StateParser.parse(Arrays.copyOf(whole, whole.length - 1))).isEmpty();
        assertThat(StateParser.parse(bytes("runner-watchdog auto-skip 2\n"))).isEmpty();
        assertThat(StateParser.parse(bytes("\n"))).isEmpty();
    }

    @Test
    void aTextThatIsTooLongIsNotBelieved() {
        assertThat(StateParser.parse(bytes(OURS + "\n".repeat(StateText.MOST_BYTES))))
                .isEmpty();
        assertThat(StateParser.parse(bytes(OURS + "a b closed 2026-03-01T09:00:00Z\n".repeat(Board.MOST_KINDS + 1))))
                .isEmpty();
        assertThat(StateParser.parse(
                        bytes(OURS + "a b closed " + "2026-03-01T09:00:00Z,".repeat(1000) + "2026-03-01T09:00:00Z\n")))
                .isEmpty();
    }

    @Test
    void whatDoesNotFitIsLeftOutBeginningWithTheOldest() {
        Map<StepKind, Breaker> kinds = new HashMap<>();
        for (int i = 0; i < 100; i++) {
            kinds.put(
                    new StepKind("test" + i, "ci"),
                    new Breaker.Closed(Collections.nCopies(AutoSkip.MOST_STALLS - 1, NINE.plusSeconds(i))));
        }

        byte[] text = StateText.of(new Board(kinds));

        assertThat(text.length).isLessThanOrEqualTo(StateText.MOST_BYTES);
        Board kept = StateParser.parse(text).orElseThrow();
        assertThat(kept.of(new StepKind("test99", "ci"))).isNotEqualTo(Breaker.NOTHING);
        assertThat(kept.of(new StepKind("test0", "ci"))).isEqualTo(Breaker.NOTHING);
    }

    @Test
    void aBoardKeepsTheLatestKindsAndDropsWhatIsForgotten() {
        SkipRules rules = new SkipRules(AutoSkip.USUAL);
        Map<StepKind, Breaker> kinds = new HashMap<>();
        for (int i = 0; i < Board.MOST_KINDS; i++) {
            kinds.put(new StepKind("test" + i, "ci"), new Breaker.Closed(List.of(NINE.plusMillis(i))));
        }
        StepKind latest = new StepKind("latest", "ci");
        Breaker stalled = new Breaker.Closed(List.of(NINE.plusSeconds(60)));

        Board full = new Board(kinds).with(latest, stalled, rules, NINE.plusSeconds(60));
        assertThat(full.kinds()).hasSize(Board.MOST_KINDS).containsKey(latest);
        assertThat(full.of(new StepKind("test0", "ci"))).isEqualTo(Breaker.NOTHING);
        assertThat(StateText.of(full).length).isLessThanOrEqualTo(StateText.MOST_BYTES);
        assertThat(StateParser.parse(StateText.of(full))).contains(full);

        Instant later = NINE.plus(Duration.ofDays(1));
        Board next = full.with(latest, new Breaker.Closed(List.of(later)), rules, later);
        assertThat(next.kinds()).containsOnlyKeys(latest);
    }
}
