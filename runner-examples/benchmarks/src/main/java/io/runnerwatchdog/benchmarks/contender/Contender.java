package io.runnerwatchdog.benchmarks.contender;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** A way to run commands from Java. Each is used as its documentation says, with its own defaults. */
public interface Contender extends AutoCloseable {
    /** Its name and version. */
    String name();

    /** Runs a command, reads both of its streams, waits, and returns its exit code. */
    int run(List<String> argv) throws Exception;

    /** Runs a command and hands over how many bytes of standard output came at a time. */
    int runForBytes(List<String> argv, LongConsumer bytes) throws Exception;

    /** Runs a command and hands over the lines of its standard output as text. */
    int runForLines(List<String> argv, Consumer<String> lines) throws Exception;

    /** Starts so many silent children, with both streams read, until the answer is closed. */
    Held hold(int children) throws Exception;

    @Override
    default void close() {}

    /** Children that are held. */
    interface Held extends AutoCloseable {
        /** Stops them and waits until they are gone. */
        @Override
        void close() throws Exception;
    }

    /** What a silent child runs. */
    List<String> SILENT = List.of("sleep", "1000");
}
