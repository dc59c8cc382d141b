package io.runnerwatchdog.cli.waits;

import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.cli.terminal.UsageException;
import io.runnerwatchdog.diagnosis.Diagnosis;
import io.runnerwatchdog.evidence.Redactor;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells what a running process tree waits for; stops nothing. */
@CommandLine.Command(
        name = "waits",
        description = "Tells what a running process and its descendants wait for right now. Stops nothing.",
        mixinStandardHelpOptions = true)
public final class Waits implements Callable<Integer> {
    @Parameters(paramLabel = "PID", description = "The first process of the tree.")
    private long pid;

    @Option(
            names = "--for-ms",
            paramLabel = "MS",
            description =
                    "How long to watch it: 1500 by default, at most 60000; a retry that sleeps longer needs more.")
    private long window = 1500;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        ProcessHandle process =
                ProcessHandle.of(pid).orElseThrow(() -> new UsageException("there is no process " + pid));
        try (Watchdog watchdog =
                Watchdog.builder().discoverClassifiers(true).guardian(false).build()) {
            Diagnosis diagnosis = watchdog.diagnose(process, window());
            PrintWriter out = spec.commandLine().getOut();
            new ChainTree(Redactor.standard(System.getenv())).draw(diagnosis).forEach(out::println);
            out.flush();
        }
        return 0;
    }

    private Duration window() {
        if (window < 1 || window > 60_000) {
            throw new UsageException("--for-ms must be within 1 and 60000, was " + window);
        }
        return Duration.ofMillis(window);
    }
}
