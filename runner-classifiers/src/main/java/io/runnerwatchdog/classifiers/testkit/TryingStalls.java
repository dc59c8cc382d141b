package io.runnerwatchdog.classifiers.testkit;

import io.runnerwatchdog.observe.Contention;
import io.runnerwatchdog.observe.CpuFacts;
import io.runnerwatchdog.observe.Interlude;
import io.runnerwatchdog.observe.IoFacts;
import io.runnerwatchdog.observe.Party;
import io.runnerwatchdog.observe.Pressure;
import io.runnerwatchdog.observe.ProcessFacts;
import io.runnerwatchdog.observe.ProcessIdentity;
import io.runnerwatchdog.observe.ProcessState;
import io.runnerwatchdog.observe.RuntimeView;
import io.runnerwatchdog.observe.SocketFacts;
import io.runnerwatchdog.observe.ThreadFacts;
import io.runnerwatchdog.observe.TreeSnapshot;
import io.runnerwatchdog.observe.Wait;
import io.runnerwatchdog.observe.WaitChain;
import io.runnerwatchdog.run.StallKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Stalls that try a classifier: too few facts, too many, and such as nobody expects. */
final class TryingStalls {
    private static final int MEGABYTE = 1 << 20;
    private static final Wait ON_CHILD = new Wait.OnChild("wait4", OptionalLong.empty());

    private TryingStalls() {}

    static List<NamedStall> all() {
        List<NamedStall> stalls = new ArrayList<>();
        stalls.add(named("nothing is known", step()));
        stalls.addAll(missingFacts());
        for (Wait wait : Waits.ALL) {
            String name = "waits " + wait.getClass().getSimpleName() + " " + stalls.size();
            stalls.add(named(name, step().process("sh", ON_CHILD).process("tool", wait)));
            stalls.add(named(
                    name + ", unmoved, for the hard limit",
                    step().kind(StallKind.HARD).process("tool", wait).unmovedFor(Duration.ofSeconds(10))));
        }
        stalls.addAll(strangeNumbers());
        stalls.addAll(hostileTexts());
        stalls.addAll(longOutput());
        RecordedStall.shipped().forEach(recorded -> stalls.add(NamedStall.of(recorded)));
        return stalls;
    }

    private static StallBuilder step() {
        return StallBuilder.of("sh", "-c", "tool");
    }

    private static NamedStall named(String name, StallBuilder stall) {
        return new NamedStall(name, stall.build());
    }

    private static List<NamedStall> missingFacts() {
        Wait connects = Waits.tcp("SYN_SENT");
        StallBuilder seenOnce = step().process("tool", connects);
        WaitChain chain = seenOnce.build().chain();
        ProcessFacts unread = unreadable();
        return List.of(
                named("nobody looked earlier", seenOnce),
                named("a chain of a tree that was not seen", step().chain(chain)),
                named("a tree without a chain", step().now(seenOnce.build().now())),
                named("a process that may not be read", step().now(new TreeSnapshot(1, List.of(unread)))),
                named(
                        "a process that may not be read, at the end of the chain",
                        step().process("sh", new Wait.Unknown("")).now(new TreeSnapshot(1, List.of(unread)))),
                named(
                        "seen earlier only",
                        step().earlier(seenOnce.build().now()).now(TreeSnapshot.empty(Long.MIN_VALUE))),
                named(
                        "both looks at one moment",
                        step().process("tool", connects).unmovedFor(Duration.ZERO)),
                named(
                        "a circle",
                        step().chain(new WaitChain(
                                chain.links(), Optional.of(new WaitChain.Cycle(0, WaitChain.Edge.LOCK))))));
    }

    private static ProcessFacts unreadable() {
        return process(
                new ProcessIdentity(100, 100), "", Optional.empty(), List.of(), List.of("io", "stat", "syscall"));
    }

    private static ProcessFacts process(
            ProcessIdentity identity,
            String text,
            Optional<IoFacts> io,
            List<ThreadFacts> threads,
            List<String> unreadable) {
        return new ProcessFacts(
                identity,
                0,
                text,
                text.isEmpty() ? List.of() : List.of(text, text),
                ProcessState.UNKNOWN,
                0,
                0,
                Duration.ZERO,
                Duration.ZERO,
                io,
                0,
                threads,
                text.isEmpty() ? List.of() : List.of(new Contention(text, new Party(1, text, Party.Standing.OUTSIDE))),
                Optional.empty(),
                unreadable);
    }

    private static List<NamedStall> strangeNumbers() {
        CpuFacts most = new CpuFacts(
                Long.MAX_VALUE,
                Long.MIN_VALUE,
                -1,
                "",
                Integer.MIN_VALUE,
                Optional.of(Duration.ofSeconds(Long.MAX_VALUE)));
        ThreadFacts thread = new ThreadFacts(100, "", ProcessState.RUNNING, most, new Wait.ForCpu());
        ProcessFacts process = process(
                new ProcessIdentity(100, Long.MAX_VALUE),
                "",
                Optional.of(new IoFacts(Long.MAX_VALUE, Long.MAX_VALUE, Long.MIN_VALUE, -1)),
                List.of(thread),
                List.of());
        Pressure pressure = new Pressure(Double.NaN, Double.POSITIVE_INFINITY, -1);
        WaitChain chain = step().process("tool", new Wait.ForCpu()).build().chain();
        return List.of(
                named(
                        "numbers beyond all bounds",
                        step().silentFor(Duration.ofSeconds(Long.MAX_VALUE))
                                .earlier(new TreeSnapshot(Long.MAX_VALUE, List.of(process)))
                                .now(new TreeSnapshot(Long.MIN_VALUE, List.of(process), Optional.of(pressure)))
                                .chain(chain)),
                named("no time has passed", step().silentFor(Duration.ZERO)));
    }

    private static List<NamedStall> hostileTexts() {
        List<NamedStall> stalls = new ArrayList<>();
        for (String text : HostileText.SHORT) {
            stalls.add(named("hostile text " + Shown.plain(text), hostile(text)));
        }
        List<String> longOnes = HostileText.longOnes();
        for (int i = 0; i < longOnes.size(); i++) {
            stalls.add(named("long hostile text " + (i + 1), hostile(longOnes.get(i))));
        }
        return stalls;
    }

    /** The same text wherever there is one. */
    private static StallBuilder hostile(String text) {
        Party party = new Party(7, text, Party.Standing.OUTSIDE);
        Wait waits = new Wait.OnEvents(
                text,
                List.of(
                        new Wait.OnSocket(text, 3, new SocketFacts(text, text, text, text, 1, 1, 1), List.of(party)),
                        new Wait.OnPipe(text, 0, text, false, List.of(party), false),
                        new Wait.OnFile(text, text, false, Optional.empty()),
                        new Wait.Unknown(text)),
                false);
        RuntimeView view = new RuntimeView(text, text, List.of(text), Optional.of(text), OptionalLong.of(1), true);
        ThreadFacts thread = new ThreadFacts(100, text, ProcessState.SLEEPING, CpuFacts.NONE, waits).with(view);
        ProcessFacts process =
                process(new ProcessIdentity(100, 100), text, Optional.empty(), List.of(thread), List.of(text));
        return StallBuilder.of("sh", "-c", text)
                .stdout(text)
                .stderr(text + "\n")
                .process(text, waits, text, text)
                .now(new TreeSnapshot(1, List.of(process)))
                .interlude(new Interlude(
                        Duration.ofSeconds(2),
                        10,
                        List.of(new Interlude.Attempt(100, List.of(text), Optional.of(waits), 3))));
    }

    private static List<NamedStall> longOutput() {
        return List.of(
                named("ten megabytes on one line", step().stdout("x".repeat(10 * MEGABYTE))),
                named("ten megabytes of short lines", step().stderr("working ...\n".repeat(10 * MEGABYTE / 12))));
    }
}
