package io.runnerwatchdog.metrics;

import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.event.RunEvent.ForeignFailed.Part;
import io.runnerwatchdog.event.RunListener;
import io.runnerwatchdog.run.StallKind;
import io.runnerwatchdog.run.StopReason;
import java.time.Duration;

/** Days of a made-up host. */
final class Days {
    private Days() {}

    /** One on which each thing happens that can happen. */
    static void aDay(RunListener listener) {
        Happenings good = Happenings.of(1, "build", "ci");
        listener.onEvent(good.started());
        listener.onEvent(good.exited(0, Duration.ofSeconds(20)));

        Happenings bad = Happenings.of(2, "build", "ci");
        listener.onEvent(bad.started());
        listener.onEvent(bad.exited(1, Duration.ofMillis(500)));

        Happenings stuck = Happenings.of(3, "build", "ci");
        listener.onEvent(stuck.started());
        listener.onEvent(stuck.stalled(StallKind.IDLE, RootCause.NETWORK, Duration.ofMillis(40)));
        listener.onEvent(stuck.stopped(StopReason.IDLE_TIMEOUT, Duration.ofSeconds(13), Duration.ofMillis(250), 2));

        Happenings cancelled = Happenings.of(4, "build", "ci");
        listener.onEvent(cancelled.started());
        listener.onEvent(cancelled.stopped(StopReason.CANCELLED, Duration.ofSeconds(2), Duration.ofMillis(50), 0));

        Happenings watched = Happenings.of(9, "build", "ci");
        listener.onEvent(watched.started());
        listener.onEvent(watched.slow());
        listener.onEvent(watched.ended(Duration.ofSeconds(7)));

        listener.onEvent(Happenings.of(5, "build", "ci").notStarted());
        listener.onEvent(Happenings.of(6, "build", "ci").blocked());
        listener.onEvent(Happenings.of(7, "build", "ci").skipped());

        Happenings going = Happenings.of(8, "build", "ci");
        listener.onEvent(going.started());
        listener.onEvent(going.foreignFailed(Part.EVIDENCE, "EvidenceLog"));
        listener.onEvent(going.foreignFailed(Part.CLASSIFIER, "com.example.licence"));
    }
}
