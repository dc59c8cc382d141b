package io.runnerwatchdog.report;

import io.runnerwatchdog.report.Report.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Counts and durations by command type and environment. Not thread-safe. */
final class Kinds {
    private static final int SHOWN = 50;
    /** Each has a histogram of some kilobytes. */
    private static final int MOST = 1_000;

    private static final Comparator<Kind> MOST_STALLS_FIRST = Comparator.comparingLong(
                    (Kind kind) -> kind.counts().stalls())
            .thenComparingLong(kind -> kind.counts().ended())
            .reversed()
            .thenComparing(Kind::commandType, Names.ORDER)
            .thenComparing(Kind::environment, Names.ORDER);

    /** So many kinds are found again by their very strings, which readers make once: most lines are of a few kinds. */
    private static final int AT_HAND = 64;

    /** One kind. */
    private static final class Growing {
        private final Counting counts = new Counting();
        private final DurationHistogram durations = new DurationHistogram();

        void merge(Growing other) {
            counts.merge(other.counts);
            durations.merge(other.durations);
        }
    }

    private final Bounded<List<String>, Growing> kinds = new Bounded<>(MOST, Names.LIST_ORDER);
    private final List<Optional<AtHand>> atHand = new ArrayList<>(Collections.nCopies(AT_HAND, Optional.empty()));

    /** A kind that is left out later may stay here: what is added to it then is lost with it. */
    private record AtHand(String commandType, String environment, Growing kind) {}

    void add(Entry record, Happening what, Optional<Duration> took) {
        kind(record.commandType(), record.environment()).ifPresent(kind -> {
            kind.counts.add(what, record);
            took.ifPresent(kind.durations::add);
        });
    }

    @SuppressWarnings("ReferenceEquality")
    private Optional<Growing> kind(String commandType, String environment) {
        int slot = (commandType.hashCode() * 31 + environment.hashCode()) & AT_HAND - 1;
        Optional<AtHand> known = atHand.get(slot);
        if (known.isPresent() && known.get().commandType == commandType && known.get().environment == environment) {
            return Optional.of(known.get().kind);
        }
        List<String> name = List.of(Names.cut(commandType), Names.cut(environment));
        Optional<Growing> kind = kinds.at(name, Growing::new);
        atHand.set(slot, kind.map(found -> new AtHand(commandType, environment, found)));
        return kind;
    }

    void merge(Kinds other) {
        kinds.merge(other.kinds, Growing::new, Growing::merge);
    }

    List<Kind> shown() {
        return kinds.kept().entrySet().stream()
                .map(entry -> new Kind(
                        entry.getKey().get(0),
                        entry.getKey().get(1),
                        entry.getValue().counts.counts(),
                        entry.getValue().durations.durations()))
                .sorted(MOST_STALLS_FIRST)
                .limit(SHOWN)
                .toList();
    }

    /** Of those that are kept: how many there were beyond, nobody has counted. */
    long leftOut() {
        return Math.max(0, kinds.kept().size() - SHOWN);
    }
}
