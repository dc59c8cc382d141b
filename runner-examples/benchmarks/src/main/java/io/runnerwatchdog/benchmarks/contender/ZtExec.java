package io.runnerwatchdog.benchmarks.contender;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.zeroturnaround.exec.ProcessExecutor;
import org.zeroturnaround.exec.StartedProcess;
import org.zeroturnaround.exec.stream.LogOutputStream;

/** ZT Process Executor. */
final class ZtExec implements Contender {
    @Override
    public String name() {
        return "zt-exec 1.13.0";
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
        return runTo(
                new LogOutputStream() {
                    @Override
                    protected void processLine(String line) {
                        lines.accept(line);
                    }
                },
                argv);
    }

    private static int runTo(OutputStream out, List<String> argv) throws Exception {
        return executor(out, argv).execute().getExitValue();
    }

    private static ProcessExecutor executor(OutputStream out, List<String> argv) {
        return new ProcessExecutor(argv).redirectOutput(out).redirectError(OutputStream.nullOutputStream());
    }

    @Override
    public Held hold(int children) throws Exception {
        List<StartedProcess> held = new ArrayList<>();
        for (int i = 0; i < children; i++) {
            held.add(executor(OutputStream.nullOutputStream(), SILENT).start());
        }
        return () -> {
            held.forEach(started -> started.getProcess().destroy());
            for (StartedProcess started : held) {
                started.getFuture().get();
            }
        };
    }
}
