package io.runnerwatchdog.report;

import io.runnerwatchdog.report.Incident.LimitChange;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Which limits stalls of each kind reached, first and last. Not thread-safe. */
final class Limits {
    private static final int MOST = 1_000;
    private static final int SHOWN = 10;

    /** A limit, and when a stall reached it. */
    private record Reached(Instant at, Duration limit) {
        static final Comparator<Reached> ORDER =
                Comparator.comparing(Reached::at).thenComparing(Reached::limit);
    }

    /** Of one kind. */
    private static final class Growing {
        private Optional<Reached> first = Optional.empty();
        private Optional<Reached> last = Optional.empty();

        void add(Reached reached) {
            first = Optional.of(first.filter(known -> Reached.ORDER.compare(known, reached) <= 0)
                    .orElse(reached));
            last = Optional.of(last.filter(known -> Reached.ORDER.compare(known, reached) >= 0)
                    .orElse(reached));
        }

        void merge(Growing other) {
            other.first.ifPresent(this::add);
            other.last.ifPresent(this::add);
        }
    }

    private final Bounded<List<String>, Growing> kinds = new Bounded<>(MOST, Names.LIST_ORDER);

    void add(Entry stall, boolean idle) {
        String field = idle ? "idleMs" : "hardMs";
        Optional<Duration> limit = stall.field(field).flatMap(Limits::millis);
        limit.ifPresent(some -> kinds.at(
                        List.of(Names.cut(stall.commandType()), Names.cut(stall.environment()), field), Growing::new)
                .ifPresent(kind -> kind.add(new Reached(stall.at(), some))));
    }

    private static Optional<Duration> millis(String text) {
        try {
            return Optional.of(Duration.ofMillis(Long.parseLong(text))).filter(limit -> !limit.isNegative());
        } catch (NumberFormatException noNumber) {
            return Optional.empty();
        }
    }

    void merge(Limits other) {
        kinds.merge(other.kinds, Growing::new, Growing::merge);
    }

    /** Where the last one is not the first one. */
    List<LimitChange> changes() {
        return kinds.kept().entrySet().stream()
                .flatMap(entry -> change(entry.getKey(), entry.getValue()).stream())
                .sorted(Comparator.comparing(LimitChange::seenAt)
                        .thenComparing(LimitChange::commandType, Names.ORDER)
                        .thenComparing(LimitChange::environment, Names.ORDER)
                        .thenComparing(LimitChange::idle))
                .limit(SHOWN)
                .toList();
    }

    private static Optional<LimitChange> change(List<String> kind, Growing limits) {
        Reached first = limits.first.orElseThrow();
        Reached last = limits.last.orElseThrow();
        return first.limit.equals(last.limit)
                ? Optional.empty()
                : Optional.of(new LimitChange(
                        kind.get(0), kind.get(1), kind.get(2).equals("idleMs"), first.limit, last.limit, last.at));
    }
}
