package io.runnerwatchdog.cli.report;

import io.runnerwatchdog.cli.config.EffectiveLimits;
import io.runnerwatchdog.cli.config.Settings;
import io.runnerwatchdog.cli.evidence.EventFilter;
import io.runnerwatchdog.cli.evidence.EvidenceWalk;
import io.runnerwatchdog.cli.terminal.Table;
import io.runnerwatchdog.cli.terminal.UsageException;
import io.runnerwatchdog.config.ConfigException;
import io.runnerwatchdog.config.RunnerConfig;
import io.runnerwatchdog.evidence.EvidenceRecord;
import io.runnerwatchdog.report.DurationHistogram;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What limits past evidence speaks for. */
@CommandLine.Command(
        name = "advise",
        description = "Limits learned from steps that succeeded, per command type and environment, beside today's: the"
                + " 99th percentile of how long they took and were silent, times a factor.",
        mixinStandardHelpOptions = true)
public final class Advise implements Callable<Integer> {
    @Option(names = "--since", paramLabel = "TIME", description = "Not older than so long, for example 12h, 14d.")
    private Optional<String> since = Optional.empty();

    @Option(
            names = "--factor",
            paramLabel = "X",
            defaultValue = "1.5",
            description = "How much more than the 99th percentile a limit allows. Default 1.5.")
    private double factor;

    @Option(
            names = "--least",
            paramLabel = "N",
            defaultValue = "20",
            description = "From how many steps on there is advice. Default 20.")
    private int least;

    @Mixin
    private Settings settings;

    @Spec
    private CommandSpec spec;

    /** Of which steps. */
    private record Kind(String type, String environment) implements Comparable<Kind> {
        @Override
        public int compareTo(Kind other) {
            int byType = type.compareTo(other.type);
            return byType != 0 ? byType : environment.compareTo(other.environment);
        }
    }

    /** What was learned of one kind. */
    private record Learned(DurationHistogram durations, DurationHistogram silences) {
        Learned() {
            this(new DurationHistogram(), new DurationHistogram());
        }
    }

    @Override
    public Integer call() throws IOException, ConfigException {
        if (!(factor >= 1 && factor <= 100) || least < 1) {
            throw new UsageException(
                    "--factor must be within 1 and 100 and --least at least 1, was " + factor + " and " + least);
        }
        RunnerConfig config = settings.load();
        Map<Kind, Learned> kinds = learn(config);
        Table table = new Table(
                "command type",
                "environment",
                "steps",
                "silence p99",
                "idle",
                "advice",
                "duration p99",
                "hard",
                "advice");
        kinds.forEach((kind, learned) -> row(table, config, kind, learned));
        PrintWriter out = spec.commandLine().getOut();
        table.print(out);
        out.flush();
        return 0;
    }

    private Map<Kind, Learned> learn(RunnerConfig config) throws IOException {
        Predicate<EvidenceRecord> filter = EventFilter.of(List.of(), since, Instant.now());
        Map<Kind, Learned> kinds = new TreeMap<>();
        EvidenceWalk.each(settings.evidenceDirectory(config), spec.commandLine().getErr(), event -> {
            if (filter.test(event) && hasSucceeded(event)) {
                Learned learned = kinds.computeIfAbsent(
                        new Kind(event.commandType(), event.environment()), kind -> new Learned());
                event.duration().ifPresent(learned.durations()::add);
                event.longestSilence().ifPresent(learned.silences()::add);
            }
        });
        return kinds;
    }

    private static boolean hasSucceeded(EvidenceRecord event) {
        return event.status().orElse("").equals("success");
    }

    private void row(Table table, RunnerConfig config, Kind kind, Learned learned) {
        Optional<EffectiveLimits> today = today(config, kind);
        table.row(
                kind.type(),
                kind.environment(),
                Long.toString(learned.durations().count()),
                shown(learned.silences().percentile(99)),
                today.map(EffectiveLimits::idle).orElse("-"),
                advice(learned.silences()),
                shown(learned.durations().percentile(99)),
                today.map(EffectiveLimits::hard).orElse("-"),
                advice(learned.durations()));
    }

    /** A line that somebody else wrote may name what no command can be called. */
    private static Optional<EffectiveLimits> today(RunnerConfig config, Kind kind) {
        try {
            return Optional.of(EffectiveLimits.of(config, kind.environment(), kind.type()));
        } catch (IllegalArgumentException noSuchName) {
            return Optional.empty();
        }
    }

    private String advice(DurationHistogram known) {
        return known.count() < least
                ? "too few"
                : shown(known.percentile(99).map(value -> Advice.limit(value, factor)));
    }

    private static String shown(Optional<Duration> value) {
        return value.map(time -> EffectiveLimits.millis(time.toMillis())).orElse("-");
    }
}
