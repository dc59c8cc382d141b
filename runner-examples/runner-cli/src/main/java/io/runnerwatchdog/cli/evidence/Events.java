package io.runnerwatchdog.cli.evidence;

import io.runnerwatchdog.cli.config.Settings;
import io.runnerwatchdog.cli.terminal.Table;
import io.runnerwatchdog.cli.terminal.UsageException;
import io.runnerwatchdog.config.ConfigException;
import io.runnerwatchdog.config.RunnerConfig;
import io.runnerwatchdog.evidence.EvidenceArchive;
import io.runnerwatchdog.evidence.EvidenceReader;
import io.runnerwatchdog.evidence.EvidenceRecord;
import io.runnerwatchdog.evidence.EvidenceScan;
import io.runnerwatchdog.evidence.Follower;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows what the evidence holds. */
@CommandLine.Command(
        name = "events",
        description = "Shows the evidence: newest last, filtered, counted, or followed.",
        mixinStandardHelpOptions = true)
public final class Events implements Callable<Integer> {
    private static final int USUAL_COUNT = 20;
    private static final long POLL_MILLIS = 250;

    @Option(
            names = "--last",
            paramLabel = "N",
            description = "At most the newest N. Default 20, or all with --since or --by.")
    private Optional<Integer> last = Optional.empty();

    @Option(names = "--tail", paramLabel = "N", description = "Look at the newest N lines only, before all else.")
    private Optional<Integer> tail = Optional.empty();

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Not older than so long, for example 90s, 30m, 2h, 1d.")
    private Optional<String> since = Optional.empty();

    @Option(names = "--where", paramLabel = "FIELD=VALUE", description = "Only with this value; may be given again.")
    private List<String> where = List.of();

    @Option(
            names = "--by",
            paramLabel = "FIELD",
            description = "Count by rootCause, environment, host, commandType, ...")
    private Optional<String> by = Optional.empty();

    @Option(names = "--follow", description = "Go on with what is written from now on, until interrupted.")
    private boolean follow;

    @Option(names = "--json", description = "Print the lines as they stand in the file.")
    private boolean json;

    @Mixin
    private Settings settings;

    @Spec
    private CommandSpec spec;

    /** Of all files, the rotated ones too. */
    private static EvidenceReader reader(Path file) {
        return EvidenceReader.ofAll(file.getParent());
    }

    @Override
    public Integer call() throws IOException, ConfigException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        RunnerConfig config = settings.load();
        Path file = settings.evidenceFile(config).toAbsolutePath();
        boolean any = Files.exists(file)
                || !EvidenceArchive.in(file.getParent()).files().isEmpty();
        if (!any && !follow) {
            throw new UsageException("no evidence yet: " + file);
        }
        Predicate<EvidenceRecord> filter = EventFilter.of(where, since, Instant.now());
        // The follower first: what is written between the two looks is then shown by the second.
        try (Follower follower = follow ? EvidenceReader.of(file).followFromEnd() : null) {
            if (by.isPresent()) {
                count(file, filter, by.get()).print(out);
            } else {
                show(any ? select(file, filter) : List.of(), out);
            }
            out.flush();
            while (follow && !out.checkError()) {
                follower.poll().stream().filter(filter).forEach(event -> print(event, out));
                out.flush();
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            }
        }
        return 0;
    }

    private List<EvidenceRecord> select(Path file, Predicate<EvidenceRecord> filter) throws IOException {
        int most =
                last.orElse(since.isPresent() || by.isPresent() || tail.isPresent() ? Integer.MAX_VALUE : USUAL_COUNT);
        if (where.isEmpty() && since.isEmpty() && tail.isEmpty() && most != Integer.MAX_VALUE) {
            return reader(file).last(most);
        }
        Deque<EvidenceRecord> newest = new ArrayDeque<>();
        each(file, filter, event -> {
            newest.addLast(event);
            if (newest.size() > most) {
                newest.removeFirst();
            }
        });
        return new ArrayList<>(newest);
    }

    /** Hands on all that pass, as they are read: a year of events does not fit into memory. */
    private void each(Path file, Predicate<EvidenceRecord> filter, Consumer<EvidenceRecord> taker) throws IOException {
        if (tail.isPresent()) {
            reader(file).last(tail.get()).stream().filter(filter).forEach(taker);
            return;
        }
        try (EvidenceScan scan = reader(file).scan()) {
            scan.stream().filter(filter).forEach(taker);
            if (scan.tornLines() > 0) {
                spec.commandLine().getErr().println("runner: skipped " + scan.tornLines() + " torn lines in " + file);
            }
        }
    }

    private void show(List<EvidenceRecord> events, PrintWriter out) {
        if (json) {
            events.forEach(event -> out.println(event.json()));
        } else {
            Table table = new Table("time", "event", "type", "environment", "cause", "host", "pid", "command");
            events.forEach(event -> table.row(cells(event)));
            table.print(out);
        }
        out.flush();
    }

    private Table count(Path file, Predicate<EvidenceRecord> filter, String field) throws IOException {
        Map<String, Integer> counts = new TreeMap<>();
        Consumer<EvidenceRecord> note =
                event -> event.field(field).ifPresent(value -> counts.merge(value, 1, Integer::sum));
        if (last.isPresent()) {
            select(file, filter).forEach(note);
        } else {
            each(file, filter, note);
        }
        Table table = new Table(field, "count");
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .forEach(entry -> table.row(entry.getKey(), entry.getValue().toString()));
        return table;
    }

    private void print(EvidenceRecord event, PrintWriter out) {
        out.println(json ? event.json() : Table.clean(String.join("  ", cells(event))));
    }

    private static String[] cells(EvidenceRecord event) {
        String command = event.command();
        return new String[] {
            event.at().toString(),
            event.event(),
            event.commandType(),
            event.environment(),
            event.rootCause().map(cause -> cause.id()).orElse("-"),
            event.host(),
            event.pid().isPresent() ? Long.toString(event.pid().getAsLong()) : "-",
            command.length() > 60 ? command.substring(0, 59) + "…" : command
        };
    }
}
