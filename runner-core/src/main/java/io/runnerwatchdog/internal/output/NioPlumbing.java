package io.runnerwatchdog.internal.output;

import io.runnerwatchdog.internal.process.StartedChild;
import io.runnerwatchdog.internal.process.Stdio;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.Stream;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** One child's pipes on the selector. */
final class NioPlumbing implements Plumbing {
    /** Enough to empty a pipe of the default size several times over. */
    private static final int READS_TO_EMPTY = 64;

    private final Command command;
    private final List<OutPipe> outputs;
    private final Optional<InPipe> input;
    private final SelectorLoop loop;
    private final PipeStock stock;
    private boolean hasEnded;
    private Runnable listener = () -> {};

    NioPlumbing(Command command, List<OutPipe> outputs, Optional<InPipe> input, SelectorLoop loop, PipeStock stock) {
        this.command = command;
        this.outputs = outputs;
        this.input = input;
        this.loop = loop;
        this.stock = stock;
    }

    private void register() {
        outputs.forEach(pipe -> pipe.register(this::oneEnded));
    }

    private void oneEnded() {
        Runnable call;
        synchronized (this) {
            if (hasEnded || !outputs.stream().allMatch(OutPipe::ended)) {
                return;
            }
            hasEnded = true;
            call = listener;
        }
        call.run();
    }

    @Override
    public Stdio stdin() {
        return input.<Stdio>map(pipe -> new Stdio.OnFile(pipe.descriptor().path()))
                .orElseGet(() -> Inputs.withoutPipe(command.stdin()));
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
        outputs.forEach(OutPipe::closeWritingEnd);
        input.ifPresent(InPipe::started);
        loop.execute(() -> {
            register();
            // Now, while the child gets going, and not before: starting it keeps the other processors busy.
            stock.refill();
        });
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
            boolean end = outputs.stream().allMatch(OutPipe::ended);
            answer.accept(end ? Seen.END : any ? Seen.BYTES : Seen.QUIET);
        });
    }

    @Override
    public void onEnd(Runnable listener) {
        synchronized (this) {
            if (!hasEnded) {
                this.listener = listener;
                return;
            }
        }
        listener.run();
    }

    @Override
    public Set<String> pipes() {
        return outputs.stream().map(pipe -> pipe.descriptor().pipe()).collect(Collectors.toSet());
    }

    @Override
    public Map<Stream, String> open() {
        Map<Stream, String> open = new EnumMap<>(Stream.class);
        outputs.stream()
                .filter(pipe -> !pipe.ended())
                .forEach(pipe ->
                        open.put(pipe.capture().stream(), pipe.descriptor().pipe()));
        return open;
    }

    @Override
    public void cut() {
        outputs.forEach(OutPipe::cut);
        input.ifPresent(InPipe::cut);
        loop.execute(loop::forgetClosed);
    }
}
