package io.runnerwatchdog.internal.output;

import io.runnerwatchdog.internal.process.StartedChild;
import io.runnerwatchdog.internal.process.Stdio;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.Stream;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** One child's pipes on the selector. */
final class NioPlumbing implements Plumbing, Runnable {
    /** Enough to empty a pipe of the default size several times over. */
    private static final int READS_TO_EMPTY = 64;

    private final Command command;
    private final List<OutPipe> outputs;
    private final Optional<InPipe> input;
    private final SelectorLoop loop;
    private final PipeStock stock;
    private boolean hasEnded;
    private Optional<Runnable> listener = Optional.empty();

    NioPlumbing(Command command, List<OutPipe> outputs, Optional<InPipe> input, SelectorLoop loop, PipeStock stock) {
        this.command = command;
        this.outputs = outputs;
        this.input = input;
        this.loop = loop;
        this.stock = stock;
    }

    /** On the loop's thread: begins to read. */
    @Override
    public void run() {
        for (OutPipe pipe : outputs) {
            pipe.register(this);
        }
        // Now, while the child gets going, and not before: starting it keeps the other processors busy.
        stock.refill();
    }

    /** On the loop's thread: one of the pipes has ended. */
    void oneEnded() {
        Optional<Runnable> call;
        synchronized (this) {
            if (hasEnded || !allEnded()) {
                return;
            }
            hasEnded = true;
            call = listener;
        }
        if (call.isPresent()) {
            call.get().run();
        }
    }

    private boolean allEnded() {
        for (OutPipe pipe : outputs) {
            if (!pipe.ended()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public Stdio stdin() {
        return input.isPresent()
                ? new Stdio.OnFile(input.get().descriptor().path())
                : Inputs.withoutPipe(command.stdin());
    }

    @Override
    public Stdio stdout() {
        return new Stdio.OnFile(outputs.get(0).descriptor().path());
    }

    @Override
    public Stdio stderr() {
        return new Stdio.OnFile(outputs.get(outputs.size() - 1).descriptor().path());
    }

    @Override
    public void started(StartedChild child) {
        for (OutPipe pipe : outputs) {
            pipe.closeWritingEnd();
        }
        if (input.isPresent()) {
            input.get().started();
        }
        loop.execute(this);
    }

    @Override
    public void readNow(Consumer<Seen> answer) {
        loop.execute(() -> {
            boolean any = false;
            for (OutPipe pipe : outputs) {
                any |= pipe.read(READS_TO_EMPTY);
                if (!loop.leads()) {
                    // Whoever has the lead now begins this anew, and answers.
                    return;
                }
            }
            answer.accept(allEnded() ? Seen.END : any ? Seen.BYTES : Seen.QUIET);
        });
    }

    @Override
    public void onEnd(Runnable listener) {
        synchronized (this) {
            if (!hasEnded) {
                this.listener = Optional.of(listener);
                return;
            }
        }
        listener.run();
    }

    @Override
    public Set<String> pipes() {
        Set<String> names = new HashSet<>();
        for (OutPipe pipe : outputs) {
            names.add(pipe.descriptor().pipe());
        }
        return names;
    }

    @Override
    public Map<Stream, String> open() {
        Map<Stream, String> open = new EnumMap<>(Stream.class);
        for (OutPipe pipe : outputs) {
            if (!pipe.ended()) {
                open.put(pipe.capture().stream(), pipe.descriptor().pipe());
            }
        }
        return open;
    }

    @Override
    public void cut() {
        for (OutPipe pipe : outputs) {
            pipe.cut();
        }
        if (input.isPresent()) {
            input.get().cut();
        }
        loop.execute(loop::forgetClosed);
    }
}
