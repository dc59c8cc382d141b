package io.runnerwatchdog.observe;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** What one thread waits for at one moment. A fact, not a judgement: whether it is a hang is for classifiers to say. */
public sealed interface Wait {

    /** One short phrase for people, for example {@code recvfrom tcp 10.0.0.1:80 ESTABLISHED}. */
    String describe();

    /** A call on a socket: connect, send, receive, accept. {@code peers} are processes of this host at its other end. */
    record OnSocket(String call, int fd, SocketFacts socket, List<Party> peers) implements Wait {
        public OnSocket {
            Objects.requireNonNull(call, "call");
            Objects.requireNonNull(socket, "socket");
            peers = List.copyOf(peers);
        }

        @Override
        public String describe() {
            return call + " " + socket.describe() + Phrases.among(" of ", peers);
        }
    }

    /**
     * A read from or a write to a pipe.
     *
     * @param id the kernel's name, for example {@code pipe:[4711]}
     * @param others who has the other end, the waiter itself left out
     * @param toItself whether the waiter has the other end too: then it can never see the end of the pipe
     */
    record OnPipe(String call, int fd, String id, boolean writing, List<Party> others, boolean toItself)
            implements Wait {
        public OnPipe {
            Objects.requireNonNull(call, "call");
            Objects.requireNonNull(id, "id");
            others = List.copyOf(others);
        }

        /** Whether it has a name in the file system; then anybody can open the other end. */
        public boolean isNamed() {
            return id.startsWith("/");
        }

        @Override
        public String describe() {
            return Phrases.pipe(this);
        }
    }

    /** A kernel file lock that somebody else holds; no holders where the kernel does not name them. */
    record OnFileLock(String call, String file, List<Party> holders) implements Wait {
        public OnFileLock {
            Objects.requireNonNull(call, "call");
            Objects.requireNonNull(file, "file");
            holders = List.copyOf(holders);
        }

        @Override
        public String describe() {
            return call + " of " + file + Phrases.among(", held by ", holders);
        }
    }

    /**
     * A lock, condition or semaphore in memory.
     *
     * @param timed whether it gives up by itself
     * @param owner who has it, where the memory tells; for a thread that is joined, that thread
     */
    record OnFutex(String call, Kind kind, boolean timed, Optional<Owner> owner) implements Wait {
        /** What the word in memory is. */
        public enum Kind {
            /** A lock that somebody holds. */
            LOCK,
            /** The end of a thread. */
            JOIN,
            /** A condition, semaphore or queue: nobody holds it, somebody has to signal it. */
            SIGNAL
        }

        /** The thread that holds a lock, or is joined. */
        public record Owner(Party process, long tid) {
            public Owner {
                Objects.requireNonNull(process, "process");
            }
        }

        public OnFutex {
            Objects.requireNonNull(call, "call");
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(owner, "owner");
        }

        @Override
        public String describe() {
            String limit = timed ? ", with a time limit" : "";
            return switch (kind) {
                case LOCK -> "waits for a lock" + owner.map(Phrases::heldBy).orElse("") + limit;
                case JOIN ->
                    "waits for the end of thread "
                            + owner.map(thread -> thread.tid() + "").orElse("?") + limit;
                case SIGNAL -> "waits to be signalled (" + call + ")" + limit;
            };
        }
    }

    /** The end of a child; empty where any child will do. */
    record OnChild(String call, OptionalLong pid) implements Wait {
        public OnChild {
            Objects.requireNonNull(call, "call");
            Objects.requireNonNull(pid, "pid");
        }

        @Override
        public String describe() {
            return "waits for " + (pid.isPresent() ? "child " + pid.getAsLong() : "a child");
        }
    }

    /** A file, a file system, a block device or a page of memory that comes from one. */
    record OnFile(String call, String file, boolean uninterruptible, Optional<MountFacts> mount) implements Wait {
        public OnFile {
            Objects.requireNonNull(call, "call");
            Objects.requireNonNull(file, "file");
            Objects.requireNonNull(mount, "mount");
        }

        @Override
        public String describe() {
            return call
                    + (file.isEmpty() ? "" : " " + file)
                    + mount.map(on -> " (" + on.describe() + ")").orElse("")
                    + (uninterruptible ? ", uninterruptible" : "");
        }
    }

    /** The other end of a named pipe: nobody has opened it. */
    record OnNamedPipe(String file) implements Wait {
        public OnNamedPipe {
            Objects.requireNonNull(file, "file");
        }

        @Override
        public String describe() {
            return "opens named pipe" + (file.isEmpty() ? "" : " " + file) + " that has no other end";
        }
    }

    /** Input from a person at a terminal, or room on one that was halted. */
    record OnTerminal(String call, String terminal, boolean writing) implements Wait {
        public OnTerminal {
            Objects.requireNonNull(call, "call");
            Objects.requireNonNull(terminal, "terminal");
        }

        /** A wait for input. */
        public OnTerminal(String call, String terminal) {
            this(call, terminal, false);
        }

        @Override
        public String describe() {
            return call + (writing ? " to terminal " : " from terminal ") + terminal;
        }
    }

    /** What the programs on a terminal print: the waiter made that terminal, as script, expect and tmux do. */
    record OnTerminalMaster(String call, String terminal, List<Party> users) implements Wait {
        public OnTerminalMaster {
            Objects.requireNonNull(call, "call");
            Objects.requireNonNull(terminal, "terminal");
            users = List.copyOf(users);
        }

        @Override
        public String describe() {
            return "reads what is printed on " + terminal + Phrases.among(" by ", users);
        }
    }

    /** A moment in time: it sleeps. */
    record OnTimer(String call) implements Wait {
        public OnTimer {
            Objects.requireNonNull(call, "call");
        }

        @Override
        public String describe() {
            return "sleeps (" + call + ")";
        }
    }

    /** A signal from anybody. */
    record OnSignal(String call) implements Wait {
        public OnSignal {
            Objects.requireNonNull(call, "call");
        }

        @Override
        public String describe() {
            return "waits for a signal (" + call + ")";
        }
    }

    /** A change in a directory or file that it watches. */
    record OnFileChange(String call) implements Wait {
        public OnFileChange {
            Objects.requireNonNull(call, "call");
        }

        @Override
        public String describe() {
            return "waits for a file to change (" + call + ")";
        }
    }

    /** Any of several things: poll, select, epoll. */
    record OnEvents(String call, List<Wait> candidates, boolean timed) implements Wait {
        public OnEvents {
            Objects.requireNonNull(call, "call");
            candidates = List.copyOf(candidates);
        }

        @Override
        public String describe() {
            if (candidates.isEmpty()) {
                return call + (timed ? " for its own timers" : " for nothing but its own threads or signals");
            }
            String more = candidates.size() > Phrases.MOST ? " or " + (candidates.size() - Phrases.MOST) + " more" : "";
            return call + " on "
                    + candidates.stream()
                            .limit(Phrases.MOST)
                            .map(Phrases::thing)
                            .collect(Collectors.joining(" or "))
                    + more;
        }
    }

    /** Nothing it could end itself: it was stopped, and somebody must let it go on; {@code by} whom, where that is known. */
    record Halted(Kind kind, Optional<Party> by) implements Wait {
        /** Who halted it. */
        public enum Kind {
            /** A job-control signal. */
            STOPPED,
            /** A debugger. */
            TRACED,
            /** The freezer of a control group. */
            FROZEN
        }

        public Halted {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(by, "by");
        }

        @Override
        public String describe() {
            return Phrases.halted(this);
        }
    }

    /** Nothing: it runs, or could run and waits for the CPU. */
    record ForCpu() implements Wait {
        @Override
        public String describe() {
            return "runs or waits for the CPU";
        }
    }

    /** Nothing any more: it has ended. */
    record Ended() implements Wait {
        @Override
        public String describe() {
            return "has ended";
        }
    }

    /** Something this version cannot name, with what was seen; {@code seen} may say that nothing could be read. */
    record Unknown(String seen) implements Wait {
        public Unknown {
            Objects.requireNonNull(seen, "seen");
        }

        @Override
        public String describe() {
            return seen.isEmpty() ? "waits for something unknown" : "waits for something unknown (" + seen + ")";
        }
    }

    /** This wait as {@code type}, or empty. */
    default <T extends Wait> Optional<T> as(Class<T> type) {
        return type.isInstance(this) ? Optional.of(type.cast(this)) : Optional.empty();
    }
}
