package io.runnerwatchdog.benchmarks.escape;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** A process with a thread for each of its streams, which is what people write by hand. */
final class ReadProcess {
    private static final int BUFFER = 8192;

    private final Process process;
    private final Thread out;
    private final Thread err;

    private ReadProcess(Process process) {
        this.process = process;
        out = reading(process.getInputStream());
        err = reading(process.getErrorStream());
    }

    static ReadProcess start(List<String> argv) throws IOException {
        Process process = new ProcessBuilder(argv).start();
        process.getOutputStream().close();
        return new ReadProcess(process);
    }

    Process process() {
        return process;
    }

    /** Waits for its end and then for the last of its output, as one does who wants that output. */
    int end() throws InterruptedException {
        int code = process.waitFor();
        out.join();
        err.join();
        return code;
    }

    private static Thread reading(InputStream in) {
        Thread thread = new Thread(() -> {
            byte[] buffer = new byte[BUFFER];
            try (in) {
                while (in.read(buffer) >= 0) {
                    // Nobody asked for it.
                }
            } catch (IOException closed) {
                // The process was stopped while it was read.
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
