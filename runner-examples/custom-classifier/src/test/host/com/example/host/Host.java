package com.example.host;

import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.diagnosis.Diagnosis;
import io.runnerwatchdog.diagnosis.Judgement;
import io.runnerwatchdog.run.Command;
import java.time.Duration;

/** Lets a step stall, and prints the cause, who named it, and the module that it is in. */
public final class Host {
    private Host() {}

    public static void main(String[] args) throws InterruptedException {
        Command step = Command.of("sh", "-c", "echo waiting for a licence; exec sleep 1000");
        try (Watchdog watchdog =
                Watchdog.builder().idleTimeout(Duration.ofMillis(1500)).build()) {
            Diagnosis diagnosis = watchdog.run(step).diagnosis();
            Judgement strongest = diagnosis.judgements().get(0);
            System.out.println(diagnosis.rootCause() + " by " + strongest.classifier() + ", "
                    + ModuleLayer.boot().findModule("com.example.licence").orElseThrow());
        }
    }
}
