package io.runnerwatchdog.benchmarks.diagnosis;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A real tree that waits for ever, to be looked at. Ended by closing it. */
final class Subject implements AutoCloseable {
    /** What its first thread does: that of a tree that sleeps is also watched in passing. */
    enum First {
        RECV,
        SLEEP
    }

    /**
     * How big it is.
     *
     * @param count threads of one process, or processes of one thread
     */
    record Shape(boolean threads, int count) {
        String id() {
            return count + (threads ? "-threads" : "-processes");
        }

        String title() {
            return String.format(Locale.ROOT, "%,d %s%s", count, threads ? "thread" : "process", plural());
        }

        private String plural() {
            return count == 1 ? "" : threads ? "s" : "es";
        }
    }

    private static final int MOST_NAPS = 100;
    private static final long NAP_MILLIS = 10;

    private final Process process;

    private Subject(Process process) {
        this.process = process;
    }

    /** Starts one; returns when all of it waits. */
    static Subject start(Shape shape, First first) throws IOException {
        List<String> argv = List.of(
                "python3",
                "-c",
                program(),
                shape.threads() ? "threads" : "processes",
                Integer.toString(shape.count()),
                first == First.SLEEP ? "sleep" : "recv");
        Process process =
                new ProcessBuilder(argv).redirectError(Redirect.INHERIT).start();
        if (process.getInputStream().read() != 'r') {
            process.destroyForcibly();
            throw new IOException("the tree that was to be looked at did not come to be");
        }
        return new Subject(process);
    }

    private static String program() throws IOException {
        try (InputStream text = Subject.class.getResourceAsStream("waiting.py")) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Its processes, the root first. */
    List<Long> pids() {
        List<Long> pids = new ArrayList<>(List.of(process.pid()));
        process.descendants().forEach(child -> pids.add(child.pid()));
        return pids;
    }

    /** In bounds: where nobody collects orphans, as in many a container, they stay in the process table. */
    private static void awaitEnd(ProcessHandle child) throws InterruptedException {
        for (int i = 0; i < MOST_NAPS && child.isAlive(); i++) {
            Thread.sleep(NAP_MILLIS);
        }
    }

    @Override
    public void close() throws InterruptedException, IOException {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        process.waitFor();
        for (ProcessHandle child : children) {
            awaitEnd(child);
        }
        process.getInputStream().close();
        process.getOutputStream().close();
    }
}
