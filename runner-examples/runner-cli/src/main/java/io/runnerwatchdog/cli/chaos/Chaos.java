package io.runnerwatchdog.cli.chaos;

import io.runnerwatchdog.cli.terminal.Progress;
import io.runnerwatchdog.cli.terminal.UsageException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes stalls on purpose and judges what is said of them. */
@CommandLine.Command(
        name = "chaos",
        description = "Makes stalls on purpose, with real tools, and judges what the watchdog says and does.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Ends with 1 where something was missed or a scenario did not do what it claims, else with 0. What cannot run here",
            "is listed with what it needs, and counts neither way."
        })
public final class Chaos implements Callable<Integer> {
    private static final long TO_CLEAN_UP_SECONDS = 150;
    private static final int MOST_JOBS = 64;

    @Parameters(
            paramLabel = "GROUP",
            arity = "0..*",
            description =
                    "io, network, lock, hang, cpu, input, busy, healthy, burst, metrics, evidence, all; or custom, with"
                            + " --scenario or --scenario-file.")
    private List<String> groups = List.of();

    @Option(names = "--scenario", paramLabel = "NAME", description = "Run this one; may be given again.")
    private List<String> names = List.of();

    @Option(names = "--scenario-file", paramLabel = "FILE", description = "A file with scenarios of your own.")
    private Optional<Path> file = Optional.empty();

    @Option(names = "--safe", description = "Leave out what needs root.")
    private boolean safe;

    @Option(names = "--dry-run", description = "Only list what would run, what it expects and what it needs.")
    private boolean dryRun;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many run side by side, of those that bear it. Default 1.")
    private int jobs;

    @Option(names = "--json", description = "Print lines of JSON, the figures last.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (jobs < 1 || jobs > MOST_JOBS) {
            throw new UsageException("--jobs must be within 1 and " + MOST_JOBS + ", was " + jobs);
        }
        PrintWriter out = spec.commandLine().getOut();
        List<Scenario> scenarios = select();
        if (dryRun) {
            Report.plan(scenarios, json, out);
            out.flush();
            return 0;
        }
        List<Finding> findings = run(scenarios);
        if (json) {
            Report.json(findings, out);
        } else {
            Report.table(findings, out);
        }
        out.flush();
        return findings.stream().map(Finding::verdict).allMatch(Chaos::isFine) ? 0 : 1;
    }

    private static boolean isFine(Verdict verdict) {
        return verdict != Verdict.MISS && verdict != Verdict.BROKEN;
    }

    private List<Scenario> select() throws IOException {
        try {
            return Library.of(file).select(groups, names).stream()
                    .filter(scenario -> !safe || scenario.isSafe())
                    .toList();
        } catch (ScenarioException wrong) {
            throw new UsageException(wrong.getMessage());
        }
    }

    private List<Finding> run(List<Scenario> scenarios) throws InterruptedException {
        AtomicInteger done = new AtomicInteger();
        Progress progress = Progress.on(spec.commandLine().getErr(), "scenarios run");
        Trials trials = new Trials(jobs, finding -> {
            progress.say("runner: " + done.incrementAndGet() + "/" + scenarios.size() + " "
                    + finding.scenario().name() + ": " + finding.describe());
            progress.at(done.get(), scenarios.size());
        });
        Thread main = Thread.currentThread();
        CountDownLatch undone = new CountDownLatch(1);
        // A signal interrupts us; what was begun is undone before the process ends.
        Thread hook = new Thread(() -> interruptAndAwait(main, undone), "runner-chaos-stop");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            List<Finding> findings = trials.run(scenarios);
            removeHook(hook);
            return findings;
        } finally {
            progress.close();
            undone.countDown();
        }
    }

    private static void interruptAndAwait(Thread main, CountDownLatch undone) {
        main.interrupt();
        try {
            undone.await(TO_CLEAN_UP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException unlikely) {
            Thread.currentThread().interrupt();
        }
    }

    private static void removeHook(Thread hook) throws InterruptedException {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException endsAlready) {
            throw new InterruptedException("the process is ending");
        }
    }
}
