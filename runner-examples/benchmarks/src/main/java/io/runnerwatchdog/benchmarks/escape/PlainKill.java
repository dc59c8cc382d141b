package io.runnerwatchdog.benchmarks.escape;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** {@code ProcessBuilder}, {@code waitFor} with a limit, and {@code destroyForcibly}. */
final class PlainKill implements Stopper {
    private final String name;
    private final Consumer<Process> stop;

    private PlainKill(String name, Consumer<Process> stop) {
        this.name = name;
        this.stop = stop;
    }

    /** The way of most. */
    static Stopper ofRoot() {
        return new PlainKill("ProcessBuilder", Process::destroyForcibly);
    }

    /** The way of those who know that a process may have others. */
    static Stopper ofDescendants() {
        return new PlainKill("ProcessBuilder + descendants", process -> {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        });
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Ending run(List<String> argv) throws Exception {
        ReadProcess started = ReadProcess.start(argv);
        boolean ended = started.process().waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        if (!ended) {
            stop.accept(started.process());
        }
        started.end();
        return ended ? Ending.BY_ITSELF : Ending.STOPPED;
    }
}
