package io.runnerwatchdog.internal.linux;

import io.runnerwatchdog.observe.CpuFacts;
import io.runnerwatchdog.observe.ThreadFacts;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads the facts of one thread after the other. For one look at a tree; not thread-safe. */
final class ThreadReader {
    private final Scene scene;
    private final WaitReader waits;

    /** Our own last time on a CPU is now, on the scheduler's clock: no other clock of ours is set like it. */
    private final OptionalLong now;

    ThreadReader(Scene scene, WaitReader waits) {
        this.scene = scene;
        this.waits = waits;
        this.now = SchedParser.parse(scene.proc().text("thread-self/sched").orElse(""))
                .lastRan();
    }

    Optional<ThreadFacts> read(Scene.At at) {
        Optional<ProcStat> stat = scene.proc().text(at.file("stat")).flatMap(StatParser::parse);
        return stat.map(
                line -> new ThreadFacts(at.tid(), line.name(), line.state(), cpu(at), waits.read(at, line.state())));
    }

    private CpuFacts cpu(Scene.At at) {
        long[] scheduled = schedstat(scene.proc().text(at.file("schedstat")).orElse(""));
        SchedParser.Sched sched =
                SchedParser.parse(scene.proc().text(at.file("sched")).orElse(""));
        Optional<Duration> sinceRan = now.isPresent() && sched.lastRan().isPresent()
                ? Optional.of(Duration.ofNanos(
                        Math.max(0, now.getAsLong() - sched.lastRan().getAsLong())))
                : Optional.empty();
        return new CpuFacts(scheduled[0], scheduled[1], scheduled[2], sched.policy(), sched.nice(), sinceRan);
    }

    /** Nanoseconds run, nanoseconds waited, times run: see the kernel's documentation of sched-stats. */
    static long[] schedstat(String text) {
        String[] fields = text.strip().split(" ");
        long[] numbers = new long[3];
        for (int i = 0; i < Math.min(numbers.length, fields.length); i++) {
            numbers[i] = Numbers.parse(fields[i]).orElse(0);
        }
        return numbers;
    }
}
