package io.runnerwatchdog.cli.evidence;

import io.runnerwatchdog.cli.config.Settings;
import io.runnerwatchdog.cli.terminal.Screen;
import io.runnerwatchdog.cli.terminal.Table;
import io.runnerwatchdog.cli.terminal.UsageException;
import io.runnerwatchdog.config.ConfigException;
import io.runnerwatchdog.config.RunnerConfig;
import io.runnerwatchdog.evidence.EvidenceReader;
import io.runnerwatchdog.evidence.EvidenceRecord;
import io.runnerwatchdog.evidence.Follower;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
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
    private static final int MOST_SEEN_TWICE = 1000;

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

    @Option(
            names = "--fields",
            split = ",",
            paramLabel = "FIELD",
            description =
                    "Show these fields of each line, such as ts,rootCause,diagnosis.summary; time is the time of day"
                            + " (UTC).")
    private List<String> fields = List.of();

    @Option(names = "--follow", description = "Go on with what is written from now on, until interrupted.")
    private boolean follow;

    @Option(
            names = "--json",
            description = "Print the lines as they stand in the file; with --by, a line for each value.")
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
        refuseContradictions();
        PrintWriter out = spec.commandLine().getOut();
        RunnerConfig config = settings.load();
        Path file = settings.evidenceFile(config).toAbsolutePath();
        boolean any = Settings.hasEvidence(file.getParent());
        if (!any && !follow) {
            throw new UsageException("no evidence yet: " + file);
        }
        Predicate<EvidenceRecord> filter = EventFilter.of(where, since, Instant.now());
        EventColumns columns = fields.isEmpty() ? EventColumns.usual() : EventColumns.of(fields);
        // The follower first: what is written between the two looks would be seen by neither.
        try (Follower follower = follow ? EvidenceReader.of(file).followFromEnd() : null) {
            List<EvidenceRecord> found = any && by.isEmpty() ? select(file, filter) : List.of();
            if (by.isPresent()) {
                count(file, filter, by.get(), out);
            } else {
                show(found, columns, out);
            }
            out.flush();
            if (follow) {
                goOn(follower, filter.and(notAmong(found)), columns, out);
            }
        }
        return 0;
    }

    private void goOn(Follower follower, Predicate<EvidenceRecord> filter, EventColumns columns, PrintWriter out)
            throws IOException, InterruptedException {
        while (!out.checkError()) {
            follower.poll().stream().filter(filter).forEach(event -> print(event, columns, out));
            out.flush();
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    /** What was written between the two looks is seen by both. It is among the last of the first. */
    private static Predicate<EvidenceRecord> notAmong(List<EvidenceRecord> shown) {
        Set<String> last = shown.stream()
                .skip(Math.max(0, shown.size() - MOST_SEEN_TWICE))
                .map(EvidenceRecord::json)
                .collect(Collectors.toUnmodifiableSet());
        return event -> !last.contains(event.json());
    }

    private void refuseContradictions() {
        if (!fields.isEmpty() && (json || by.isPresent())) {
            throw new UsageException("--fields does not go with --json, which prints whole lines, nor with --by");
        }
        if (last.orElse(0) < 0 || tail.orElse(0) < 0) {
            throw new UsageException("--last and --tail must be 0 or more");
        }
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
        PrintWriter err = spec.commandLine().getErr();
        long torn = EvidenceWalk.each(file.getParent(), err, event -> {
            if (filter.test(event)) {
                taker.accept(event);
            }
        });
        if (torn > 0) {
            err.println(Table.clean("runner: skipped " + torn + " torn lines in " + file));
            err.flush();
        }
    }

    private void show(List<EvidenceRecord> events, EventColumns columns, PrintWriter out) {
        if (json) {
            events.forEach(event -> out.println(event.json()));
            return;
        }
        Table table = columns.table();
        events.forEach(event -> table.row(columns.cells(event)));
        table.print(out);
    }

    private void count(Path file, Predicate<EvidenceRecord> filter, String field, PrintWriter out) throws IOException {
        Counts counts = new Counts(field);
        if (last.isPresent()) {
            select(file, filter).forEach(counts::add);
        } else {
            each(file, filter, counts::add);
        }
        if (json) {
            counts.json(out);
        } else {
            counts.table(out);
        }
    }

    private void print(EvidenceRecord event, EventColumns columns, PrintWriter out) {
        if (json) {
            out.println(event.json());
        } else {
            Screen.line(out, String.join("  ", columns.cells(event)));
        }
    }
}
