package io.runnerwatchdog.benchmarks;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.BiFunction;
import picocli.CommandLine;

/** Where the commands of this module print: the real streams, in UTF-8, whatever the platform's charset. */
public final class Console {
    private Console() {}

    /** Runs a command, made for standard output and standard error, and ends the process with its exit code. */
    public static void run(BiFunction<PrintStream, PrintStream, Object> command, String... args) {
        PrintStream out = stream(FileDescriptor.out);
        PrintStream err = stream(FileDescriptor.err);
        System.exit(new CommandLine(command.apply(out, err)).execute(args));
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
