package io.runnerwatchdog.report;

import io.runnerwatchdog.evidence.EvidenceRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Evidence of which nothing is sure but that each line is a record. */
public final class AnyEvidence {
    public static final Instant START = Instant.parse("2026-11-24T00:00:30Z");
    public static final Period PERIOD =
            new Period(START, START.plus(Duration.ofHours(3)), ZoneId.of("Europe/Istanbul"));

    private AnyEvidence() {}

    /** Before, within and after the period. */
    public static Arbitrary<List<EvidenceRecord>> evidence() {
        return lines().map(Line::record).list().ofMaxSize(40);
    }

    private static Arbitrary<Line> lines() {
        Arbitrary<String> events = Arbitraries.of(
                "idle-timeout", "hard-timeout", "exit", "killed", "skipped", "blocked", "slow", "invented");
        Arbitrary<Instant> times =
                Arbitraries.longs().between(-4 * 3600_000L, 4 * 3600_000L).map(START::plusMillis);
        Arbitrary<String> names = Arbitraries.oneOf(
                Arbitraries.of("a", "b", "", "|x|\\|y", "`code``", "<script>", "${impact}", "{0}", "\u202e@all"),
                Arbitraries.strings().ofMaxLength(20));
        Arbitrary<String> links = Arbitraries.oneOf(
                Arbitraries.of("sh[1] waits for x[2]", "sh[3] waits for x[4]", "x[9] flock of a|b"),
                Arbitraries.strings().ofMaxLength(40));
        Arbitrary<Long> numbers =
                Arbitraries.oneOf(Arbitraries.longs(), Arbitraries.longs().between(0, 100_000));
        return Combinators.combine(
                        events,
                        times,
                        names.list().ofSize(4),
                        links.list().ofMaxSize(3),
                        numbers,
                        Arbitraries.of("network", "lock", "No Cause", "custom_1"),
                        Arbitraries.of("success", "failed", "odd"),
                        Arbitraries.integers().between(0, 15).map(run -> String.format("%032x", run)))
                .as((event, at, name, chain, number, cause, status, run) -> Line.of(event, at)
                        .with("host", name.get(0))
                        .with("commandType", name.get(1))
                        .with("environment", name.get(2))
                        .with("command", name.get(3))
                        .chain(chain.toArray(String[]::new))
                        .with("durationMs", number)
                        .with("idleMs", number)
                        .with("survivors", number)
                        .with("attempt", number)
                        .with("rootCause", cause)
                        .with("status", status)
                        .with("shadow", number % 2 == 0)
                        .with("runId", run));
    }
}
