package io.runnerwatchdog.internal.linux;

import io.runnerwatchdog.observe.Wait;
import java.util.List;
import java.util.OptionalLong;

/**
 * What the kernel function says in which a thread sleeps, for where its system call cannot be read. The names change with
 * the kernel and are matched whole: {@code futex_do_wait} holds {@code do_wait} and means another thing.
 */
final class WaitChannels {
    private WaitChannels() {}

    static Wait meaning(String wchan, boolean uninterruptible) {
        return switch (wchan) {
            case "do_wait" -> new Wait.OnChild(wchan, OptionalLong.empty());
            case "kernel_clone", "_do_fork", "do_fork" -> new Wait.OnChild("vfork", OptionalLong.empty());
            case "futex_do_wait", "futex_wait_queue", "futex_wait_queue_me", "rt_mutex_schedule" ->
                new Wait.OnFutex("futex", false, OptionalLong.empty());
            case "anon_pipe_read", "pipe_read", "pipe_wait" -> new Wait.OnPipe("read", 0, "pipe", false);
            case "anon_pipe_write", "pipe_write" -> new Wait.OnPipe("write", 1, "pipe", true);
            case "wait_for_partner", "fifo_open" -> new Wait.OnNamedPipe("");
            case "hrtimer_nanosleep", "do_nanosleep", "do_syscall_64" -> new Wait.OnTimer("nanosleep");
            case "locks_lock_inode_wait", "flock_lock_inode_wait", "fcntl_setlk", "posix_lock_inode_wait" ->
                new Wait.OnFileLock(wchan, "a file", OptionalLong.empty());
            case "n_tty_read" -> new Wait.OnTerminal("read", "a terminal");
            case "poll_schedule_timeout",
                    "poll_schedule_timeout.constprop.0",
                    "do_select",
                    "do_sys_poll",
                    "do_epoll_wait",
                    "ep_poll" -> new Wait.OnEvents(wchan, List.of(), false);
            case "__refrigerator" -> new Wait.Halted(Wait.Halted.Kind.FROZEN);
            case "do_signal_stop" -> new Wait.Halted(Wait.Halted.Kind.STOPPED);
            case "ptrace_stop" -> new Wait.Halted(Wait.Halted.Kind.TRACED);
            default ->
                uninterruptible
                        ? new Wait.OnFile(wchan, "", true)
                        : new Wait.Unknown(wchan.equals("0") ? "its system call cannot be read" : "in " + wchan);
        };
    }
}
