package io.runnerwatchdog.internal.jvm;

import io.runnerwatchdog.internal.jvm.JavaThread.How;
import io.runnerwatchdog.internal.jvm.JavaThread.Lock;
import io.runnerwatchdog.internal.jvm.ThreadDump.Deadlock;
import io.runnerwatchdog.internal.jvm.ThreadDump.Step;
import io.runnerwatchdog.internal.linux.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Parses thread dumps of HotSpot, JDK 8 to 25. There is no specification of them; the models are {@code
 * VM_PrintThreads}, {@code javaVFrame::print_lock_info_on} and {@code DeadlockCycle::print_on_with} in its source.
 *
 * <p>Any text gives some dump, in linear time: what is not understood is passed over.
 */
public final class ThreadDumpParser {
    /** In characters; what is beyond is not looked at. */
    static final int LONGEST = 4 * 1024 * 1024;

    static final int MOST_THREADS = 2000;
    static final int MOST_FRAMES = 12;
    static final int MOST_HELD = 64;
    static final int MOST_STEPS = 2000;

    /** Of a name, a frame or a class. */
    static final int LONGEST_PIECE = 500;

    private static final String STATE = "   java.lang.Thread.State: ";
    private static final String MOUNTED = "   Mounted virtual thread #";
    private static final String DEADLOCK = "Java-level deadlock:";
    private static final String DEADLOCK_STACKS = "Java stack information for the threads listed above:";
    private static final String HELD_BY = "which is held by ";
    private static final String FRAME = "\tat ";
    private static final String DETAIL = "\t- ";

    private ThreadDumpParser() {}

    /** What a dump says. */
    public static ThreadDump parse(String text) {
        Reading reading = new Reading();
        int end = Math.min(LONGEST, text.length());
        for (int start = 0; start < end; ) {
            int newline = text.indexOf('\n', start);
            int stop = newline < 0 ? end : Math.min(newline, end);
            reading.line(text.substring(start, stop));
            start = stop + 1;
        }
        return reading.result();
    }

    /** A dump of which some lines were read. */
    private static final class Reading {
        private final List<JavaThread> threads = new ArrayList<>();
        private final List<Deadlock> deadlocks = new ArrayList<>();
        private final List<Step> cycle = new ArrayList<>();
        private int steps;
        private boolean inDeadlock;
        private @Nullable Draft thread;
        private @Nullable Waiting waiting;

        void line(String line) {
            if (line.startsWith("\"")) {
                finishThread();
                if (inDeadlock) {
                    waiting = new Waiting(quoted(line));
                } else {
                    thread = header(line);
                }
            } else if (line.startsWith("Found ") && line.endsWith(DEADLOCK)) {
                finishThread();
                finishDeadlock();
                inDeadlock = true;
            } else if (line.equals(DEADLOCK_STACKS)) {
                // The same stacks once more, under headers of another form, which are passed over.
                finishDeadlock();
            } else if (inDeadlock) {
                inDeadlock(line);
            } else if (thread != null) {
                inThread(thread, line);
            }
        }

        private void inThread(Draft current, String line) {
            if (line.startsWith(STATE)) {
                current.state = piece(line.substring(STATE.length()));
            } else if (line.startsWith(MOUNTED)) {
                finishThread();
                thread = new Draft("virtual thread #" + piece(line.substring(MOUNTED.length())), current.tid);
            } else if (line.startsWith(FRAME)) {
                if (current.frames.size() < MOST_FRAMES) {
                    current.frames.add(piece(line.substring(FRAME.length())));
                }
            } else if (line.startsWith(DETAIL)) {
                current.detail(line.substring(DETAIL.length()));
            }
        }

        private void inDeadlock(String line) {
            if (waiting == null) {
                return;
            }
            int held = line.indexOf(HELD_BY);
            if (held < 0) {
                waiting.what(line.strip());
                return;
            }
            String holder = line.substring(held + HELD_BY.length());
            if (steps++ < MOST_STEPS) {
                cycle.add(new Step(waiting.thread, waiting.address, waiting.className, quoted(holder)));
            }
            waiting = null;
        }

        private void finishThread() {
            if (thread != null && threads.size() < MOST_THREADS) {
                threads.add(thread.toThread());
            }
            thread = null;
        }

        private void finishDeadlock() {
            if (!cycle.isEmpty()) {
                deadlocks.add(new Deadlock(cycle));
            }
            cycle.clear();
            waiting = null;
            inDeadlock = false;
        }

        ThreadDump result() {
            finishThread();
            finishDeadlock();
            return new ThreadDump(threads, deadlocks);
        }
    }

    /** A thread of which some lines were read. */
    private static final class Draft {
        private final String name;
        private final OptionalLong tid;
        private final List<String> frames = new ArrayList<>();
        private final List<String> holds = new ArrayList<>();
        private String state = "";
        private String givenUp = "";
        private @Nullable Lock waitsFor;

        Draft(String name, OptionalLong tid) {
            this.name = name;
            this.tid = tid;
        }

        private void detail(String text) {
            String address = address(text);
            if (address.isEmpty()) {
                return;
            }
            if (text.startsWith("locked ") || text.startsWith("<")) {
                // The monitor of wait() is still shown as locked further down, and is not.
                if (!address.equals(givenUp) && holds.size() < MOST_HELD && !holds.contains(address)) {
                    holds.add(address);
                }
            } else if (text.startsWith("waiting to lock ")) {
                waits(How.MONITOR, address, text);
            } else if (text.startsWith("waiting to re-lock in wait() ")) {
                givenUp = address;
                waits(How.MONITOR, address, text);
            } else if (text.startsWith("parking to wait for ")) {
                waits(How.PARKED, address, text);
            } else if (text.startsWith("waiting on ")) {
                givenUp = address;
                waits(How.WAITING_ON, address, text);
            }
        }

        private void waits(How how, String address, String text) {
            if (waitsFor == null) {
                waitsFor = new Lock(address, className(text), how);
            }
        }

        JavaThread toThread() {
            return new JavaThread(name, tid, state, frames, Optional.ofNullable(waitsFor), holds);
        }
    }

    /** A thread of a deadlock whose holder was not read yet. */
    private static final class Waiting {
        private final String thread;
        private String address = "";
        private String className = "";

        Waiting(String thread) {
            this.thread = thread;
        }

        /**
         * {@code waiting to lock monitor 0x1 (object 0x2, a C),} or {@code waiting for ownable synchronizer 0x2, (a C),}; the
         * address that stacks show is the last.
         */
        void what(String line) {
            int last = line.lastIndexOf("0x");
            if (!line.startsWith("waiting ") || last < 0) {
                return;
            }
            int end = last + 2;
            while (end < line.length() && Character.digit(line.charAt(end), 16) >= 0) {
                end++;
            }
            address = piece(line.substring(last, end));
            int name = line.indexOf("a ", end);
            int close = line.lastIndexOf(')');
            className = name < 0 || close < name ? "" : piece(line.substring(name + 2, close));
        }
    }

    /**
     * {@code "name" #12 [4711] daemon prio=5 os_prio=0 cpu=1ms elapsed=2s tid=0x7f nid=4711 state [0x7f]}: the number after
     * the hash is there for Java threads only, the one in brackets since 21, nid is hexadecimal with 0x up to 18, and a
     * carrier has none.
     */
    private static @Nullable Draft header(String line) {
        // A name may hold quotes, what follows it holds none.
        String rest = line.substring(line.lastIndexOf('"') + 1);
        if (!rest.startsWith(" #")) {
            return null;
        }
        String nid = between(rest, " nid=", ' ');
        OptionalLong tid = nid.startsWith("0x") ? Numbers.parseHex(nid) : Numbers.parse(nid);
        return new Draft(quoted(line), tid.isPresent() ? tid : Numbers.parse(between(rest, " [", ']')));
    }

    /** What stands between {@code before} and the next {@code end}, or the end of the text; empty if it is not there. */
    private static String between(String text, String before, char end) {
        int start = text.indexOf(before);
        if (start < 0) {
            return "";
        }
        int stop = text.indexOf(end, start + before.length());
        return text.substring(start + before.length(), stop < 0 ? text.length() : stop);
    }

    /** What stands in the outermost quotes; empty if there are none. */
    private static String quoted(String text) {
        int start = text.indexOf('"');
        int end = text.lastIndexOf('"');
        return start == end ? "" : piece(text.substring(start + 1, end));
    }

    /** The first address in angle brackets; empty for {@code <no object reference available>}. */
    private static String address(String text) {
        int start = text.indexOf("<0x");
        int end = text.indexOf('>', start);
        return start < 0 || end < 0 ? "" : piece(text.substring(start + 1, end));
    }

    private static String className(String text) {
        int start = text.indexOf("(a ");
        int end = text.lastIndexOf(')');
        return start < 0 || end < start ? "" : piece(text.substring(start + 3, end));
    }

    private static String piece(String text) {
        return text.substring(0, Math.min(LONGEST_PIECE, text.length()));
    }
}
