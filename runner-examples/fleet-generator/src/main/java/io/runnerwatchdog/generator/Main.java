package io.runnerwatchdog.generator;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes up the evidence of a fleet and says what is true of it. */
@CommandLine.Command(
        name = "generate",
        description = "Makes up the evidence of a fleet: the same for the same seed. Prints what is true of it.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class Main implements Callable<Integer> {
    private static final FleetPlan USUAL = FleetPlan.usual();

    @Option(names = "--seed", paramLabel = "N", description = "Of all that is left to chance.")
    private long seed = USUAL.seed();

    @Option(names = "--first-day", paramLabel = "DATE", description = "The first day, in UTC.")
    private LocalDate firstDay = USUAL.firstDay();

    @Option(names = "--days", paramLabel = "N", description = "How many days.")
    private int days = USUAL.days();

    @Option(names = "--hosts", paramLabel = "N", description = "How many hosts, five at least.")
    private int hosts = USUAL.hosts();

    @Option(names = "--events", paramLabel = "N", description = "How many events in all.")
    private long events = USUAL.events();

    @Option(
            names = "--damage",
            paramLabel = "SHARE",
            description = "The share of lines that are torn, of lines with unknown fields, of lines with hostile names;"
                    + " ten times as many files are copied, copied too early, or late.")
    private double damage = USUAL.damage();

    @Option(names = "--compressed", paramLabel = "SHARE", description = "The share of hosts that compress.")
    private double compressed = USUAL.compressed();

    @Option(names = "--threads", paramLabel = "N", description = "How many write.")
    private int threads = USUAL.threads();

    @Parameters(paramLabel = "DIR", description = "A folder that is empty, or not there yet.")
    private Path directory = Path.of("");

    private final PrintStream out;

    Main(PrintStream out) {
        this.out = out;
    }

    /** Writes it and ends the process. */
    public static void main(String[] args) {
        System.exit(run(System.out, System.err, args));
    }

    static int run(PrintStream out, PrintStream errors, String... args) {
        CommandLine line = new CommandLine(new Main(out));
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            errors.println("generate: " + failure.getMessage());
            return failure instanceof IllegalArgumentException
                    ? CommandLine.ExitCode.USAGE
                    : CommandLine.ExitCode.SOFTWARE;
        });
        return line.execute(args);
    }

    @Override
    public Integer call() throws IOException {
        GeneratedFleet fleet = GeneratedFleet.write(
                directory, new FleetPlan(seed, firstDay, days, hosts, events, damage, compressed, threads));
        Written written = fleet.written();
        out.printf(
                "written: %d events, %d lines once more, %d torn, %d files%n",
                written.events(), written.duplicates(), written.torn(), written.files());
        out.printf(
                "bad disk: %s since %s%n",
                fleet.badHost().host(), fleet.badHost().since());
        out.printf("its chain: %s%n", fleet.badHost().chain());
        fleet.lock().seen().forEach(first -> out.printf("lock spreads: %s %s%n", first.at(), first.host()));
        out.printf("its chain: %s%n", fleet.lock().chain());
        fleet.outages().forEach(each -> out.printf("registry silent: %s to %s%n", each.from(), each.to()));
        return 0;
    }
}
