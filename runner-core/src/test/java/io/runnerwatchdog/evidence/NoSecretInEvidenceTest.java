package io.runnerwatchdog.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.diagnosis.Because;
import io.runnerwatchdog.diagnosis.Confidence;
import io.runnerwatchdog.diagnosis.Diagnosis;
import io.runnerwatchdog.diagnosis.Judgement;
import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.diagnosis.Verdict;
import io.runnerwatchdog.event.RunEvent;
import io.runnerwatchdog.observe.Party;
import io.runnerwatchdog.observe.ProcessIdentity;
import io.runnerwatchdog.observe.SocketFacts;
import io.runnerwatchdog.observe.Wait;
import io.runnerwatchdog.observe.WaitChain;
import io.runnerwatchdog.run.OutputTail;
import io.runnerwatchdog.run.StallKind;
import io.runnerwatchdog.run.StartFailure;
import io.runnerwatchdog.run.StopReason;
import io.runnerwatchdog.run.StopReceipt;
import io.runnerwatchdog.run.StopReceipt.Membership;
import io.runnerwatchdog.run.StopReceipt.StoppedProcess;
import io.runnerwatchdog.run.Termination;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One secret in each text of each event: none of it is in the line. Command type, environment, host and the ids of
 * classifiers are names that the host itself gives; they are bounded, and labels of meters as well.
 */
class NoSecretInEvidenceTest {
    private static final String KNOWN_BY_FORM = "ghp_A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6";
    private static final String KNOWN_BY_VALUE = "correct-horse-battery";

    private final LineFormat format = new LineFormat(
            Redactor.standard(Map.of("DEPLOY_TOKEN", KNOWN_BY_VALUE)).and(Redactor.patterns(List.of("LIC-[0-9]+"))));

    static Stream<RunEvent> events() {
        return Stream.of(KNOWN_BY_FORM, KNOWN_BY_VALUE, "LIC-4711")
                .flatMap(secret -> eventsWith("a " + secret + " b").stream());
    }

    private static List<RunEvent> eventsWith(String text) {
        OutputTail tail = Events.tail("before\n" + text + "\nafter\n");
        Termination.NotStarted notStarted = new Termination.NotStarted(StartFailure.OTHER, text);
        return List.of(
                Events.stalled(Events.run(text), StallKind.IDLE, diagnosis(text), tail, tail),
                Events.stalled(Events.run(text), StallKind.HARD, diagnosis(text), tail, tail),
                new RunEvent.Slow(Events.run(text), Events.AT, Duration.ofSeconds(8)),
                new RunEvent.Stopped(
                        Events.run(text),
                        Events.AT,
                        StopReason.IDLE_TIMEOUT,
                        OptionalInt.empty(),
                        new StopReceipt(List.of(survivor(text)), Duration.ZERO, Duration.ZERO),
                        Duration.ZERO,
                        tail,
                        tail),
                Events.exited(Events.run(text), 1),
                new RunEvent.Ended(Events.run(text), Events.AT, Duration.ZERO),
                new RunEvent.NotStarted(Events.run(text), Events.AT, notStarted),
                new RunEvent.Skipped(Events.run(text), Events.AT, new Termination.Skipped(text, Events.AT)),
                new RunEvent.Blocked(Events.run(text), Events.AT, new Termination.Blocked(text)));
    }

    private static Diagnosis diagnosis(String text) {
        List<Wait> waits = List.of(
                new Wait.OnFile("read", text, true, Optional.empty()),
                new Wait.OnSocket(
                        "recvfrom",
                        3,
                        new SocketFacts("unix", text, text, "ESTABLISHED", 0, 0, 0),
                        List.of(new Party(9, text, text, Party.Standing.OUTSIDE))),
                new Wait.OnPipe(
                        "read", 5, text, false, List.of(new Party(9, text, text, Party.Standing.OUTSIDE)), false));
        List<WaitChain.Link> links = waits.stream()
                .map(wait -> new WaitChain.Link(
                        new ProcessIdentity(12, 1),
                        text,
                        List.of("sh", "-c", text),
                        12,
                        wait,
                        WaitChain.Edge.CHILD,
                        Optional.empty()))
                .toList();
        Verdict verdict = Verdict.of(RootCause.NETWORK, 0.9).because(Because.outputLine(text));
        return new Diagnosis(
                text,
                RootCause.NETWORK,
                Confidence.of(0.9),
                new WaitChain(links),
                List.of(new Judgement("id", verdict)));
    }

    private static StoppedProcess survivor(String text) {
        return new StoppedProcess(
                new ProcessIdentity(13, 0), text, text, Membership.DESCENDANT, List.of(), Optional.empty(), true);
    }

    @ParameterizedTest
    @MethodSource("events")
    void noneOfItIsInTheLine(RunEvent event) {
        String line = new String(Events.line(format, event).orElseThrow(), StandardCharsets.UTF_8);
        assertThat(line)
                .contains("[redacted]")
                .doesNotContain(KNOWN_BY_FORM)
                .doesNotContain(KNOWN_BY_VALUE)
                .doesNotContain("LIC-4711");
    }

    /** A name is cut as well, and not before it is clean. */
    @ParameterizedTest
    @MethodSource("events")
    void noHalfOfItIsInTheLineWhereTextsAreCut(RunEvent event) {
        List<Integer> bounds = List.of(64, Bounds.USUAL.detail(), Bounds.USUAL.prose(), Bounds.USUAL.command());
        // Around each bound, the secret stands before it, across it and behind it.
        List<Integer> places = bounds.stream()
                .flatMap(bound -> IntStream.rangeClosed(-15, 3).mapToObj(step -> bound + 3 * step))
                .toList();
        for (int before : places) {
            RunEvent cut = moved(event, before);
            String line = new String(Events.line(format, cut).orElseThrow(), StandardCharsets.UTF_8);
            assertThat(line)
                    .doesNotContain("ghp_A1")
                    .doesNotContain("correct-h")
                    .doesNotContain("LIC-4");
        }
    }

    private static RunEvent moved(RunEvent event, int before) {
        String command = "x".repeat(before) + event.run().command();
        return eventsWith(command).stream()
                .filter(other -> other.getClass().equals(event.getClass()))
                .findFirst()
                .orElseThrow();
    }
}
