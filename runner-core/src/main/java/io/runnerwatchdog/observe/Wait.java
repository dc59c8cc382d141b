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

    /** A call on a socket: connect, send, receive, accept. */
    record OnSocket(String call, int fd, SocketFacts socket) implements Wait {
        public OnSocket {
            Objects.requireNonNull(call, "call");
            Objects.requireNonNull(socket, "socket");
        }

        @Override
        public String describe() {
            return call + " " + socket.describe();
        }
    }

    /** A read from or a write to a pipe. {@code id} is the kernel's name, for example {@code pipe:[4711]}. */
    record OnPipe(String call, int fd, String id, boolean writing) implements Wait {
        public OnPipe {
            Objects.requireNonNull(call, "call");
            Objects.requireNonNull(id, "id");
        }

        @Override
        public String describe() {
            return (writing ? "writes to " : "reads from ") + id + " (fd " + fd + ")";
        }
    }

    /** A kernel file lock that somebody else holds; the holder is empty where the kernel does not name it. */
    record OnFileLock(String call, String file, OptionalLong holderPid) implements Wait {
        public OnFileLock {
            Objects.requireNonNull(call, "call");
            Objects.requireNonNull(file, "file");
            Objects.requireNonNull(holderPid, "holderPid");
        }

        @Override
        public String describe() {
            return call + " of " + file + (holderPid.isPresent() ? ", held by pid " + holderPid.getAsLong() : "");
        }
    }

    /** A lock, condition or semaphore in memory; the owner's thread is empty where the word does not name one. */
    record OnFutex(String call, boolean timed, OptionalLong ownerTid) implements Wait {
        public OnFutex {
            Objects.requireNonNull(call, "call");
            Objects.requireNonNull(ownerTid, "ownerTid");
        }

        @Override
        public String describe() {
            return call
                    + (timed ? " with a time limit" : "")
                    + (ownerTid.isPresent() ? ", owned by thread " + ownerTid.getAsLong() : "");
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
    record OnFile(String call, String file, boolean uninterruptible) implements Wait {
        public OnFile {
            Objects.requireNonNull(call, "call");
            Objects.requireNonNull(file, "file");
        }

        @Override
        public String describe() {
            return call + (file.isEmpty() ? "" : " " + file) + (uninterruptible ? " (uninterruptible)" : "");
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

    /** Input from a person at a terminal. */
    record OnTerminal(String call, String terminal) implements Wait {
        public OnTerminal {
            Objects.requireNonNull(call, "call");
            Objects.requireNonNull(terminal, "terminal");
        }

        @Override
        public String describe() {
            return call + " from terminal " + terminal;
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

    /** Any of several things: poll, select, epoll. */
    record OnEvents(String call, List<Wait> candidates, boolean timed) implements Wait {
        public OnEvents {
            Objects.requireNonNull(call, "call");
            candidates = List.copyOf(candidates);
        }

        @Override
        public String describe() {
            return candidates.isEmpty()
                    ? call
                    : call + " on " + candidates.stream().map(OnEvents::thing).collect(Collectors.joining(" or "));
        }

        /** The candidate without the call, which is the same for all. */
        private static String thing(Wait candidate) {
            if (candidate instanceof OnSocket on) {
                return on.socket().describe();
            }
            return candidate instanceof OnPipe on ? on.id() + " (fd " + on.fd() + ")" : candidate.describe();
        }
    }

    /** Nothing it could end itself: it was stopped, and somebody must let it go on. */
    record Halted(Kind kind) implements Wait {
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
        }

        @Override
        public String describe() {
            return switch (kind) {
                case STOPPED -> "stopped by a signal";
                case TRACED -> "stopped by a debugger";
                case FROZEN -> "frozen by its control group";
            };
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
