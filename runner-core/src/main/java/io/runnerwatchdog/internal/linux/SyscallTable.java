package io.runnerwatchdog.internal.linux;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The system calls a thread can be found waiting in, by their numbers on this machine.
 *
 * <p>Sources: {@code arch/x86/entry/syscalls/syscall_64.tbl} and {@code include/uapi/asm-generic/unistd.h} of the kernel.
 */
final class SyscallTable {
    /** Name, number on x86-64, number on AArch64; a dash where the architecture has no such call. */
    private static final String CALLS = """
            read 0 63
            write 1 64
            open 2 -
            close 3 57
            stat 4 -
            fstat 5 80
            lstat 6 -
            poll 7 -
            mmap 9 222
            munmap 11 215
            brk 12 214
            ioctl 16 29
            pread64 17 67
            pwrite64 18 68
            readv 19 65
            writev 20 66
            access 21 -
            select 23 -
            sched_yield 24 124
            mremap 25 216
            msync 26 227
            madvise 28 233
            pause 34 -
            nanosleep 35 101
            sendfile 40 71
            connect 42 203
            accept 43 202
            sendto 44 206
            recvfrom 45 207
            sendmsg 46 211
            recvmsg 47 212
            clone 56 220
            fork 57 -
            vfork 58 -
            execve 59 221
            wait4 61 260
            semop 65 193
            msgsnd 69 189
            msgrcv 70 188
            fcntl 72 25
            flock 73 32
            fsync 74 82
            fdatasync 75 83
            truncate 76 45
            ftruncate 77 46
            getdents 78 -
            chdir 80 49
            fchdir 81 50
            rename 82 -
            mkdir 83 -
            rmdir 84 -
            creat 85 -
            link 86 -
            unlink 87 -
            symlink 88 -
            readlink 89 -
            chmod 90 -
            fchmod 91 52
            chown 92 -
            fchown 93 55
            lchown 94 -
            rt_sigtimedwait 128 137
            rt_sigsuspend 130 133
            mknod 133 -
            statfs 137 43
            fstatfs 138 44
            chroot 161 51
            sync 162 81
            mount 165 40
            umount2 166 39
            setxattr 188 5
            lsetxattr 189 6
            fsetxattr 190 7
            getxattr 191 8
            lgetxattr 192 9
            fgetxattr 193 10
            listxattr 194 11
            futex 202 98
            io_getevents 208 4
            getdents64 217 61
            restart_syscall 219 128
            semtimedop 220 192
            clock_nanosleep 230 115
            exit_group 231 94
            epoll_wait 232 -
            mq_timedsend 242 182
            mq_timedreceive 243 183
            waitid 247 95
            openat 257 56
            mkdirat 258 34
            fchownat 260 54
            newfstatat 262 79
            unlinkat 263 35
            renameat 264 38
            linkat 265 37
            symlinkat 266 36
            readlinkat 267 78
            fchmodat 268 53
            faccessat 269 48
            pselect6 270 72
            ppoll 271 73
            splice 275 76
            tee 276 77
            sync_file_range 277 84
            vmsplice 278 75
            utimensat 280 88
            epoll_pwait 281 22
            fallocate 285 47
            accept4 288 242
            preadv 295 69
            pwritev 296 70
            recvmmsg 299 243
            syncfs 306 267
            sendmmsg 307 269
            renameat2 316 276
            execveat 322 281
            copy_file_range 326 285
            preadv2 327 286
            pwritev2 328 287
            statx 332 291
            io_pgetevents 333 292
            io_uring_enter 426 426
            clone3 435 435
            openat2 437 437
            faccessat2 439 439
            epoll_pwait2 441 441
            futex_waitv 449 449
            futex_wait 455 455
            """;

    private final Map<Long, String> names = new HashMap<>();

    private SyscallTable(int column) {
        CALLS.lines().forEach(line -> {
            String[] fields = line.split(" ");
            Numbers.parse(fields[column]).ifPresent(number -> names.put(number, fields[0]));
        });
    }

    /** The table of this machine; empty of names on an architecture that is not known. */
    static SyscallTable ofThisMachine() {
        return of(System.getProperty("os.arch", ""));
    }

    static SyscallTable of(String architecture) {
        return switch (architecture.toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64" -> new SyscallTable(1);
            case "aarch64", "arm64" -> new SyscallTable(2);
            default -> new SyscallTable(0);
        };
    }

    Optional<String> name(long number) {
        return Optional.ofNullable(names.get(number));
    }
}
