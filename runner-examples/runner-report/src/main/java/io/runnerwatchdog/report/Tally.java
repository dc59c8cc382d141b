package io.runnerwatchdog.report;

import io.runnerwatchdog.report.Criterion.Goal;
import io.runnerwatchdog.report.Report.StallsBy;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Adds evidence up to a {@link Report}.
 *
 * <ul>
 *   <li>A line belongs to the period if its time does; its place in the file does not matter.
 *   <li>Lines of all attempts count, and lines of runs in shadow count as what they are.
 *   <li>Memory is bounded, whatever the lines say. Up to {@value #MOST_NAMES} hosts, environments, command types and root
 *       causes are counted apart, 1,000 pairs of command type and environment, 1,000 chains and 100 hosts of each. Where
 *       there are more, a choice of them is, which depends on the names alone; the others are counted together.
 *   <li>A name counts by its first {@value Names#LONGEST} characters.
 * </ul>
 */
public final class Tally implements Accumulator<Tally> {
    /** The longest period. Evidence is kept for weeks, not for years. */
    public static final Duration LONGEST_PERIOD = Duration.ofDays(366);

    private static final int MOST_NAMES = 10_000;
    /** "RWT" and the version of the binary form. */
    private static final int FORM = 0x52575401;

    private final Period period;
    private final Period justBefore;

    private final Counting counts = new Counting();
    private final Counting countsBefore = new Counting();
    private final NameCounts byCause = new NameCounts(MOST_NAMES);
    private final NameCounts byEnvironment = new NameCounts(MOST_NAMES);
    private final NameCounts byHost = new NameCounts(MOST_NAMES);
    private final NameCounts byType = new NameCounts(MOST_NAMES);
    private final DurationHistogram durations = new DurationHistogram();
    private final Minutes minutes;
    private final Hours hours;
    private final Kinds kinds = new Kinds();
    private final Slowest slowest = new Slowest();
    private final Chains chains = new Chains();
    private long inPeriod;
    private long read;
    private long unreadable;
    private long duplicates;
    private Instant earliest = Instant.MAX;

    /** @throws IllegalArgumentException if the period is longer than {@link #LONGEST_PERIOD} */
    public Tally(Period period) {
        if (period.length().compareTo(LONGEST_PERIOD) > 0) {
            throw new IllegalArgumentException(
                    "a report is about " + LONGEST_PERIOD.toDays() + " days at the most, was " + period.length());
        }
        this.period = period;
        justBefore = new Period(period.from().minus(period.length()), period.from(), period.zone());
        minutes = new Minutes(period);
        hours = new Hours(period);
    }

    @Override
    public Instant from() {
        return justBefore.from();
    }

    @Override
    public Instant to() {
        return period.to();
    }

    @Override
    public void add(Entry record) {
        read++;
        Instant at = record.at();
        reachesBackTo(at);
        if (period.contains(at)) {
            Happening.of(record).ifPresent(what -> count(record, what));
        } else if (justBefore.contains(at)) {
            Happening.of(record).ifPresent(what -> countsBefore.add(what, record));
        }
    }

    @Override
    public void addUnreadable(long lines) {
        read += lines;
        unreadable += lines;
    }

    @Override
    public void addDuplicates(long lines) {
        read += lines;
        duplicates += lines;
    }

    @Override
    public void reachesBackTo(Instant moment) {
        if (moment.isBefore(earliest)) {
            earliest = moment;
        }
    }

    private void count(Entry record, Happening what) {
        inPeriod++;
        counts.add(what, record);
        minutes.add(record.at(), what);
        Optional<Duration> took = StepTally.durationOf(record, what);
        kinds.add(record, what, took);
        if (what.isStall()) {
            countStall(record);
        } else if (what.isEnd()) {
            hours.addEnd(record.at(), what == Happening.SUCCEEDED);
            took.ifPresent(duration -> {
                durations.add(duration);
                slowest.add(record, duration, what.outcome());
            });
        }
    }

    private void countStall(Entry record) {
        String cause = record.cause();
        byCause.add(cause);
        byEnvironment.add(record.environment());
        byHost.add(record.host());
        byType.add(record.commandType());
        hours.addStall(record.at(), cause);
        chains.add(record);
    }

    @Override
    public void merge(Tally other) {
        if (!period.equals(other.period)) {
            throw new IllegalArgumentException("other must be about " + period + ", was " + other.period);
        }
        counts.merge(other.counts);
        countsBefore.merge(other.countsBefore);
        byCause.merge(other.byCause);
        byEnvironment.merge(other.byEnvironment);
        byHost.merge(other.byHost);
        byType.merge(other.byType);
        durations.merge(other.durations);
        minutes.merge(other.minutes);
        hours.merge(other.hours);
        kinds.merge(other.kinds);
        slowest.merge(other.slowest);
        chains.merge(other.chains);
        inPeriod += other.inPeriod;
        read += other.read;
        unreadable += other.unreadable;
        duplicates += other.duplicates;
        reachesBackTo(other.earliest);
    }

    /** When it is about. */
    public Period period() {
        return period;
    }

    /** In binary form, for those who count on one machine and merge on another. */
    public void write(DataOutput out) throws IOException {
        out.writeInt(FORM);
        Wire.writePeriod(period, out);
        Wire.writeInstant(earliest, out);
        for (long number : new long[] {inPeriod, read, unreadable, duplicates}) {
            Wire.writeCount(number, out);
        }
        counts.write(out);
        countsBefore.write(out);
        for (NameCounts names : names()) {
            names.write(out);
        }
        durations.write(out);
        minutes.write(out);
        hours.write(out);
        kinds.write(out);
        slowest.write(out);
        chains.write(out);
    }

    private List<NameCounts> names() {
        return List.of(byCause, byEnvironment, byHost, byType);
    }

    /**
     * From its binary form.
     *
     * @throws IOException if this is none, or of another version, or damaged where that can be seen
     */
    public static Tally read(DataInput in) throws IOException {
        if (in.readInt() != FORM) {
            throw new IOException("no figures of a report, or of another version");
        }
        Tally tally = about(Wire.readPeriod(in));
        tally.earliest = Wire.readInstant(in);
        tally.inPeriod = Wire.readCount(in);
        tally.read = Wire.readCount(in);
        tally.unreadable = Wire.readCount(in);
        tally.duplicates = Wire.readCount(in);
        tally.counts.read(in);
        tally.countsBefore.read(in);
        for (NameCounts names : tally.names()) {
            names.read(in);
        }
        tally.durations.read(in);
        tally.minutes.read(in);
        tally.hours.read(in);
        tally.kinds.read(in);
        tally.slowest.read(in);
        tally.chains.read(in);
        return tally;
    }

    private static Tally about(Period period) throws IOException {
        try {
            return new Tally(period);
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            throw new IOException("damaged: no report is about " + period, e);
        }
    }

    /** What all that was added comes to. More can be added afterwards. */
    public Report report(Instant madeAt) {
        return new Report(
                period,
                madeAt,
                new Report.Lines(inPeriod, read, unreadable, duplicates),
                counts.counts(),
                earliest.isAfter(justBefore.from()) ? Optional.empty() : Optional.of(countsBefore.counts()),
                criteria(),
                new StallsBy(byCause.breakdown(), byEnvironment.breakdown(), byHost.breakdown(), byType.breakdown()),
                hours.hours(),
                durations.durations(),
                kinds.shown(),
                kinds.leftOut(),
                slowest.steps(),
                chains.mostFrequent());
    }

    private List<Criterion> criteria() {
        Optional<Duration> p95 = durations.percentile(95);
        OptionalDouble seconds =
                p95.isPresent() ? OptionalDouble.of(p95.get().toMillis() / 1000.0) : OptionalDouble.empty();
        return List.of(
                minutes.stallRate(),
                new Criterion(Goal.P95_DURATION, seconds, Optional.empty(), OptionalDouble.empty()),
                minutes.autoSkips(),
                minutes.failureRate());
    }
}
