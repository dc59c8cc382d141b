package io.runnerwatchdog.cli.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.diagnosis.Confidence;
import io.runnerwatchdog.diagnosis.Diagnosis;
import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.observe.WaitChain;
import io.runnerwatchdog.run.Liveness;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FiguresTest {
    private static final CauseScenario LOCK = scenario("a-lock", Optional.of(RootCause.LOCK), RootCause.NETWORK);
    private static final CauseScenario BUSY = scenario("a-loop", Optional.of(RootCause.BUSY));
    private static final CauseScenario WELL = scenario("a-build", Optional.empty());

    private static final List<Finding> FINDINGS = List.of(
            found(LOCK, RootCause.LOCK),
            found(LOCK, RootCause.NETWORK),
            found(LOCK, RootCause.BUSY),
            found(BUSY, RootCause.BUSY),
            found(WELL, RootCause.UNKNOWN),
            Finding.healthy(WELL, Duration.ZERO),
            Finding.notRun(BUSY, "needs root"),
            Finding.broken(BUSY, "did not stall", Duration.ZERO));

    @Test
    void onlyWhatWasJudgedCounts() {
        Figures figures = Figures.of(FINDINGS);

        assertThat(figures.exact()).isEqualTo(3);
        assertThat(figures.accepted()).isEqualTo(1);
        assertThat(figures.missed()).isEqualTo(2);
        assertThat(figures.notRun()).isEqualTo(1);
        assertThat(figures.broken()).isEqualTo(1);
        assertThat(figures.judged()).isEqualTo(6);
    }

    @Test
    void precisionAndRecallAreStrict() {
        Figures figures = Figures.of(FINDINGS);

        assertThat(figures.recall("lock")).hasValue(1.0 / 3);
        assertThat(figures.precision("lock")).hasValue(1);
        assertThat(figures.precision("busy")).hasValue(0.5);
        assertThat(figures.recall("busy")).hasValue(1);
        assertThat(figures.recall("network")).isEmpty();
        assertThat(figures.precision("network")).hasValue(0);
        assertThat(figures.recall("none")).hasValue(0.5);
        assertThat(figures.precision("none")).hasValue(1);
        assertThat(figures.words()).containsExactly("network", "lock", "busy", "unknown", "none");
    }

    @Test
    void theTableShowsEachVerdictAndTheMatrix() {
        StringWriter text = new StringWriter();
        Report.table(FINDINGS, new PrintWriter(text, true));

        assertThat(text.toString().lines())
                .contains(
                        "name     expected  found    confidence  verdict",
                        "a-lock   lock      lock           0.80  ok",
                        "a-lock   lock      network        0.80  accepted",
                        "a-lock   lock      busy           0.80  MISS",
                        "a-build  none      unknown        0.80  MISS",
                        "a-build  none      none              -  ok",
                        "a-loop   busy      -                 -  not run: needs root",
                        "a-loop   busy      -                 -  BROKEN: did not stall",
                        "exact 3 of 6 judged, accepted 1, missed 2; not run 1, broken 1",
                        "expected \\ found  network  lock  busy  unknown  none  precision  recall",
                        "lock                    1     1     1        .     .       1.00    0.33",
                        "busy                    .     .     1        .     .       0.50    1.00");
    }

    @Test
    void theLinesOfJsonEndWithTheFigures() {
        StringWriter text = new StringWriter();
        Report.json(FINDINGS, new PrintWriter(text, true));

        List<String> lines = text.toString().lines().toList();
        assertThat(lines).hasSize(FINDINGS.size() + 1);
        assertThat(lines.get(2))
                .startsWith(
                        "{\"scenario\":\"a-lock\",\"group\":\"mine\",\"expected\":\"lock\",\"verdict\":\"miss\",\"found\":\"busy\"");
        assertThat(lines.get(6)).contains("\"verdict\":\"not_run\",\"note\":\"needs root\"");
        assertThat(lines.get(8))
                .startsWith(
                        "{\"figures\":{\"exact\":3,\"accepted\":1,\"missed\":2,\"notRun\":1,\"broken\":1,\"causes\":{")
                .contains("\"busy\":{\"precision\":0.5,\"recall\":1.0,\"found\":{\"busy\":1}}");
    }

    @Test
    void nothingJudgedMeansNoMatrix() {
        StringWriter text = new StringWriter();
        Report.table(List.of(Finding.notRun(BUSY, "needs root")), new PrintWriter(text, true));
        assertThat(text.toString()).contains("exact 0 of 0 judged").doesNotContain("precision");
    }

    @Test
    void whatIsLeftBehindMakesAFindingBroken() {
        Finding finding = found(LOCK, RootCause.LOCK).leaving("process 1");
        assertThat(finding.verdict()).isEqualTo(Verdict.BROKEN);
        assertThat(finding.found()).isEmpty();
        assertThat(finding.describe()).isEqualTo("BROKEN: left behind: process 1");
    }

    private static Finding found(CauseScenario scenario, RootCause cause) {
        Diagnosis diagnosis = new Diagnosis("", cause, Confidence.of(0.8), WaitChain.EMPTY, List.of());
        return Finding.stalled(scenario, diagnosis, Duration.ZERO);
    }

    private static CauseScenario scenario(String name, Optional<RootCause> cause, RootCause... accepted) {
        return new CauseScenario(
                name,
                "mine",
                "It is so.",
                new Truth(cause, List.of(accepted)),
                List.of(),
                Map.of(),
                new Steps(Optional.empty(), Optional.empty(), "true", Optional.empty(), Optional.empty()),
                new Terms(
                        Terms.StdinKind.CLOSED,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Liveness.OUTPUT,
                        Duration.ofMillis(1),
                        false));
    }
}
