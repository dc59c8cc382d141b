package com.example.classifier;

import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.RunResult;
import java.time.Duration;

/** Two stalls: one that the classifier of this project knows, and one that those of the watchdog know. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        try (Watchdog watchdog =
                Watchdog.builder().idleTimeout(Duration.ofMillis(500)).build()) {
            RunResult denied = watchdog.run(Command.of("sh", "-c", "echo LICENSE DENIED; sleep 60; true"));
            System.out.println("a cause of our own: " + denied.diagnosis().rootCause().id());
            RunResult slept = watchdog.run(Command.of("sh", "-c", "sleep 60; true"));
            System.out.println("a cause of theirs: " + slept.diagnosis().rootCause().id());
        }
    }
}
