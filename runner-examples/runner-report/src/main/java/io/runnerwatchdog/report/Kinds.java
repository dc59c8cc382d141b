package io.runnerwatchdog.report;

import io.runnerwatchdog.report.Report.Kind;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
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

    private final Bounded<List<String>, StepTally> kinds = new Bounded<>(MOST, Names.LIST_ORDER);
    private final List<Optional<AtHand>> atHand = new ArrayList<>(Collections.nCopies(AT_HAND, Optional.empty()));

    /** A kind that is left out later may stay here: what is added to it then is lost with it. */
    private record AtHand(String commandType, String environment, StepTally kind) {}

    void add(Entry record, Happening what, Optional<Duration> took) {
        kind(record.commandType(), record.environment()).ifPresent(kind -> kind.add(record, what, took));
    }

    @SuppressWarnings("ReferenceEquality")
    private Optional<StepTally> kind(String commandType, String environment) {
        int slot = (commandType.hashCode() * 31 + environment.hashCode()) & AT_HAND - 1;
        Optional<AtHand> known = atHand.get(slot);
        if (known.isPresent() && known.get().commandType == commandType && known.get().environment == environment) {
            return Optional.of(known.get().kind);
        }
        List<String> name = List.of(Names.cut(commandType), Names.cut(environment));
        Optional<StepTally> kind = kinds.at(name, StepTally::new);
        atHand.set(slot, kind.map(found -> new AtHand(commandType, environment, found)));
        return kind;
    }

    void merge(Kinds other) {
        kinds.merge(other.kinds, StepTally::new, StepTally::merge);
    }

    void write(DataOutput out) throws IOException {
        kinds.write(out, Kinds::writeName, StepTally::write);
    }

    private static void writeName(List<String> name, DataOutput out) throws IOException {
        out.writeUTF(name.get(0));
        out.writeUTF(name.get(1));
    }

    void read(DataInput in) throws IOException {
        kinds.read(in, from -> List.of(from.readUTF(), from.readUTF()), StepTally::read);
    }

    List<Kind> shown() {
        return kinds.kept().entrySet().stream()
                .map(entry -> new Kind(
                        entry.getKey().get(0),
                        entry.getKey().get(1),
                        entry.getValue().counts(),
                        entry.getValue().durations()))
                .sorted(MOST_STALLS_FIRST)
                .limit(SHOWN)
                .toList();
    }

    /** Of those that are kept: how many there were beyond, nobody has counted. */
    long leftOut() {
        return Math.max(0, kinds.kept().size() - SHOWN);
    }
}
