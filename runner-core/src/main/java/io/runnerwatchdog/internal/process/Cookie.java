package io.runnerwatchdog.internal.process;

import io.runnerwatchdog.observe.ProcessIdentity;
import io.runnerwatchdog.run.RunId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * The environment variables by which the processes of a run are found again, whoever their parent is by then.
 *
 * <p>The ids are in the <em>name</em> of the variable, not in its value: a watchdog that runs inside a supervised step
 * adds a second variable instead of replacing the first, so both find what is theirs. The value says who owns it.
 */
public final class Cookie {
    /** How the variables of all runs of all watchdogs begin. */
    public static final String PREFIX = "RUNNER_WATCHDOG_";

    private final String instance;
    private final String owner;

    private Cookie(String instance, String owner) {
        this.instance = instance;
        this.owner = owner;
    }

    /**
     * A cookie for one watchdog, not to be guessed.
     *
     * @param random is not to be guessed either
     * @param owner who owns its runs
     */
    public static Cookie random(RandomGenerator random, Owner owner) {
        byte[] bytes = new byte[8];
        random.nextBytes(bytes);
        return new Cookie(HexFormat.of().formatHex(bytes), owner.text());
    }

    /**
     * Who owns a run, as its cookie's value tells.
     *
     * @param host the process that started it
     * @param place stands for where that keeps its evidence; empty: nowhere
     */
    public record Owner(ProcessIdentity host, String place) {
        /**
         * The owner that keeps its evidence in this directory.
         *
         * @param numbering what its process number is counted in: the same number is another process in a container
         */
        public static Owner of(ProcessIdentity host, Optional<Path> directory, String numbering) {
            // A digest, since environments can be read by others.
            return new Owner(host, directory.isPresent() ? digest(directory.get(), numbering) : "");
        }

        private static String digest(Path directory, String numbering) {
            String place = numbering + " " + directory.toAbsolutePath().normalize();
            return UUID.nameUUIDFromBytes(place.getBytes(StandardCharsets.UTF_8))
                    .toString();
        }

        String text() {
            return host.pid() + ":" + host.startTime() + ":" + place;
        }

        /** The owner that a cookie's value tells of; empty where it is no such value. */
        public static Optional<Owner> parse(String value) {
            String[] parts = value.split(":", -1);
            if (parts.length != 3) {
                return Optional.empty();
            }
            try {
                ProcessIdentity host = new ProcessIdentity(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
                return Optional.of(new Owner(host, parts[2]));
            } catch (IllegalArgumentException noNumbers) {
                return Optional.empty();
            }
        }
    }

    /** How the variables of all runs of this watchdog begin. */
    public String prefix() {
        return PREFIX + instance + "_";
    }

    /** How the names of the control groups of all runs of this watchdog begin; a {@link RunId} follows. */
    public String groupPrefix() {
        return "runner-watchdog-run-" + instance + "-";
    }

    /** The variable's name for one run. */
    public String name(RunId run) {
        return prefix() + run.value();
    }

    /** The variable's value: {@code pid:start:place}, see {@link Owner}. */
    public String value() {
        return owner;
    }
}
