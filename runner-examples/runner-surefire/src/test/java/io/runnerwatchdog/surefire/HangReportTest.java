package io.runnerwatchdog.surefire;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.evidence.Redactor;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A report tells people who waits for whom and why, whatever the processes call themselves. */
class HangReportTest {
    private static final Instant AT = Instant.parse("2026-11-28T11:00:00Z");
    private static final SafeText SAFE = new SafeText(Redactor.standard());

    private final List<String> report = new HangReport(SAFE).lines(Samples.FORK, Samples.waitingForAChild(), AT);

    @Test
    void itBeginsWithTheForkAndTheCause() {
        assertThat(report)
                .startsWith(
                        "Fork 2, process 11, had not ended after 600 s, at 2026-11-28T11:00:00Z.",
                        "",
                        "Root cause: child_hang (confidence 0.90)",
                        "Summary:    sl?eep[14] sleeps");
    }

    @Test
    void theChainIsDrawnWithTheOneToBlameLast() {
        int title = report.indexOf("Who waits for whom, the one to blame last:");
        assertThat(report.get(title + 1)).isEqualTo("  java[12] thread 13 waits for sl?eep[14]");
        assertThat(report.get(title + 2)).startsWith("  └─ sl?eep[14] ");
    }

    @Test
    void eachVerdictHasItsReasons() {
        assertThat(report).containsSubsequence("  child_hang 0.90, says child_hang", "    it sleeps", "    and sleeps");
    }

    @Test
    void eachProcessIsListedWithoutItsSecrets() {
        assertThat(report)
                .contains("  java[12], child of 11, sleeping, 1.3 s of CPU, 2 threads")
                .contains("    sleep 1000")
                .noneMatch(line -> line.contains("hunter22"));
    }

    @Test
    void whereNothingWasSeenItSaysSo() {
        List<String> empty = new HangReport(SAFE).lines(Samples.FORK, Samples.nothingSeen(), AT);
        assertThat(empty).contains("Root cause: cause unknown", "Summary:    nothing could be seen");
        assertThat(empty.stream().filter("  nothing to be seen"::equals)).hasSize(3);
    }

    @Test
    void theHeadlineIsOneLine() {
        assertThat(new HangReport(SAFE)
                        .headline(Samples.FORK, Samples.waitingForAChild().diagnosis()))
                .isEqualTo("fork 2 hangs, child_hang (confidence 0.90): sl?eep[14] sleeps");
    }

    @Test
    void theThreadsOfAJvmStandWithWhatTheKernelSaysOfThem() {
        assertThat(new ThreadsOfJvms(SAFE).lines(Samples.waitingForAChild().tree()))
                .containsExactly(
                        "java[12], the topmost calls of its Java threads:",
                        "",
                        "\"main?[2J\" tid=13 WAITING (on object monitor)",
                        "    kernel: "
                                + Samples.waitingForAChild()
                                        .tree()
                                        .processes()
                                        .get(0)
                                        .threads()
                                        .get(1)
                                        .waitsFor()
                                        .describe(),
                        "    waits for a java.lang.ProcessImpl, held by tid=19",
                        "    is part of a deadlock",
                        "        at java.lang.ProcessImpl.waitFor(ProcessImpl.java:434)",
                        "        at demo.HangsTest.waits(HangsTest.java:12)",
                        "");
    }

    @Test
    void whatCannotBeRedactedIsWithheldAndWhatIsEndlessIsCut() {
        SafeText failing = new SafeText(text -> {
            throw new IllegalStateException("too hard");
        });
        assertThat(failing.line("secret")).isEqualTo("[withheld: the redactor failed]");
        assertThat(SAFE.line("x ".repeat(5000))).hasSize(2001).endsWith("…");
    }
}
