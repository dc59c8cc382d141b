package io.runnerwatchdog.benchmarks.escape;

import io.runnerwatchdog.benchmarks.Console;
import io.runnerwatchdog.benchmarks.escape.CompiledProgram.Unavailable;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Counts which processes outlive the one who stops them, side by side with others. */
@CommandLine.Command(
        name = "escape",
        description = "Counts which processes outlive the one who stops them; prints a table.",
        mixinStandardHelpOptions = true)
final class Main implements Callable<Integer> {
    private static final int CANNOT_RUN = 2;

    @Option(names = "--rounds", paramLabel = "N", description = "How often this project plays a case. Default 50.")
    private int rounds = 50;

    @Option(names = "--peer-rounds", paramLabel = "N", description = "How often each of the others does. Default 3.")
    private int peerRounds = 3;

    @Option(names = "--case", paramLabel = "NAME", description = "Only those that begin so; may be given again.")
    private List<String> cases = List.of("");

    @Option(names = "--contender", paramLabel = "NAME", description = "Only those that begin so; may be given again.")
    private List<String> contenders = List.of("");

    private final PrintStream out;
    private final PrintStream err;

    Main(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Plays and ends the process. */
    public static void main(String[] args) {
        Console.run(Main::new, args);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Case> chosenCases = chosen(Case.ALL, Case::id, cases);
        List<Stopper> stoppers = chosen(Stoppers.all(), Stopper::name, contenders);
        if (chosenCases.isEmpty() || stoppers.isEmpty()) {
            err.println("escape: no case or no contender begins so");
            return CANNOT_RUN;
        }
        if (!Files.isReadable(Path.of("/proc/self/stat"))) {
            err.println("escape: survivors are counted by /proc, which is not here");
            return CANNOT_RUN;
        }
        Path directory = Files.createTempDirectory("escape");
        // A setuid program must reach its files as somebody else.
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        try {
            play(CompiledProgram.in(directory), directory, chosenCases, stoppers);
            return 0;
        } catch (Unavailable program) {
            err.println("escape: " + program.getMessage());
            return CANNOT_RUN;
        } finally {
            delete(directory);
        }
    }

    private void play(CaseProgram program, Path directory, List<Case> chosenCases, List<Stopper> stoppers)
            throws IOException, InterruptedException {
        Round round = new Round(program, directory, Round.CAP);
        Suite suite = new Suite(round, stoppers, new Suite.Rounds(rounds, peerRounds), err);
        Table table = new Table(out, stoppers);
        suite.warmUp(Case.ALL.get(0));
        table.head();
        for (Case played : chosenCases) {
            Optional<String> obstacle = program.obstacle(played);
            if (obstacle.isPresent()) {
                table.skipped(played, obstacle.get());
            } else {
                table.row(played, suite.play(played));
            }
        }
    }

    private static <T> List<T> chosen(List<T> all, Function<T, String> name, List<String> beginnings) {
        return all.stream()
                .filter(one -> beginnings.stream().anyMatch(name.apply(one)::startsWith))
                .toList();
    }

    private static void delete(Path directory) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }
}
