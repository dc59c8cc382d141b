package io.runnerwatchdog.internal.flight;

import io.runnerwatchdog.internal.threads.Logs;
import java.util.Optional;
import org.slf4j.Logger;

/**
 * Finds the flight recorder of this Java runtime. The one class that asks for it: a runtime image may be without, and
 * everything behind it ({@link JfrListener}, {@link RecordedRun} and so on) cannot even be loaded there.
 */
public final class FlightRecorders {
    private FlightRecorders() {}

    /** What listens for the flight recorder; empty where there is none. */
    public static Optional<FlightListener> ofThisRuntime() {
        try {
            Class.forName("jdk.jfr.FlightRecorder", false, FlightRecorders.class.getClassLoader());
            return Optional.of(new JfrListener());
        } catch (ClassNotFoundException | LinkageError | RuntimeException none) {
            log().debug("no flight recorder in this Java runtime: {}", none.toString());
            return Optional.empty();
        }
    }

    private static Logger log() {
        return Logs.of(FlightRecorders.class);
    }
}
