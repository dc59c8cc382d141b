package io.runnerwatchdog.generator;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/** All days of one host, told from the first to the last. Not thread-safe. */
final class HostStory {
    /** Nothing that has consequences begins so shortly before the end of the last day. */
    private static final long LONGEST_CONSEQUENCE_MILLIS = 1_200_000;

    private enum What {
        KILLED_IDLE,
        KILLED_HARD,
        SUCCESS,
        NEXT_ATTEMPT
    }

    /** What has to happen yet. */
    private record Due(long at, long order, What what, Step step, long took) {
        static final Comparator<Due> FIRST = Comparator.comparingLong(Due::at).thenComparingLong(Due::order);
    }

    /** @param lockSeen when it first waited for the spreading lock */
    record Told(HostProfile host, Written written, Optional<Instant> lockSeen) {}

    private static final int STREAM_OF_EVENTS = 0;
    private static final int STREAM_OF_DAMAGE = 1;
    private static final int STREAM_OF_FILES = 2;

    private final FleetScript script;
    private final HostProfile host;
    private final EvidenceLines lines;
    private final PriorityQueue<Due> due = new PriorityQueue<>(Due.FIRST);
    private long order;
    private Optional<Instant> lockSeen = Optional.empty();

    private SplittableRandom random = new SplittableRandom(0);
    private LineDamage damage = new LineDamage(0, random);
    /** Whether the event that is made now may have others after it: near the end there is no room for them. */
    private boolean mayHaveConsequences;
    /** Whether it is told of as the truth, so that it has to be there. */
    private boolean mustStayWhole;

    HostStory(FleetScript script, HostProfile host) throws IOException {
        this.script = script;
        this.host = host;
        lines = new EvidenceLines(host.name());
    }

    /** Writes them below the folder of the fleet. */
    Told tell(Path root) throws IOException {
        Written written = Written.NOTHING;
        for (int day = 0; day < script.plan().days(); day++) {
            random = stream(day, STREAM_OF_EVENTS);
            double share = script.plan().damage();
            damage = new LineDamage(share, stream(day, STREAM_OF_DAMAGE));
            SplittableRandom ofFiles = stream(day, STREAM_OF_FILES);
            DayFiles files = new DayFiles(
                    root.resolve("host=" + host.name()),
                    script.plan().day(day),
                    isLast(day),
                    host.compresses(),
                    script.events(host, day),
                    FileDamage.any(share, ofFiles),
                    ofFiles);
            try (files) {
                tell(day, files);
            }
            written = written.and(files.written());
        }
        return new Told(host, written, lockSeen);
    }

    private SplittableRandom stream(int day, int use) {
        return Chance.at(script.plan().seed(), host.number(), day, use);
    }

    private boolean isLast(int day) {
        return day == script.plan().days() - 1;
    }

    private void tell(int day, DayFiles files) throws IOException {
        int events = script.events(host, day);
        DayCurve curve = script.curve(host, day);
        long midnight = script.plan().startOf(day).toEpochMilli();
        long lastBeginning = script.plan().to().toEpochMilli() - LONGEST_CONSEQUENCE_MILLIS;
        for (int i = 0; i < events; i++) {
            long at = midnight + curve.at((i + random.nextDouble()) / events);
            int left = events - i;
            boolean mustEnd = isLast(day) && due.size() >= left;
            if (!due.isEmpty() && (mustEnd || due.peek().at() <= at)) {
                mayHaveConsequences = !mustEnd && at < lastBeginning;
                happen(due.remove());
            } else {
                mayHaveConsequences = at < lastBeginning && (!isLast(day) || left > due.size() + 1);
                begin(at);
            }
            write(files);
        }
    }

    private void write(DayFiles files) throws IOException {
        if (damage.addsFields()) {
            lines.addUnknownFields(damage.random());
        }
        lines.end();
        if (damage.tears() && !mustStayWhole) {
            files.torn(lines.line(), damage.cut(lines.line().size()));
        } else {
            files.whole(lines.line());
        }
        mustStayWhole = false;
    }

    private void happen(Due next) throws IOException {
        switch (next.what()) {
            case KILLED_IDLE, KILLED_HARD -> {
                boolean hard = next.what() == What.KILLED_HARD;
                lines.killed(next.step(), next.at(), next.took(), hard, random);
                tryAgain(next.step(), next.at(), 70);
            }
            case SUCCESS -> lines.exit(next.step(), next.at(), 0, next.took(), random);
            case NEXT_ATTEMPT -> attempt(next.step(), next.at(), next.took());
        }
    }

    private void attempt(Step step, long at, long took) throws IOException {
        int dice = random.nextInt(10);
        if (dice == 0 && mayHaveConsequences) {
            stall(step, at, Stories.everyday(random));
        } else {
            exit(step, at, took, dice < 3);
        }
    }

    private void begin(long at) throws IOException {
        Step step = damage.named(Step.any(random));
        int dice = random.nextInt(1000);
        if (mayHaveConsequences && host.knowsLock(at) && (lockSeen.isEmpty() || dice < 40)) {
            mustStayWhole = lockSeen.isEmpty();
            lockSeen = Optional.of(lockSeen.orElse(Instant.ofEpochMilli(at)));
            stall(step, at, script.sharedLock());
        } else if (mayHaveConsequences && dice < 450 && script.registryIsOut(at)) {
            stall(step, at, Stories.REGISTRY_SILENT);
        } else if (mayHaveConsequences && dice < 120 && host.diskIsBad(at)) {
            stall(step, at, script.badDisk());
        } else {
            beginAsUsual(step, at);
        }
    }

    private void beginAsUsual(Step step, long at) throws IOException {
        int dice = random.nextInt(1000);
        if (dice < host.stallsPerMille() && mayHaveConsequences) {
            stall(step, at, Stories.everyday(random));
        } else if (dice < 32) {
            lines.skipped(step, at);
        } else if (dice < 33) {
            lines.blocked(step, at);
        } else if (dice < 35) {
            lines.notStarted(step, at);
        } else if (dice < 45 && mayHaveConsequences) {
            lines.slow(step, at);
            int left = random.nextInt(step.type().hardMillis() / 2 - 1000);
            later(at + left, What.SUCCESS, step, step.type().hardMillis() / 2 + left);
        } else {
            exit(step, at, step.type().duration(random), dice < 105);
        }
    }

    private void exit(Step step, long at, long took, boolean failed) throws IOException {
        lines.exit(step, at, failed ? 1 + random.nextInt(2) : 0, took, random);
        if (failed) {
            tryAgain(step, at, 30);
        }
    }

    private void stall(Step step, long at, WaitStory story) throws IOException {
        boolean hard = random.nextInt(5) == 0;
        lines.stall(step, at, story, hard, random);
        long before = hard
                ? step.type().hardMillis()
                : step.type().idleMillis() + step.type().duration(random) / 4;
        long stopping = 60 + random.nextInt(4300);
        if (step.shadow()) {
            long more = random.nextInt(60_000);
            later(at + more, What.SUCCESS, step, before + more);
        } else {
            later(at + stopping, hard ? What.KILLED_HARD : What.KILLED_IDLE, step, before + stopping);
        }
    }

    private void tryAgain(Step step, long at, int percent) {
        if (mayHaveConsequences && step.attempt() < step.type().attempts() && random.nextInt(100) < percent) {
            long pause = 2000 + random.nextInt(10_000);
            long took = step.type().duration(random);
            later(at + pause + took, What.NEXT_ATTEMPT, step.nextAttempt(random), took);
        }
    }

    private void later(long at, What what, Step step, long took) {
        due.add(new Due(at, order++, what, step, took));
    }
}
