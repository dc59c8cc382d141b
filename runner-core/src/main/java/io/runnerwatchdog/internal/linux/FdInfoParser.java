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
    private static final Pattern WATCHED = Pattern.compile("(?m)^tfd:\\s*(\\d{1,10})\\s+events:\\s*([0-9a-fA-F]{1,8})");
    private static final int ACCESS_MODE = 3;
    private static final int READ_OR_WRITE_EVENTS = 0x1 | 0x4; // EPOLLIN, EPOLLOUT
    private static final int MOST_WATCHED = 256;

    private FdInfoParser() {}

    /** Whether it was opened for writing. */
    static boolean writes(String text) {
        Matcher flags = FLAGS.matcher(text);
        return flags.find()
                && (Integer.parseUnsignedInt(
                                        flags.group(1).substring(flags.group(1).length() - 1), 8)
                                & ACCESS_MODE)
                        != 0;
    }

    static OptionalLong inode(String text) {
        Matcher inode = INODE.matcher(text);
        return inode.find() ? Numbers.parse(inode.group(1)) : OptionalLong.empty();
    }

    /** The process that a pidfd stands for. */
    static OptionalLong process(String text) {
        Matcher pid = PID.matcher(text);
        return pid.find() ? Numbers.parse(pid.group(1)) : OptionalLong.empty();
    }

    /** The descriptors that an epoll instance watches for input or output. */
    static List<Integer> watched(String text) {
        List<Integer> watched = new ArrayList<>();
        Matcher line = WATCHED.matcher(text);
        while (line.find() && watched.size() < MOST_WATCHED) {
            long events = Numbers.parseHex(line.group(2)).orElse(0);
            OptionalLong descriptor = Numbers.parse(line.group(1));
            if ((events & READ_OR_WRITE_EVENTS) != 0 && descriptor.isPresent()) {
                watched.add((int) descriptor.getAsLong());
            }
        }
        return watched;
    }
}
