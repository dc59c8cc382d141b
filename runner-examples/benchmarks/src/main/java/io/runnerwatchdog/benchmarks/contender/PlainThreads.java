package io.runnerwatchdog.benchmarks.contender;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** What people write by hand: {@code ProcessBuilder} and a thread for each stream. */
final class PlainThreads implements Contender {
    private static final int BUFFER = 8192;

    /** Reads one stream to its end. */
    private interface Reader {
        void read(InputStream in) throws IOException;
    }

    @Override
    public String name() {
        return "ProcessBuilder + threads";
    }

    @Override
    public int run(List<String> argv) throws Exception {
        return run(argv, PlainThreads::drain);
    }

    @Override
    public int runForBytes(List<String> argv, LongConsumer bytes) throws Exception {
        return run(argv, in -> {
            byte[] buffer = new byte[BUFFER];
            int count;
            while ((count = in.read(buffer)) >= 0) {
                bytes.accept(count);
            }
        });
    }

    @Override
    public int runForLines(List<String> argv, Consumer<String> lines) throws Exception {
        return run(argv, in -> {
            BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            String line;
            while ((line = reader.readLine()) != null) {
                lines.accept(line);
            }
        });
    }

    private static int run(List<String> argv, Reader stdout) throws Exception {
        Process process = start(argv);
        Thread out = reading(process.getInputStream(), stdout);
        Thread err = reading(process.getErrorStream(), PlainThreads::drain);
        int code = process.waitFor();
        out.join();
        err.join();
        return code;
    }

    @Override
    public Held hold(int children) throws IOException {
        List<Process> held = new ArrayList<>();
        for (int i = 0; i < children; i++) {
            Process process = start(SILENT);
            held.add(process);
            reading(process.getInputStream(), PlainThreads::drain);
            reading(process.getErrorStream(), PlainThreads::drain);
        }
        return () -> {
            held.forEach(Process::destroy);
            for (Process process : held) {
                process.waitFor();
            }
        };
    }

    private static Process start(List<String> argv) throws IOException {
        Process process = new ProcessBuilder(argv).start();
        process.getOutputStream().close();
        return process;
    }

    private static Thread reading(InputStream in, Reader reader) {
        Thread thread = new Thread(() -> {
            try (in) {
                reader.read(in);
            } catch (IOException closed) {
                // The process was stopped while it was read.
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void drain(InputStream in) throws IOException {
        byte[] buffer = new byte[BUFFER];
        while (in.read(buffer) >= 0) {
            // Nobody asked for it.
        }
    }
}
