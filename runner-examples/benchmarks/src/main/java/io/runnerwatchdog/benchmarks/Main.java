package io.runnerwatchdog.benchmarks;

import io.runnerwatchdog.benchmarks.contender.Contender;
import io.runnerwatchdog.benchmarks.contender.Contenders;
import io.runnerwatchdog.benchmarks.scenario.Scenario;
import io.runnerwatchdog.benchmarks.scenario.Scenarios;
import io.runnerwatchdog.benchmarks.scenario.Sizes;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Measures this project side by side with others. */
@CommandLine.Command(
        name = "bench",
        description = "Measures this project side by side with others; prints tables of medians.",
        mixinStandardHelpOptions = true)
final class Main implements Callable<Integer> {
    @Option(names = "--rounds", paramLabel = "N", description = "How many rounds count. Default 5.")
    private int rounds = 5;

    @Option(names = "--quick", description = "Tiny sizes: shows that all works, says nothing about speed.")
    private boolean quick;

    @Option(names = "--scenario", paramLabel = "NAME", description = "Only those that begin so; may be given again.")
    private List<String> chosen = List.of("");

    private final PrintStream out;
    private final PrintStream progress;

    Main(PrintStream out, PrintStream progress) {
        this.out = out;
        this.progress = progress;
    }

    /** Measures and ends the process. */
    public static void main(String[] args) {
        Console.run(Main::new, args);
    }

    @Override
    public Integer call() {
        List<Contender> contenders = Contenders.all();
        Report report = new Report(out);
        report.head(rounds);
        Rounds measuring = new Rounds(rounds, progress);
        for (Scenario scenario : Scenarios.all(quick ? Sizes.QUICK : Sizes.FULL)) {
            if (chosen.stream().anyMatch(scenario.id()::startsWith)) {
                report.table(scenario, measuring.measure(scenario, contenders));
            }
        }
        contenders.forEach(Contender::close);
        return 0;
    }
}
