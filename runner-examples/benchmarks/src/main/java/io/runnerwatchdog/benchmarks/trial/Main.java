package io.runnerwatchdog.benchmarks.trial;

import io.runnerwatchdog.benchmarks.Console;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Tries what takes too long, or is too big, for the tests. */
@CommandLine.Command(
        name = "trials",
        description =
                "Tries what takes too long, or is too big, for the tests; prints tables, ends with 1 if one misses.",
        mixinStandardHelpOptions = true)
final class Main implements Callable<Integer> {
    private static final int MISSED = 1;
    private static final int CANNOT_RUN = 2;

    @Option(names = "--quick", description = "Tiny sizes: shows that all works, says nothing about speed.")
    private boolean quick;

    @Option(names = "--trial", paramLabel = "NAME", description = "Only those that begin so; may be given again.")
    private List<String> chosen = List.of("");

    @Option(names = "--soak-runs", paramLabel = "N", description = "How many runs the soak has, more than 100.")
    private int soakRuns;

    private final PrintStream out;
    private final PrintStream err;

    Main(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Tries and ends the process. */
    public static void main(String[] args) {
        Console.run(Main::new, args);
    }

    @Override
    public Integer call() throws InterruptedException {
        if (soakRuns != 0 && soakRuns <= Soak.FIRST) {
            err.println("trials: --soak-runs must be > " + Soak.FIRST + ", was " + soakRuns);
            return CANNOT_RUN;
        }
        OptionalInt asked = soakRuns == 0 ? OptionalInt.empty() : OptionalInt.of(soakRuns);
        List<Trial> trials = Trials.all(quick ? Scale.QUICK : Scale.FULL, asked).stream()
                .filter(trial -> chosen.stream().anyMatch(trial.id()::startsWith))
                .toList();
        if (trials.isEmpty()) {
            err.println("trials: none begins so");
            return CANNOT_RUN;
        }
        if (!Files.isReadable(Path.of("/proc/self/environ"))) {
            err.println("trials: processes are looked at by /proc, which is not here");
            return CANNOT_RUN;
        }
        Table table = new Table(out);
        table.head();
        boolean missed = false;
        for (Trial trial : trials) {
            err.println("trials: " + trial.id());
            Outcome outcome = outcome(trial);
            table.print(trial, outcome);
            missed |= !outcome.passed();
        }
        return missed ? MISSED : 0;
    }

    /** A trial that cannot be done does not keep the next from being done. */
    private static Outcome outcome(Trial trial) throws InterruptedException {
        try {
            return trial.run();
        } catch (InterruptedException stop) {
            throw stop;
        } catch (Exception broken) {
            return Outcome.failed(broken);
        }
    }
}
