package io.runnerwatchdog.internal.output;

import io.runnerwatchdog.internal.process.StartedChild;
import io.runnerwatchdog.internal.process.Stdio;
import io.runnerwatchdog.run.Stdin;
import io.runnerwatchdog.run.Stream;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** No pipes for output at all: the child writes where the host does. */
final class InheritedPlumbing implements Plumbing {
    private final Stdin stdin;

    InheritedPlumbing(Stdin stdin) {
        this.stdin = stdin;
    }

    @Override
    public Stdio stdin() {
        return Inputs.withoutPipe(stdin);
    }

    @Override
    public Stdio stdout() {
        return new Stdio.Inherited();
    }

    @Override
    public Stdio stderr() {
        return new Stdio.Inherited();
    }

    @Override
    public void started(StartedChild child) {}

    @Override
    public void readNow(Consumer<Seen> answer) {
        answer.accept(Seen.END);
    }

    @Override
    public void onEnd(Runnable listener) {
        listener.run();
    }

    @Override
    public Set<String> pipes() {
        return Set.of();
    }

    @Override
    public Map<Stream, String> open() {
        return Map.of();
    }

    @Override
    public void cut() {}
}
