package io.runnerwatchdog.benchmarks.escape;

import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.zeroturnaround.exec.ProcessExecutor;

/** ZT Process Executor with its {@code timeout}. */
final class ZtExec implements Stopper {
    @Override
    public String name() {
        return "zt-exec 1.13.0";
    }

    @Override
    public Ending run(List<String> argv) throws Exception {
        try {
            new ProcessExecutor(argv)
                    .redirectOutput(OutputStream.nullOutputStream())
                    .redirectError(OutputStream.nullOutputStream())
                    .timeout(LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                    .execute();
            return Ending.BY_ITSELF;
        } catch (TimeoutException reached) {
            return Ending.STOPPED;
        }
    }
}
