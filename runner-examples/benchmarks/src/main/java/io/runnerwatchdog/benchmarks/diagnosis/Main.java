package io.runnerwatchdog.benchmarks.diagnosis;

import io.runnerwatchdog.benchmarks.Console;
import io.runnerwatchdog.benchmarks.diagnosis.Shares.Child;
import io.runnerwatchdog.benchmarks.diagnosis.Subject.Shape;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Measures what it costs to find out why a run stalled. */
@CommandLine.Command(
        name = "diagnosis",
        description = "Measures what it costs to find out why a run stalled; prints tables.",
        mixinStandardHelpOptions = true)
final class Main implements Callable<Integer> {
    private static final int CANNOT_RUN = 2;
    private static final List<Shape> SHAPES = List.of(
            new Shape(true, 1),
            new Shape(true, 10),
            new Shape(true, 100),
            new Shape(true, 1000),
            new Shape(false, 100));
    private static final List<Shape> FEW = List.of(new Shape(true, 4), new Shape(false, 2));

    @Option(names = "--quick", description = "Tiny sizes: shows that all works, says nothing about costs.")
    private boolean quick;

    @Option(
            names = "--part",
            paramLabel = "NAME",
            description =
                    "Only those that begin so, such as look, look-100-threads, dump or share-jvm; may be given again.")
    private List<String> chosen = List.of("");

    private final PrintStream out;
    private final PrintStream err;

    Main(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Measures and ends the process. */
    public static void main(String[] args) {
        Console.run(Main::new, args);
    }

    @Override
    public Integer call() throws Exception {
        if (!Files.isReadable(Path.of("/proc/self/task"))) {
            err.println("diagnosis: it is made from /proc, which is not here");
            return CANNOT_RUN;
        }
        Sheet sheet = new Sheet(out);
        sheet.head();
        looks(sheet, chosen(quick ? FEW : SHAPES, shape -> "look-" + shape.id()));
        dumps(sheet, chosen(quick ? List.of(2) : List.of(10, 100, 1000), threads -> "dump-" + threads));
        shares(sheet, chosen(List.of(Child.values()), child -> "share-" + child.id()));
        return 0;
    }

    private <T> List<T> chosen(List<T> all, Function<T, String> name) {
        return all.stream()
                .filter(one -> chosen.stream().anyMatch(name.apply(one)::startsWith))
                .toList();
    }

    private void looks(Sheet sheet, List<Shape> shapes) throws IOException, InterruptedException {
        Looks looks = new Looks(Duration.ofMillis(quick ? 50 : 3000));
        if (!shapes.isEmpty()) {
            sheet.looks();
        }
        for (Shape shape : shapes) {
            sheet.row(looks.measure(shape));
        }
        if (!shapes.isEmpty()) {
            sheet.parts();
            looks.parts().forEach(sheet::row);
        }
    }

    private void dumps(Sheet sheet, List<Integer> sizes) throws Exception {
        Dumps dumps = new Dumps(quick ? 1 : 20, Duration.ofMillis(quick ? 50 : 3000));
        if (!sizes.isEmpty()) {
            sheet.dumps();
        }
        for (int threads : sizes) {
            sheet.row(dumps.measure(threads));
        }
    }

    private void shares(Sheet sheet, List<Child> children) throws IOException, InterruptedException {
        if (children.isEmpty()) {
            return;
        }
        int runs = quick ? 2 : 100;
        Duration period = quick ? Duration.ofSeconds(1) : Duration.ofMinutes(1);
        Path directory = Files.createTempDirectory("diagnosis");
        try {
            Shares shares = new Shares(runs, period, directory);
            sheet.shares(runs, period.toSeconds());
            for (Child child : children) {
                sheet.row(shares.measure(child));
            }
        } finally {
            Files.delete(directory);
        }
    }
}
