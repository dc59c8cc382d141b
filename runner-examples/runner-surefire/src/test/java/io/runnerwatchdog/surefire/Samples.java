package io.runnerwatchdog.surefire;

import io.runnerwatchdog.diagnosis.Because;
import io.runnerwatchdog.diagnosis.Confidence;
import io.runnerwatchdog.diagnosis.Diagnosis;
import io.runnerwatchdog.diagnosis.Judgement;
import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.diagnosis.Verdict;
import io.runnerwatchdog.observe.CpuFacts;
import io.runnerwatchdog.observe.ProcessFacts;
import io.runnerwatchdog.observe.ProcessIdentity;
import io.runnerwatchdog.observe.ProcessState;
import io.runnerwatchdog.observe.RuntimeView;
import io.runnerwatchdog.observe.ThreadFacts;
import io.runnerwatchdog.observe.TreeSnapshot;
import io.runnerwatchdog.observe.Wait;
import io.runnerwatchdog.observe.WaitChain;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Forks that were looked at, made by hand. */
final class Samples {
    static final HungFork FORK = new HungFork(11, 2, 600, Path.of("/reports"), Optional.empty());

    private Samples() {}

    /** A JVM whose test waits for a child; names and arguments are hostile. */
    static Finding waitingForAChild() {
        Wait onChild = new Wait.OnChild("Process.waitFor", OptionalLong.empty());
        Wait onTimer = new Wait.OnTimer("clock_nanosleep");
        RuntimeView main = new RuntimeView(
                "main\u001b[2J",
                "WAITING (on object monitor)",
                List.of(
                        "java.lang.ProcessImpl.waitFor(ProcessImpl.java:434)",
                        "demo.HangsTest.waits(HangsTest.java:12)"),
                Optional.of("java.lang.ProcessImpl"),
                OptionalLong.of(19),
                true);
        ProcessFacts jvm = process(
                12,
                11,
                "java",
                List.of("java", "-Ddb.password=hunter22", "-cp", "a.jar"),
                List.of(thread(12, onChild), thread(13, onChild).with(main)));
        ProcessFacts sleep = process(14, 12, "sl\neep", List.of("sleep", "1000"), List.of(thread(14, onTimer)));
        WaitChain chain = new WaitChain(
                List.of(link(jvm, 13, onChild, WaitChain.Edge.FIRST), link(sleep, 14, onTimer, WaitChain.Edge.CHILD)));
        Verdict verdict = Verdict.of(RootCause.CHILD_HANG, 0.9)
                .because(Because.fact("it sleeps"))
                .because(Because.fact("and sleeps"));
        return new Finding(
                new Diagnosis(
                        "sl\neep[14] sleeps",
                        RootCause.CHILD_HANG,
                        Confidence.of(0.9),
                        chain,
                        List.of(new Judgement("child_hang", verdict))),
                new TreeSnapshot(0, List.of(jvm, sleep)));
    }

    /** A fork of which nothing is known. */
    static Finding nothingSeen() {
        return new Finding(Diagnosis.of("nothing could be seen"), TreeSnapshot.empty(0));
    }

    private static WaitChain.Link link(ProcessFacts process, long tid, Wait wait, WaitChain.Edge via) {
        return new WaitChain.Link(
                process.identity(), process.name(), process.commandLine(), tid, wait, via, Optional.empty());
    }

    private static ThreadFacts thread(long tid, Wait wait) {
        return new ThreadFacts(tid, "thread", ProcessState.SLEEPING, CpuFacts.NONE, wait);
    }

    private static ProcessFacts process(
            long pid, long parent, String name, List<String> argv, List<ThreadFacts> threads) {
        return new ProcessFacts(
                new ProcessIdentity(pid, 1),
                parent,
                name,
                argv,
                ProcessState.SLEEPING,
                pid,
                pid,
                Duration.ofMillis(1250),
                Duration.ZERO,
                Optional.empty(),
                0,
                threads,
                List.of(),
                Optional.empty(),
                List.of());
    }
}
