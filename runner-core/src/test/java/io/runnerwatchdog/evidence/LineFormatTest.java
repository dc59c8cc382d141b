package io.runnerwatchdog.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.diagnosis.Because;
import io.runnerwatchdog.diagnosis.Confidence;
import io.runnerwatchdog.diagnosis.Diagnosis;
import io.runnerwatchdog.diagnosis.Judgement;
import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.diagnosis.Verdict;
import io.runnerwatchdog.event.RunEvent;
import io.runnerwatchdog.event.RunEvent.ForeignFailed.Part;
import io.runnerwatchdog.event.RunInfo;
import io.runnerwatchdog.observe.ProcessIdentity;
import io.runnerwatchdog.observe.Wait;
import io.runnerwatchdog.observe.WaitChain;
import io.runnerwatchdog.run.StallKind;
import io.runnerwatchdog.run.StartFailure;
import io.runnerwatchdog.run.StopReceipt.Membership;
import io.runnerwatchdog.run.StopReceipt.StoppedProcess;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineFormatTest {
    private static final String BEGIN = "{\"ts\":\"2026-11-23T10:15:30Z\",\"event\":\"";
    private static final String STEP = "\",\"commandType\":\"build\",\"environment\":\"ci\",\"command\":\"git fetch\",";
    private static final String RUN =
            "\"runId\":\"00112233445566778899aabbccddeeff\",\"attempt\":1,\"tsMs\":1795428930250,";
    private static final String ALIVE = STEP + "\"pid\":12,\"host\":\"box\",";
    private static final String UNBORN = STEP + "\"pid\":null,\"host\":\"box\",";
    private static final String TAILS = "\"out\":\"cloning\\n\",\"err\":\"slow \\\"peer\\\"\\n\",";

    private static final String STALL = ALIVE + "\"rootCause\":\"network\"," + RUN;
    private static final String DIAGNOSIS = "\"confidence\":0.9,\"diagnosis\":{"
            + "\"summary\":\"git fetch: stalled after 12 s, network\","
            + "\"chain\":[\"sh[12] waits for git[13]\",\"git[13] reads a pipe (fd 5)\"],"
            + "\"verdicts\":[{\"classifier\":\"io.runnerwatchdog.wait-chain\",\"rootCause\":\"network\","
            + "\"confidence\":0.9,\"because\":[\"git[13] waits for a peer\"]}]}," + TAILS
            + "\"silentMs\":12004,\"diagnosisMs\":35}\n";

    private final LineFormat format = new LineFormat(Redactor.standard());

    private String line(RunEvent event) {
        return new String(Events.line(format, event).orElseThrow(), StandardCharsets.UTF_8);
    }

    @Test
    void anIdleStallIsALineWithItsDiagnosis() {
        assertThat(line(Events.stalled(StallKind.IDLE)))
                .isEqualTo(BEGIN + "idle-timeout" + STALL + "\"idleMs\":12000," + DIAGNOSIS);
    }

    @Test
    void aHardStallNamesTheHardLimit() {
        assertThat(line(Events.stalled(StallKind.HARD)))
                .isEqualTo(BEGIN + "hard-timeout" + STALL + "\"hardMs\":12000," + DIAGNOSIS);
    }

    @Test
    void aSlowRunIsALineWithoutACause() {
        assertThat(line(Events.slow())).isEqualTo(BEGIN + "slow" + ALIVE + RUN + "\"warnMs\":8000}\n");
    }

    @Test
    void aTreeThatEndedPolitelyIsSignal15() {
        RunEvent event = Events.stopped(OptionalInt.of(143), Events.stopped(13, false, Optional.of(Duration.ZERO)));
        assertThat(line(event))
                .isEqualTo(BEGIN + "killed" + ALIVE + RUN + "\"code\":143,\"signal\":15,\"graceUsedMs\":120,"
                        + "\"survivors\":0,\"durationMs\":12300," + TAILS
                        + "\"reason\":\"idle_timeout\",\"stopMs\":150,\"processes\":[{\"pid\":13,"
                        + "\"command\":\"git fetch --quiet\",\"why\":\"descendant\","
                        + "\"signals\":[{\"signal\":\"TERM\",\"ms\":0}],\"diedMs\":0}]}\n");
    }

    @Test
    void aForcedSurvivorIsSignal9AndNamedAndLeavesNoCode() {
        RunEvent event = Events.stopped(OptionalInt.empty(), Events.stopped(14, true, Optional.empty()));
        assertThat(line(event))
                .isEqualTo(BEGIN + "killed" + ALIVE + RUN + "\"signal\":9,\"graceUsedMs\":120,\"survivors\":1,"
                        + "\"durationMs\":12300," + TAILS
                        + "\"reason\":\"idle_timeout\",\"stopMs\":150,\"survivorNames\":[\"git[14]\"],"
                        + "\"processes\":[{\"pid\":14,\"command\":\"git fetch --quiet\",\"why\":\"descendant\","
                        + "\"signals\":[{\"signal\":\"TERM\",\"ms\":0},{\"signal\":\"KILL\",\"ms\":4000}],"
                        + "\"unkillable\":true}]}\n");
    }

    @Test
    void whatIsSaidOfAStoppedProcessHidesItsSecretsAndHasBounds() {
        StoppedProcess telling = new StoppedProcess(
                new ProcessIdentity(14, 0),
                "curl",
                "curl --password hunter2 " + "x".repeat(5_000),
                Membership.COOKIE,
                List.of(),
                Optional.of(Duration.ZERO),
                false);
        StoppedProcess[] many = Collections.nCopies(500, telling).toArray(StoppedProcess[]::new);

        String line = line(Events.stopped(OptionalInt.of(143), many));

        assertThat(line).doesNotContain("hunter2").contains("\"why\":\"cookie\"");
        assertThat(line.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(64 * 1024);
    }

    @Test
    void aProcessWhoseCodeNobodyKnowsHasNone() {
        assertThat(line(Events.ended()))
                .isEqualTo(BEGIN + "exit" + ALIVE + RUN + "\"durationMs\":1500,\"status\":\"unknown\"}\n");
    }

    @ParameterizedTest
    @CsvSource({"0, success", "1, failed", "-1, failed"})
    void anExitTellsSuccessFromFailure(int code, String status) {
        assertThat(line(Events.exited(code)))
                .isEqualTo(BEGIN + "exit" + ALIVE + RUN + "\"code\":" + code + ",\"durationMs\":1500,\"status\":\""
                        + status + "\",\"longestSilenceMs\":700}\n");
    }

    @ParameterizedTest
    @CsvSource({
        "COMMAND_NOT_FOUND, 127, command_not_found",
        "NOT_EXECUTABLE, 126, not_executable",
        "NO_SUCH_DIRECTORY, 125, no_such_directory",
        "OTHER, 125, other"
    })
    void aRunThatDidNotStartIsAFailedExitWithoutAPid(StartFailure failure, int code, String word) {
        assertThat(line(Events.notStarted(failure)))
                .isEqualTo(BEGIN + "exit" + UNBORN + RUN + "\"code\":" + code
                        + ",\"durationMs\":0,\"status\":\"failed\",\"reason\":\"no such program: git\","
                        + "\"startFailure\":\"" + word + "\"}\n");
    }

    @Test
    void aSkippedRunSaysUntilWhen() {
        assertThat(line(Events.skipped()))
                .isEqualTo(BEGIN + "skipped" + UNBORN + RUN + "\"reason\":\"3 stalls in 10 minutes\","
                        + "\"untilTs\":\"2026-11-23T11:00:00Z\"}\n");
    }

    @Test
    void aBlockedRunSaysWhy() {
        assertThat(line(Events.blocked()))
                .isEqualTo(BEGIN + "blocked" + UNBORN + RUN + "\"reason\":\"matches \\\"rm -rf\\\"\"}\n");
    }

    @Test
    void aStartAndAForeignFailureLeaveNoLine() {
        assertThat(Events.line(format, new RunEvent.Started(Events.run(), Events.AT)))
                .isEmpty();
        assertThat(Events.line(
                        format,
                        new RunEvent.ForeignFailed(Events.run(), Events.AT, Part.CLASSIFIER, "com.acme", "threw")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\uD800",
                "a\uDC00b",
                "\uDC00\uD800",
                "\u2028\u2029\u0085",
                "\u0000\u001B[2J\u007F\u009B",
                "\u202E\uFEFF",
                "\r\n\"\\"
            })
    void hostileTextStaysOneLineOfValidJson(String hostile) {
        RunEvent event = Events.stalled(
                Events.run(hostile), StallKind.IDLE, Diagnosis.of(hostile), Events.tail(hostile), Events.tail(hostile));
        String line = line(event);
        assertThat(line.chars().filter(c -> c < 0x20 || c >= 0x7F && c < 0xA0 || c == 0x2028 || c == 0x2029))
                .containsExactly((int) '\n');
        assertThat(line).endsWith("}\n").doesNotContain("\u202E").doesNotContain("\uFEFF");
        String mended = Text.wellFormed(hostile);
        assertThat(EvidenceRecord.parse(line).orElseThrow().command()).isEqualTo(mended);
        assertThat(EvidenceRecord.parse(line).orElseThrow().field("out")).contains(mended);
    }

    @Test
    void anEmojiIsNotTornApart() {
        assertThat(line(Events.exited(Events.run("echo \uD83D\uDE00"), 0))).contains("echo \uD83D\uDE00\"");
    }

    @Test
    void aTextOfAStepCannotPassForARootCause() {
        RunEvent event = Events.stopped(OptionalInt.of(0));
        RunEvent forged = Events.exited(Events.run("echo '\"rootCause\":\"network\"'"), 0);
        assertThat(line(event)).doesNotContain("\"rootCause\"");
        assertThat(line(forged)).doesNotContain("\"rootCause\":\"network\"");
    }

    @Test
    void onlyTheLast800CharactersOfAStreamAreKept() {
        String text = "x".repeat(100_000) + "y".repeat(800);
        RunEvent event = Events.stalled(Events.run(), StallKind.IDLE, Diagnosis.of(""), Events.tail(text), Events.ERR);
        assertThat(EvidenceRecord.parse(line(event)).orElseThrow().field("out")).contains("y".repeat(800));
    }

    @Test
    void aSecretIsMaskedBeforeTheTailIsCutThroughIt() {
        String secret = "s3cr3t".repeat(200);
        RunEvent event = Events.stalled(
                Events.run(), StallKind.IDLE, Diagnosis.of(""), Events.tail("password=" + secret), Events.ERR);
        assertThat(line(event)).contains("\"out\":\"password=[redacted]\"").doesNotContain("s3cr3t");
    }

    @Test
    void aLongCommandEndsInAnEllipsis() {
        String command = EvidenceRecord.parse(line(Events.exited(Events.run("a".repeat(5000)), 0)))
                .orElseThrow()
                .command();
        assertThat(command).hasSize(4096).endsWith("a\u2026");
    }

    @Test
    void aLongChainKeepsItsBeginningAndTheProcessToBlame() {
        WaitChain chain = new WaitChain(IntStream.rangeClosed(1, 100)
                .mapToObj(i -> Events.link(i, "p" + i, new Wait.OnChild("wait4", OptionalLong.empty())))
                .toList());
        Diagnosis diagnosis = new Diagnosis("", RootCause.UNKNOWN, Confidence.NONE, chain, List.of());
        RunEvent event = Events.stalled(Events.run(), StallKind.IDLE, diagnosis, Events.OUT, Events.ERR);
        List<String> written = EvidenceRecord.parse(line(event)).orElseThrow().chain();
        assertThat(written).hasSize(64).startsWith("p1[1] waits for p2[2]").endsWith("p100[100] waits for a child");
        assertThat(written).contains("\u2026 37 more");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0001", "x", "\u2028", "\u20AC", "\uD83D\uDE00", "\"", "\uD800"})
    void noLineIsLongerThan64KiB(String unit) {
        String huge = unit.repeat(200_000);
        Because because = new Because(huge);
        Verdict verdict = new Verdict(
                RootCause.BUSY,
                Confidence.NONE,
                IntStream.range(0, 500).mapToObj(i -> because).toList());
        WaitChain.Link link =
                Events.link(Long.MAX_VALUE, huge, new Wait.OnFile(huge.substring(0, 1000), "", true, Optional.empty()));
        Diagnosis diagnosis = new Diagnosis(
                huge,
                RootCause.BUSY,
                Confidence.NONE,
                new WaitChain(IntStream.range(0, 70).mapToObj(i -> link).toList()),
                IntStream.range(0, 50)
                        .mapToObj(i -> new Judgement(huge, verdict))
                        .toList());
        RunInfo run =
                new RunInfo(Events.RUN_ID, Integer.MAX_VALUE, huge, huge, huge, OptionalLong.of(Long.MAX_VALUE), huge);
        LineFormat plain = new LineFormat(Redactor.none());
        byte[] line = Events.line(
                        plain, Events.stalled(run, StallKind.HARD, diagnosis, Events.tail(huge), Events.tail(huge)))
                .orElseThrow();
        assertThat(line.length).isBetween(4096, Bounds.LINE_BYTES);
        assertThat(EvidenceRecord.parse(new String(line, StandardCharsets.UTF_8)))
                .isPresent();
    }

    @Test
    void aRedactorThatFailsCostsTheTextAndNotTheLine() {
        LineFormat failing = new LineFormat(text -> {
            throw new IllegalStateException("broken");
        });
        String line = new String(Events.line(failing, Events.exited(0)).orElseThrow(), StandardCharsets.UTF_8);
        assertThat(line)
                .contains("\"command\":\"[withheld: the redactor failed]\"")
                .doesNotContain("git fetch");
    }
}
