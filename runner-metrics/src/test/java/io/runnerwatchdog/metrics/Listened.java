package io.runnerwatchdog.metrics;

import io.runnerwatchdog.Run;
import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.diagnosis.Diagnosis;
import io.runnerwatchdog.event.RunEvent;
import io.runnerwatchdog.event.RunListener;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.RunResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A watchdog that runs nothing. */
final class Listened implements Watchdog {
    final List<RunListener> listeners = new ArrayList<>();
    private final List<String> classifiers;

    Listened(String... classifiers) {
        this.classifiers = List.of(classifiers);
    }

    void tell(RunEvent event) {
        listeners.forEach(listener -> listener.onEvent(event));
    }

    @Override
    public Diagnosis diagnose(ProcessHandle process, Duration window) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Subscription listen(RunListener listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public Run start(Command command) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Run watch(Process process) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Run watch(Process process, Command described) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Run watch(ProcessHandle process) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Run watch(ProcessHandle process, Command described) {
        throw new UnsupportedOperationException();
    }

    @Override
    public RunResult run(Command command) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<String> classifiers() {
        return classifiers;
    }

    @Override
    public int active() {
        return 0;
    }

    @Override
    public void close() {}
}
