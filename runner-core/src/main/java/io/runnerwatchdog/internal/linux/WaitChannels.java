package io.runnerwatchdog.internal.linux;

import io.runnerwatchdog.observe.Wait;
import io.runnerwatchdog.observe.Wait.OnFutex.Kind;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the kernel function says in which a thread sleeps, for where its system call cannot be read. The names change with
 * the kernel and are matched whole: {@code futex_do_wait} holds {@code do_wait} and means another thing.
 */
final class WaitChannels {
    /** What kind of descriptor such a function waits for. */
    enum Family {
        PIPE_READ,
        PIPE_WRITE,
        SOCKET,
        ACCEPT,
        /** Shared by sockets, terminals and inotify. */
        WOKEN,
        POLL,
        EVENTFD,
        OTHER
    }

    private WaitChannels() {}

    static Family family(String wchan) {
        return switch (wchan) {
            case "anon_pipe_read", "pipe_read", "pipe_wait", "pipe_wait_readable" -> Family.PIPE_READ;
            case "anon_pipe_write", "pipe_write", "pipe_wait_writable" -> Family.PIPE_WRITE;
            case "sk_wait_data",
                    "sk_stream_wait_memory",
                    "sk_stream_wait_connect",
                    "inet_stream_connect",
                    "__inet_stream_connect",
                    "inet_wait_for_connect",
                    "tcp_recvmsg",
                    "tcp_recvmsg_locked",
                    "unix_stream_read_generic",
                    "unix_stream_data_wait",
                    "unix_wait_for_peer",
                    "__skb_wait_for_more_packets",
                    "sock_alloc_send_pskb" -> Family.SOCKET;
            case "inet_csk_accept", "inet_csk_wait_for_connect", "unix_accept" -> Family.ACCEPT;
            case "wait_woken" -> Family.WOKEN;
            case "poll_schedule_timeout",
                    "poll_schedule_timeout.constprop.0",
                    "do_select",
                    "do_poll",
                    "do_sys_poll",
                    "do_epoll_wait",
                    "ep_poll" -> Family.POLL;
            case "eventfd_read", "do_wait_intr_irq" -> Family.EVENTFD;
            default -> Family.OTHER;
        };
    }

    static Wait meaning(String wchan, boolean uninterruptible) {
        return switch (wchan) {
            case "do_wait", "do_wait4", "kernel_wait4" -> new Wait.OnChild(wchan, OptionalLong.empty());
            case "kernel_clone", "_do_fork", "do_fork", "wait_for_vfork_done" ->
                new Wait.OnChild("vfork", OptionalLong.empty());
            case "futex_do_wait", "futex_wait_queue", "futex_wait_queue_me" ->
                new Wait.OnFutex("futex", Kind.SIGNAL, false, Optional.empty());
            case "rt_mutex_schedule" -> new Wait.OnFutex("futex", Kind.LOCK, false, Optional.empty());
            case "__do_semtimedop", "do_semtimedop", "do_msgrcv", "do_msgsnd", "wq_sleep" ->
                new Wait.OnFutex(wchan, Kind.SIGNAL, false, Optional.empty());
            case "wait_for_partner", "fifo_open" -> new Wait.OnNamedPipe("");
            case "hrtimer_nanosleep", "do_nanosleep", "do_syscall_64" -> new Wait.OnTimer("nanosleep");
            case "locks_lock_inode_wait", "flock_lock_inode_wait", "fcntl_setlk", "posix_lock_inode_wait" ->
                new Wait.OnFileLock(wchan, "a file", List.of());
            case "n_tty_read" -> new Wait.OnTerminal("read", "a terminal");
            case "sigsuspend", "__x64_sys_pause", "__arm64_sys_pause", "do_sigtimedwait" -> new Wait.OnSignal(wchan);
            case "inotify_read" -> new Wait.OnFileChange("read");
            case "__refrigerator", "do_freezer_trap" -> new Wait.Halted(Wait.Halted.Kind.FROZEN, Optional.empty());
            case "do_signal_stop" -> new Wait.Halted(Wait.Halted.Kind.STOPPED, Optional.empty());
            case "ptrace_stop" -> new Wait.Halted(Wait.Halted.Kind.TRACED, Optional.empty());
            default -> ofFamily(wchan, uninterruptible);
        };
    }

    private static Wait ofFamily(String wchan, boolean uninterruptible) {
        return switch (family(wchan)) {
            case PIPE_READ -> new Wait.OnPipe("read", -1, "pipe", false, List.of(), false);
            case PIPE_WRITE -> new Wait.OnPipe("write", -1, "pipe", true, List.of(), false);
            case POLL -> new Wait.OnEvents(wchan, List.of(), false);
            default -> unknown(wchan, uninterruptible);
        };
    }

    private static Wait unknown(String wchan, boolean uninterruptible) {
        if (uninterruptible || isStorage(wchan)) {
            return new Wait.OnFile(wchan, "", uninterruptible, Optional.empty());
        }
        return new Wait.Unknown(wchan.equals("0") ? "its system call cannot be read" : "in " + wchan);
    }

    /** Functions of file systems and the block layer, by how their names begin. */
    private static boolean isStorage(String wchan) {
        return List.of(
                        "fuse_",
                        "request_wait_answer",
                        "folio_wait",
                        "io_schedule",
                        "nfs_",
                        "nfs4_",
                        "rpc_wait",
                        "jbd2_",
                        "blk_",
                        "wait_on_buffer",
                        "balance_dirty",
                        "xfs_",
                        "ext4_",
                        "btrfs_",
                        "percpu_rwsem_wait",
                        "iomap_",
                        "submit_bio",
                        "wbt_",
                        "rq_qos",
                        "cifs_",
                        "v9fs_",
                        "p9_")
                .stream()
                .anyMatch(wchan::startsWith);
    }
}
