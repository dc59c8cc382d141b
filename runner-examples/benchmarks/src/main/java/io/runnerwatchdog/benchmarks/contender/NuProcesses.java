package io.runnerwatchdog.benchmarks.contender;

import com.zaxxer.nuprocess.NuAbstractProcessHandler;
import com.zaxxer.nuprocess.NuProcess;
import com.zaxxer.nuprocess.NuProcessBuilder;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** NuProcess: native, a few threads for all children. */
final class NuProcesses implements Contender {
    private static final long FOR_EVER = 0;

    @Override
    public String name() {
        return "NuProcess 3.0.0";
    }

    @Override
    public int run(List<String> argv) throws Exception {
        return run(argv, chunk -> {});
    }

    @Override
    public int runForBytes(List<String> argv, LongConsumer bytes) throws Exception {
        return run(argv, chunk -> bytes.accept(chunk.remaining()));
    }

    /** It has no lines of its own, so they are cut here as simply as can be. */
    @Override
    public int runForLines(List<String> argv, Consumer<String> lines) throws Exception {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int code = run(argv, chunk -> {
            while (chunk.hasRemaining()) {
                byte one = chunk.get();
                if (one == '\n') {
                    lines.accept(line.toString(StandardCharsets.UTF_8));
                    line.reset();
                } else {
                    line.write(one);
                }
            }
        });
        if (line.size() > 0) {
            lines.accept(line.toString(StandardCharsets.UTF_8));
        }
        return code;
    }

    private static int run(List<String> argv, Consumer<ByteBuffer> stdout) throws InterruptedException {
        return start(argv, stdout).waitFor(FOR_EVER, TimeUnit.SECONDS);
    }

    private static NuProcess start(List<String> argv, Consumer<ByteBuffer> stdout) {
        NuProcessBuilder builder = new NuProcessBuilder(argv);
        builder.setProcessListener(new NuAbstractProcessHandler() {
            @Override
            public void onStdout(ByteBuffer buffer, boolean closed) {
                stdout.accept(buffer);
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
        return process;
    }

    @Override
    public Held hold(int children) {
        List<NuProcess> held = new ArrayList<>();
        for (int i = 0; i < children; i++) {
            held.add(start(SILENT, chunk -> {}));
        }
        return () -> {
            held.forEach(process -> process.destroy(false));
            for (NuProcess process : held) {
                process.waitFor(FOR_EVER, TimeUnit.SECONDS);
            }
        };
    }
}
