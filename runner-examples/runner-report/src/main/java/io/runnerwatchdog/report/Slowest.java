package io.runnerwatchdog.report;

import io.runnerwatchdog.report.Report.SlowStep;
import io.runnerwatchdog.run.RunId;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The ended steps that took longest. Not thread-safe. */
final class Slowest {
    static final int MOST = 10;
    /** As long as our own lines let a command be. */
    private static final int LONGEST_COMMAND = 4096;

    /** All that is shown takes part, so that equals are equal in every respect and it does not matter which is kept. */
    private static final Comparator<SlowStep> ORDER = Comparator.comparing(SlowStep::took)
            .reversed()
            .thenComparing(SlowStep::endedAt)
            .thenComparing(step -> step.runId().map(RunId::value).orElse(""))
            .thenComparing(SlowStep::commandType, Names.ORDER)
            .thenComparing(SlowStep::environment, Names.ORDER)
            .thenComparing(SlowStep::host, Names.ORDER)
            .thenComparing(SlowStep::command, Names.ORDER)
            .thenComparing(SlowStep::outcome);

    private final List<SlowStep> steps = new ArrayList<>();

    void add(Entry record, Duration took, String outcome) {
        // Before anything else is read of the line: almost none comes in.
        if (steps.size() < MOST || !isAfter(took, record.at(), steps.get(MOST - 1))) {
            add(new SlowStep(
                    record.at(),
                    Names.cut(record.commandType()),
                    Names.cut(record.environment()),
                    Names.cut(record.host()),
                    Names.cut(record.command(), LONGEST_COMMAND),
                    took,
                    outcome,
                    record.runId()));
        }
    }

    private static boolean isAfter(Duration took, Instant at, SlowStep last) {
        int longer = took.compareTo(last.took());
        return longer < 0 || longer == 0 && at.isAfter(last.endedAt());
    }

    private void add(SlowStep step) {
        steps.add(step);
        steps.sort(ORDER);
        if (steps.size() > MOST) {
            steps.remove(MOST);
        }
    }

    void merge(Slowest other) {
        other.steps.forEach(this::add);
    }

    void write(DataOutput out) throws IOException {
        Wire.writeCount(steps.size(), out);
        for (SlowStep step : steps) {
            Wire.writeInstant(step.endedAt(), out);
            out.writeUTF(step.commandType());
            out.writeUTF(step.environment());
            out.writeUTF(step.host());
            out.writeUTF(step.command());
            Wire.writeCount(step.took().toMillis(), out);
            out.writeUTF(step.outcome());
            Wire.writeRun(step.runId(), out);
        }
    }

    void read(DataInput in) throws IOException {
        int count = Wire.readCount(in, MOST);
        for (int i = 0; i < count; i++) {
            add(new SlowStep(
                    Wire.readInstant(in),
                    in.readUTF(),
                    in.readUTF(),
                    in.readUTF(),
                    in.readUTF(),
                    Duration.ofMillis(Wire.readCount(in)),
                    in.readUTF(),
                    Wire.readRun(in)));
        }
    }

    List<SlowStep> steps() {
        return List.copyOf(steps);
    }
}
