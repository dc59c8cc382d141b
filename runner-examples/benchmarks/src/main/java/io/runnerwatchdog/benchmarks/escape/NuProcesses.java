package io.runnerwatchdog.benchmarks.escape;

import com.zaxxer.nuprocess.NuAbstractProcessHandler;
import com.zaxxer.nuprocess.NuProcess;
import com.zaxxer.nuprocess.NuProcessBuilder;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** NuProcess: {@code waitFor} with a limit, and {@code destroy(true)}. */
final class NuProcesses implements Stopper {
    private static final long FOR_EVER = 0;

    /** What {@code waitFor} says where the limit was reached. */
    private static final int STILL_RUNNING = Integer.MIN_VALUE;

    @Override
    public String name() {
        return "NuProcess 3.0.0";
    }

    @Override
    public Ending run(List<String> argv) throws Exception {
        NuProcessBuilder builder = new NuProcessBuilder(argv);
        builder.setProcessListener(new NuAbstractProcessHandler() {
            @Override
            public void onStdout(ByteBuffer buffer, boolean closed) {
                buffer.position(buffer.limit());
            }

            @Override
            public void onStderr(ByteBuffer buffer, boolean closed) {
                buffer.position(buffer.limit());
            }
        });
        NuProcess process = builder.start();
        if (process == null) {
            throw new IllegalStateException("not started: " + argv);
        }
        process.closeStdin(true);
        if (process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS) != STILL_RUNNING) {
            return Ending.BY_ITSELF;
        }
        process.destroy(true);
        process.waitFor(FOR_EVER, TimeUnit.SECONDS);
        return Ending.STOPPED;
    }
}
