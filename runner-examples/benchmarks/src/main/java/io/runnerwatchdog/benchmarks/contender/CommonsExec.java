package io.runnerwatchdog.benchmarks.contender;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.apache.commons.exec.CommandLine;
import org.apache.commons.exec.DefaultExecuteResultHandler;
import org.apache.commons.exec.DefaultExecutor;
import org.apache.commons.exec.ExecuteWatchdog;
import org.apache.commons.exec.LogOutputStream;
import org.apache.commons.exec.PumpStreamHandler;

/** Apache Commons Exec. */
final class CommonsExec implements Contender {
    @Override
    public String name() {
        return "Commons Exec 1.6.0";
    }

    @Override
    public int run(List<String> argv) throws Exception {
        return runTo(OutputStream.nullOutputStream(), argv);
    }

    @Override
    public int runForBytes(List<String> argv, LongConsumer bytes) throws Exception {
        return runTo(new Counting(bytes), argv);
    }

    @Override
    public int runForLines(List<String> argv, Consumer<String> lines) throws Exception {
        try (LogOutputStream out = new LogOutputStream() {
            @Override
            protected void processLine(String line, int level) {
                lines.accept(line);
            }
        }) {
            return runTo(out, argv);
        }
    }

    private static int runTo(OutputStream out, List<String> argv) throws Exception {
        return executor(out).execute(commandLine(argv));
    }

    private static DefaultExecutor executor(OutputStream out) {
        DefaultExecutor executor = DefaultExecutor.builder()
                .setExecuteStreamHandler(new PumpStreamHandler(out, OutputStream.nullOutputStream()))
                .get();
        executor.setExitValues(null);
        return executor;
    }

    private static CommandLine commandLine(List<String> argv) {
        CommandLine line = new CommandLine(argv.get(0));
        argv.stream().skip(1).forEach(argument -> line.addArgument(argument, false));
        return line;
    }

    @Override
    public Held hold(int children) throws Exception {
        List<ExecuteWatchdog> watchdogs = new ArrayList<>();
        List<DefaultExecuteResultHandler> ends = new ArrayList<>();
        for (int i = 0; i < children; i++) {
            DefaultExecutor executor = executor(OutputStream.nullOutputStream());
            ExecuteWatchdog watchdog = ExecuteWatchdog.builder()
                    .setTimeout(ExecuteWatchdog.INFINITE_TIMEOUT_DURATION)
                    .get();
            executor.setWatchdog(watchdog);
            DefaultExecuteResultHandler end = new DefaultExecuteResultHandler();
            executor.execute(commandLine(SILENT), end);
            watchdogs.add(watchdog);
            ends.add(end);
        }
        return () -> {
            watchdogs.forEach(ExecuteWatchdog::destroyProcess);
            for (DefaultExecuteResultHandler end : ends) {
                end.waitFor();
            }
        };
    }
}
