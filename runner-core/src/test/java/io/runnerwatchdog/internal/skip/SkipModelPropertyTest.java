package io.runnerwatchdog.internal.skip;

import static io.runnerwatchdog.internal.skip.Runs.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.run.AutoSkip;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Hosts that share one board, for any order of what may happen to them. */
class SkipModelPropertyTest {
    private static final AutoSkip SETTINGS = new AutoSkip(2, Duration.ofMinutes(10), Duration.ofMinutes(5));
    private static final Duration CLAIM = Duration.ofMinutes(3);
    private static final StepKind KIND = new StepKind("test", "ci");
    private static final Duration LONGEST_SKIP = SETTINGS.coolDown().plus(CLAIM);

    /** What may happen. */
    private enum Act {
        ASK,
        STALL,
        EXIT,
        CANCEL,
        HOST_DIES,
        TIME_PASSES,
        RESTART,
        CLOCK_IS_SET
    }

    /**
     * One thing that happens.
     *
     * @param number picks a run among those that are there, or how much time passes
     */
    private record Happening(Act act, int number) {}

    @Provide
    Arbitrary<List<Happening>> steadyClock() {
        return happenings(Arbitraries.of(Act.values()).filter(act -> act != Act.CLOCK_IS_SET));
    }

    @Provide
    Arbitrary<List<Happening>> anyClock() {
        return happenings(Arbitraries.of(Act.values()));
    }

    private static Arbitrary<List<Happening>> happenings(Arbitrary<Act> acts) {
        return Combinators.combine(acts, Arbitraries.integers().between(0, 500))
                .as(Happening::new)
                .list()
                .ofMaxSize(60);
    }

    @Property(tries = 2000)
    void thereAreNeverTwoCanariesAndNobodyIsSkippedForTooLong(@ForAll("steadyClock") List<Happening> happenings) {
        Hosts hosts = new Hosts();
        happenings.forEach(each -> {
            hosts.happens(each);
            assertThat(hosts.claimsThatHold()).isLessThanOrEqualTo(1);
        });

        hosts.clock = hosts.clock.plus(LONGEST_SKIP);
        assertThat(hosts.ask()).isNotInstanceOf(Decision.Skip.class);
    }

    @Property(tries = 2000)
    void whereverTheClockIsSetNobodyIsSkippedForLongerThanTheSettingsSay(
            @ForAll("anyClock") List<Happening> happenings) {
        Hosts hosts = new Hosts();
        happenings.forEach(hosts::happens);

        // From here on it goes steadily: steps that ask every ten seconds do not all have to wait for longer.
        int skipped = 0;
        while (hosts.ask() instanceof Decision.Skip) {
            hosts.clock = hosts.clock.plusSeconds(10);
            skipped++;
            assertThat(Duration.ofSeconds(10L * skipped)).isLessThanOrEqualTo(LONGEST_SKIP);
        }
    }

    /** The hosts, their runs, and the board between them. */
    private static final class Hosts {
        private final SkipRules rules = new SkipRules(SETTINGS);
        private final List<Integer> running = new ArrayList<>();
        /** Those that were told to be the canary, and until when it is theirs alone. */
        private final Map<Integer, Instant> canaries = new HashMap<>();

        private Board board = Board.EMPTY;
        private Instant clock = WallClock.NOON;
        private int asked;

        void happens(Happening happening) {
            switch (happening.act()) {
                case ASK -> ask();
                case STALL -> end(happening, (known, run) -> rules.stalled(known, clock, run(run)));
                case EXIT -> end(happening, (known, run) -> rules.ended(known, clock, run(run), true));
                case CANCEL -> end(happening, (known, run) -> rules.ended(known, clock, run(run), false));
                case HOST_DIES -> {
                    // Its canary is gone, and nobody is told.
                    if (!running.isEmpty()) {
                        running.remove(happening.number() % running.size());
                    }
                }
                case TIME_PASSES -> clock = clock.plusSeconds(happening.number());
                case RESTART ->
                    assertThat(StateParser.parse(StateText.of(board))).contains(board);
                case CLOCK_IS_SET -> clock = clock.plusSeconds(4L * (happening.number() - 250));
            }
        }

        Decision ask() {
            int run = asked++;
            SkipRules.Step step = rules.decide(KIND, board.of(KIND), clock, run(run), CLAIM);
            if (!step.next().equals(board.of(KIND))) {
                board = board.with(KIND, step.next(), rules, clock);
            }
            if (step.decision() instanceof Decision.Skip skip) {
                assertThat(skip.until()).isAfter(clock).isBeforeOrEqualTo(clock.plus(LONGEST_SKIP));
            } else {
                running.add(run);
            }
            if (step.decision() instanceof Decision.RunAsCanary) {
                canaries.put(run, clock.plus(CLAIM).truncatedTo(ChronoUnit.MILLIS));
            }
            return step.decision();
        }

        private void end(Happening happening, BiFunction<Breaker, Integer, Breaker> change) {
            if (!running.isEmpty()) {
                Integer run = running.remove(happening.number() % running.size());
                canaries.remove(run);
                board = board.with(KIND, change.apply(board.of(KIND), run), rules, clock);
            }
        }

        long claimsThatHold() {
            return canaries.values().stream().filter(clock::isBefore).count();
        }
    }
}
