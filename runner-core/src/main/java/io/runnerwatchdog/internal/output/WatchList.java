package io.runnerwatchdog.internal.output;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What one selector watches, as the kernel lists it under {@code /proc/self/fdinfo}, see proc_pid_fdinfo(5). Has one user
 * at a time.
 */
final class WatchList {
    /** Lets the selector watch one thing more, or no longer. */
    interface Switch {
        void turn(boolean on) throws IOException;
    }

    private static final Path OWN_DESCRIPTORS = Path.of("/proc/self/fd");
    private static final String SELECTOR = "anon_inode:[eventpoll]";
    private static final int MOST_BYTES = 4096;
    private static final int MOST_ROUNDS = 20;

    private final String file;
    private final Set<Descriptor> atRest;

    private WatchList(String file, Set<Descriptor> atRest) {
        this.file = file;
        this.atRest = atRest;
    }

    /**
     * The list of the selector that follows a switch, found among all selectors of this process.
     *
     * @throws IOException if none follows, or more than one keeps doing so
     */
    static WatchList of(Switch probe) throws IOException {
        List<WatchList> candidates = new ArrayList<>();
        for (String file : selectors()) {
            candidates.add(new WatchList(file, Set.copyOf(read(file))));
        }
        // Another selector may get something new to watch at the same time, but not again and again together with ours.
        for (int round = 0; round < MOST_ROUNDS && (round == 0 || candidates.size() > 1); round++) {
            probe.turn(true);
            candidates = thatShowOne(true, candidates);
            probe.turn(false);
            candidates = thatShowOne(false, candidates);
        }
        if (candidates.size() != 1) {
            throw new IOException(candidates.size() + " selectors follow a probe, expected one");
        }
        return candidates.get(0);
    }

    private static List<WatchList> thatShowOne(boolean wanted, List<WatchList> candidates) {
        List<WatchList> left = new ArrayList<>();
        for (WatchList candidate : candidates) {
            if (candidate.added().isPresent() == wanted) {
                left.add(candidate);
            }
        }
        return left;
    }

    private static List<String> selectors() throws IOException {
        String[] descriptors = OWN_DESCRIPTORS.toFile().list();
        if (descriptors == null) {
            throw new IOException("own descriptors cannot be listed in " + OWN_DESCRIPTORS);
        }
        List<String> found = new ArrayList<>();
        for (String descriptor : descriptors) {
            if (isSelector(OWN_DESCRIPTORS.resolve(descriptor))) {
                found.add("/proc/self/fdinfo/" + descriptor);
            }
        }
        return found;
    }

    private static boolean isSelector(Path descriptor) {
        // Only what the link says: whoever follows it asks the file system behind it, which may not answer.
        try {
            return Files.readSymbolicLink(descriptor).toString().equals(SELECTOR);
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }

    /** What it watches beside what it always does; empty if that is nothing, or more than one thing. */
    Optional<Descriptor> added() {
        Set<Descriptor> now = new HashSet<>(read(file));
        now.removeAll(atRest);
        return now.size() == 1 ? Optional.of(now.iterator().next()) : Optional.empty();
    }

    /** The entries of a list; none where there is no such list any more. */
    private static List<Descriptor> read(String file) {
        byte[] bytes = new byte[MOST_BYTES];
        try (FileInputStream in = new FileInputStream(file)) {
            int length = Math.max(0, in.read(bytes));
            return parse(new String(bytes, 0, length, StandardCharsets.ISO_8859_1));
        } catch (IOException closed) {
            return List.of();
        }
    }

    /** Lines like {@code tfd:        5 events:       1c data:                5  pos:0 ino:1a0fe38 sdev:f}. */
    static List<Descriptor> parse(String text) {
        List<Descriptor> watched = new ArrayList<>();
        for (int at = text.indexOf("tfd:"); at >= 0; at = text.indexOf("tfd:", at + 1)) {
            int end = text.indexOf('\n', at);
            String line = text.substring(at, end < 0 ? text.length() : end);
            int inode = line.indexOf("ino:");
            // A last line that the buffer has cut has no end, and may have half a number.
            if (end >= 0 && inode >= 0) {
                int number = Integer.parseInt(
                        line.substring(4, line.indexOf("events:")).strip());
                int after = line.indexOf(' ', inode);
                String hex = line.substring(inode + 4, after < 0 ? line.length() : after);
                watched.add(new Descriptor(number, Long.parseUnsignedLong(hex, 16)));
            }
        }
        return watched;
    }

    @Override
    public String toString() {
        return file;
    }
}
