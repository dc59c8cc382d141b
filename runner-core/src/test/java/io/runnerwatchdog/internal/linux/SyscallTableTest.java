package io.runnerwatchdog.internal.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers of system calls, against the kernel's {@code unistd_64.h} and {@code asm-generic/unistd.h}. */
class SyscallTableTest {
    private static final int HIGHEST = 1_000;

    @ParameterizedTest
    @CsvSource({
        "read, 0, 63",
        "write, 1, 64",
        "ioctl, 16, 29",
        "pread64, 17, 67",
        "nanosleep, 35, 101",
        "connect, 42, 203",
        "accept, 43, 202",
        "sendto, 44, 206",
        "recvfrom, 45, 207",
        "sendmsg, 46, 211",
        "recvmsg, 47, 212",
        "clone, 56, 220",
        "wait4, 61, 260",
        "semop, 65, 193",
        "msgsnd, 69, 189",
        "msgrcv, 70, 188",
        "fcntl, 72, 25",
        "flock, 73, 32",
        "fsync, 74, 82",
        "rt_sigtimedwait, 128, 137",
        "rt_sigsuspend, 130, 133",
        "futex, 202, 98",
        "getdents64, 217, 61",
        "restart_syscall, 219, 128",
        "semtimedop, 220, 192",
        "clock_nanosleep, 230, 115",
        "mq_timedsend, 242, 182",
        "mq_timedreceive, 243, 183",
        "waitid, 247, 95",
        "openat, 257, 56",
        "newfstatat, 262, 79",
        "pselect6, 270, 72",
        "ppoll, 271, 73",
        "splice, 275, 76",
        "epoll_pwait, 281, 22",
        "accept4, 288, 242",
        "preadv, 295, 69",
        "recvmmsg, 299, 243",
        "statx, 332, 291",
        "io_pgetevents, 333, 292",
        "io_uring_enter, 426, 426",
        "clone3, 435, 435",
        "openat2, 437, 437",
        "epoll_pwait2, 441, 441",
        "futex_waitv, 449, 449",
        "futex_wait, 455, 455"
    })
    void aCallHasItsNumberOnBothArchitectures(String name, long x86, long arm) {
        assertThat(SyscallTable.of("amd64").name(x86)).contains(name);
        assertThat(SyscallTable.of("x86_64").name(x86)).contains(name);
        assertThat(SyscallTable.of("aarch64").name(arm)).contains(name);
        assertThat(SyscallTable.of("arm64").name(arm)).contains(name);
    }

    @ParameterizedTest
    @CsvSource({"open, 2", "poll, 7", "select, 23", "pause, 34", "fork, 57", "vfork, 58", "epoll_wait, 232"})
    void oldCallsAreOfX86Only(String name, long number) {
        assertThat(SyscallTable.of("amd64").name(number)).contains(name);
        assertThat(names("aarch64")).doesNotContain(name);
    }

    @Test
    void noNumberIsThereTwice() throws ReflectiveOperationException {
        for (String[] call : lines()) {
            // Of two calls with one number the table would keep the later name only.
            assertThat(found("amd64", call[1])).isEqualTo(call[1].equals("-") ? "" : call[0]);
            assertThat(found("aarch64", call[2])).isEqualTo(call[2].equals("-") ? "" : call[0]);
        }
    }

    @Test
    void anArchitectureThatIsNotKnownHasNoNames() {
        assertThat(names("riscv64")).isEmpty();
        assertThat(names("")).isEmpty();
        assertThat(SyscallTable.of("amd64").name(-1)).isEmpty();
        assertThat(SyscallTable.of("amd64").name(Long.MAX_VALUE)).isEmpty();
    }

    private static List<String[]> lines() throws ReflectiveOperationException {
        Field calls = SyscallTable.class.getDeclaredField("CALLS");
        calls.setAccessible(true);
        List<String[]> lines =
                ((String) calls.get(null)).lines().map(line -> line.split(" ")).toList();
        assertThat(lines).hasSizeGreaterThan(100);
        return lines;
    }

    private static String found(String architecture, String number) {
        return Numbers.parse(number).stream()
                .mapToObj(SyscallTable.of(architecture)::name)
                .flatMap(Optional::stream)
                .findFirst()
                .orElse("");
    }

    private static List<String> names(String architecture) {
        SyscallTable table = SyscallTable.of(architecture);
        return LongStream.range(0, HIGHEST)
                .mapToObj(table::name)
                .flatMap(Optional::stream)
                .toList();
    }
}
