package io.runnerwatchdog.surefire;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Stands for the JVM of a fork whose test waits for a program that does not end. */
public final class HungProgram {
    private HungProgram() {}

    /** The argument is the file that gets the number of that program. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Process sleep = new ProcessBuilder("sleep", "1000").start();
        Files.writeString(Path.of(arguments[0]), sleep.pid() + "\n");
        sleep.waitFor();
    }
}
