package io.runnerwatchdog.benchmarks.trial;

import io.runnerwatchdog.Run;
import io.runnerwatchdog.StopPolicy;
import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.run.Liveness;
import io.runnerwatchdog.run.RunResult;
import io.runnerwatchdog.run.Termination;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Work that prints nothing and goes on: judged by its progress, none of it is a stall. */
final class Quiet implements Trial {
    private static final int AT_A_TIME = 3;
    private static final int TIME_WAS_UP = 124; // see timeout(1)

    private final Scale scale;
    private final Duration idle;
    private final Duration each;

    Quiet(Scale scale) {
        this.scale = scale;
        idle = scale.of(Duration.ofSeconds(2), Duration.ofSeconds(1));
        each = scale.of(Duration.ofSeconds(10), Duration.ofSeconds(3));
    }

    @Override
    public String id() {
        return "quiet";
    }

    @Override
    public String title() {
        return "work of " + each.toSeconds() + " s that prints nothing, with an idle limit of " + idle.toSeconds()
                + " s judged by progress";
    }

    @Override
    public Outcome run() throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("quiet");
        try (TricklingServer server = TricklingServer.start()) {
            return judge(work(new QuietWork(directory, each, server.port())));
        } finally {
            delete(directory);
        }
    }

    private Map<QuietWork.Kind, RunResult> work(QuietWork work) throws IOException, InterruptedException {
        Map<QuietWork.Kind, Run> runs = new LinkedHashMap<>();
        Map<QuietWork.Kind, RunResult> results = new LinkedHashMap<>();
        try (Watchdog watchdog = Watchdog.builder()
                .idleTimeout(idle)
                .hardTimeout(each.multipliedBy(5))
                .stopPolicy(StopPolicy.forced())
                .maxConcurrentRuns(AT_A_TIME)
                .build()) {
            for (QuietWork.Kind kind : scale.of(QuietWork.ALL, QuietWork.FEW)) {
                if (QuietWork.isHere(kind)) {
                    runs.put(kind, watchdog.start(work.command(kind).liveness(Liveness.PROGRESS)));
                }
            }
            for (Map.Entry<QuietWork.Kind, Run> run : runs.entrySet()) {
                results.put(run.getKey(), run.getValue().await());
            }
        }
        return results;
    }

    private static Outcome judge(Map<QuietWork.Kind, RunResult> results) {
        Outcome.Gathering outcome = new Outcome.Gathering();
        List<String> stalls = new ArrayList<>();
        results.forEach((kind, result) -> {
            outcome.figure(kind.title(), figure(result));
            if (result.stalled()) {
                stalls.add(kind.title());
            }
            boolean wentOn = result.stalled() || endedAsItShould(result);
            outcome.require(
                    wentOn, kind.title() + " did not work: " + result.stderr().text());
        });
        return outcome.require(stalls.isEmpty(), "called a stall: " + stalls)
                .require(!results.isEmpty(), "there is nothing here to work with")
                .done();
    }

    private static String figure(RunResult result) {
        String seconds =
                String.format(java.util.Locale.ROOT, "%.1f s", result.duration().toMillis() / 1e3);
        return result.stalled() ? "called a stall after " + seconds : "went on for " + seconds;
    }

    private static boolean endedAsItShould(RunResult result) {
        OptionalInt code = result.termination() instanceof Termination.Exited exit
                ? OptionalInt.of(exit.code())
                : OptionalInt.empty();
        return code.isPresent() && (code.getAsInt() == 0 || code.getAsInt() == TIME_WAS_UP);
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
