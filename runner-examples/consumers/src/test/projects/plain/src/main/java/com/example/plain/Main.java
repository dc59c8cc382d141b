package com.example.plain;

import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.RunResult;
import java.time.Duration;

/** Runs one command that ends and one that stalls, with the core alone: nobody is there to judge the stall. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        RunResult said = Watchdog.run("echo", "hello");
        System.out.println("echo said " + said.orThrow().stdout().text().strip());

        try (Watchdog watchdog =
                Watchdog.builder().idleTimeout(Duration.ofMillis(500)).build()) {
            RunResult slept = watchdog.run(Command.of("sleep", "60"));
            System.out.println("sleep stalled " + slept.stalled());
            System.out.println("why: " + slept.diagnosis().rootCause().id());
            System.out.println("judged by " + watchdog.classifiers());
        }
    }
}
