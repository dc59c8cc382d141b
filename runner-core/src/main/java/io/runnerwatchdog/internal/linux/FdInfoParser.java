package io.runnerwatchdog.internal.linux;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses {@code /proc/PID/fdinfo/N}, see proc_pid_fdinfo(5). */
final class FdInfoParser {
    private static final Pattern FLAGS = Pattern.compile("(?m)^flags:\\s*([0-7]{1,12})");
    private static final Pattern INODE = Pattern.compile("(?m)^ino:\\s*(\\d{1,20})");
    private static final Pattern PID = Pattern.compile("(?m)^Pid:\\s*(\\d{1,10})");
    private static final Pattern MOUNT = Pattern.compile("(?m)^mnt_id:\\s*(\\d{1,10})");
    private static final Pattern TERMINAL = Pattern.compile("(?m)^tty-index:\\s*(\\d{1,10})");
    private static final Pattern WATCHED = Pattern.compile("(?m)^tfd:\\s*(\\d{1,10})\\s+events:\\s*([0-9a-fA-F]{1,8})");
    private static final Pattern LOCKED = Pattern.compile("(?m)^lock:\\s*\\d{1,10}:\\s+(FLOCK|POSIX|OFDLCK)\\s");
    private static final int ACCESS_MODE = 3;
    private static final int WRITE_ONLY = 1;
    private static final int READ_EVENT = 0x1; // EPOLLIN
    private static final int READ_OR_WRITE_EVENTS = READ_EVENT | 0x4; // EPOLLOUT
    private static final int MOST_WATCHED = 256;

    /** One descriptor of an epoll set, and whether it waits for input or only for room to write. */
    record Watched(int fd, boolean reading) {}

    private FdInfoParser() {}

    /** Whether it was opened for reading. */
    static boolean reads(String text) {
        return accessMode(text) != WRITE_ONLY;
    }

    /** Whether it was opened for writing. */
    static boolean writes(String text) {
        return accessMode(text) != 0;
    }

    private static int accessMode(String text) {
        Matcher flags = FLAGS.matcher(text);
        return flags.find()
                ? Integer.parseUnsignedInt(
                                flags.group(1).substring(flags.group(1).length() - 1), 8)
                        & ACCESS_MODE
                : 0;
    }

    /** The number of its mount. */
    static OptionalLong mount(String text) {
        return number(MOUNT, text);
    }

    /** The number of the terminal whose master it is. */
    static OptionalLong terminal(String text) {
        return number(TERMINAL, text);
    }

    private static OptionalLong number(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        return found.find() ? Numbers.parse(found.group(1)) : OptionalLong.empty();
    }

    static OptionalLong inode(String text) {
        return number(INODE, text);
    }

    /** Whether a lock was taken through it, or through another descriptor of the same open file. */
    static boolean isLocked(String text) {
        return LOCKED.matcher(text).find();
    }

    /** The process that a pidfd stands for. */
    static OptionalLong process(String text) {
        return number(PID, text);
    }

    /** The descriptors that an epoll instance watches for input or output. */
    static List<Watched> watched(String text) {
        List<Watched> watched = new ArrayList<>();
        Matcher line = WATCHED.matcher(text);
        while (line.find() && watched.size() < MOST_WATCHED) {
            long events = Numbers.parseHex(line.group(2)).orElse(0);
            OptionalLong descriptor = Numbers.parse(line.group(1));
            if ((events & READ_OR_WRITE_EVENTS) != 0 && descriptor.isPresent()) {
                watched.add(new Watched((int) descriptor.getAsLong(), (events & READ_EVENT) != 0));
            }
        }
        return watched;
    }
}
