package io.runnerwatchdog.benchmarks.contender;

import io.runnerwatchdog.Run;
import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.Limits;
import io.runnerwatchdog.run.OutputSink;
import io.runnerwatchdog.run.RunResult;
import io.runnerwatchdog.run.Stream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** This project, with all it does: limits, tails, cookies, events. */
final class Ours implements Contender {
    private final Watchdog watchdog = Watchdog.builder()
            .idleTimeout(Duration.ofMinutes(30))
            .hardTimeout(Duration.ofHours(1))
            .build();

    @Override
    public String name() {
        return "Runner Watchdog";
    }

    @Override
    public int run(List<String> argv) throws Exception {
        return code(watchdog.run(Command.of(argv)));
    }

    @Override
    public int runForBytes(List<String> argv, LongConsumer bytes) throws Exception {
        return code(watchdog.run(Command.of(argv)
                .sink(new OutputSink.OfBytes(
                        Stream.STDOUT, OutputSink.WhenFull.WAIT, chunk -> bytes.accept(chunk.remaining())))));
    }

    @Override
    public int runForLines(List<String> argv, Consumer<String> lines) throws Exception {
        return code(watchdog.run(
                Command.of(argv).sink(new OutputSink.OfLines(Stream.STDOUT, OutputSink.WhenFull.WAIT, lines))));
    }

    private static int code(RunResult result) {
        return result.exitCode()
                .orElseThrow(() -> new IllegalStateException(result.diagnosis().summary()));
    }

    @Override
    public Held hold(int children) {
        List<Run> held = new ArrayList<>();
        for (int i = 0; i < children; i++) {
            held.add(watchdog.start(Command.of(SILENT).hardTimeout(Limits.NEVER)));
        }
        return () -> {
            held.forEach(Run::cancel);
            for (Run run : held) {
                run.await();
            }
        };
    }

    @Override
    public void close() {
        watchdog.close();
    }
}
