package io.runnerwatchdog.internal.jvm;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A Java thread as a dump shows it. All text in it is hostile: the program chooses its names.
 *
 * @param name its name; {@code virtual thread #25} for a virtual one that is mounted, since dumps tell no more of it
 * @param tid the kernel's number of the thread that runs it, counted in the PID namespace of the JVM; a virtual thread has
 *     that of its carrier
 * @param state as printed, for example {@code BLOCKED (on object monitor)}; empty for virtual threads and their carriers
 * @param frames the topmost calls, innermost first
 * @param waitsFor what it waits for, if that is an object
 * @param holds the addresses of the monitors and, if the dump lists them, ownable synchronizers that it holds
 */
public record JavaThread(
        String name, OptionalLong tid, String state, List<String> frames, Optional<Lock> waitsFor, List<String> holds) {
    /** How a thread waits for an object. */
    public enum How {
        /** For its monitor, to enter a synchronized block or to come back from {@code wait()}. */
        MONITOR,
        /** Parked; the object is a lock, a latch, a queue or whatever else it was parked for. May have no owner. */
        PARKED,
        /** In {@code wait()}: for somebody to notify it. Has no owner. */
        WAITING_ON
    }

    /**
     * An object that is waited for.
     *
     * @param address where it is, as printed
     * @param className its class
     */
    public record Lock(String address, String className, How how) {
        public Lock {
            Objects.requireNonNull(address, "address");
            Objects.requireNonNull(className, "className");
            Objects.requireNonNull(how, "how");
        }
    }

    public JavaThread {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(tid, "tid");
        Objects.requireNonNull(state, "state");
        frames = List.copyOf(frames);
        Objects.requireNonNull(waitsFor, "waitsFor");
        holds = List.copyOf(holds);
    }
}
