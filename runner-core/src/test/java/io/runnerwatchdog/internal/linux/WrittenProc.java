package io.runnerwatchdog.internal.linux;

import io.runnerwatchdog.fixture.FakeTicker;
import io.runnerwatchdog.observe.TreeSnapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A {@code /proc} that is written while it is looked at: what processes do between two looks. Numbers of x86-64. */
final class WrittenProc {
    static final String SLEEPS = "230 0x0 0x0 0x7f00 0x0 0x0 0x0 0x7ffd 0x7f00";
    static final String WAITS = "61 0xffffffffffffffff 0x0 0x0 0x0 0x0 0x0 0x7ffd 0x7f00";
    static final String PAUSES = "34 0x0 0x0 0x0 0x0 0x0 0x0 0x7ffd 0x7f00";
    static final String RUNS = "running";
    private static final SyscallTable CALLS = SyscallTable.of("amd64");
    private static final Duration BUDGET = Duration.ofSeconds(30);

    private final Path root;
    private final ProcFs proc;
    private final List<Long> tree = new ArrayList<>();

    WrittenProc(Path root) {
        this.root = root;
        this.proc = new ProcFs(root);
    }

    /** A process of the tree, the root first. */
    WrittenProc member(long pid, long parent, String name, String call) {
        tree.add(pid);
        return process(pid, parent, name, call);
    }

    /** Any process of one thread, in this call. */
    WrittenProc process(long pid, long parent, String name, String call) {
        file(pid + "/cmdline", name + "\0");
        return state(pid, parent, name, call.equals(RUNS) ? 'R' : 'S').call(pid, call);
    }

    WrittenProc state(long pid, long parent, String name, char state) {
        String stat =
                pid + " (" + name + ") " + state + " " + parent + " 1 1 0 -1 4194304 0 0 0 0 0 0 0 0 20 0 1 0 100 0 0";
        return file(pid + "/stat", stat).file(pid + "/task/" + pid + "/stat", stat);
    }

    WrittenProc call(long pid, String call) {
        return file(pid + "/task/" + pid + "/syscall", call);
    }

    /** Nanoseconds on a CPU, nanoseconds waited for one, how often it was given one. */
    WrittenProc scheduled(long pid, long ran, long waited, long slices) {
        return file(pid + "/task/" + pid + "/schedstat", ran + " " + waited + " " + slices);
    }

    WrittenProc children(long pid, String numbers) {
        return file(pid + "/task/" + pid + "/children", numbers);
    }

    /** How many connections the machine of this process failed to make so far. */
    WrittenProc failedConnections(long pid, long failures) {
        return file(pid + "/net/snmp", "Tcp: ActiveOpens AttemptFails\nTcp: 1 " + failures + "\n");
    }

    WrittenProc descriptor(long pid, int fd, String target) {
        Path link = root.resolve(pid + "/fd/" + fd);
        try {
            Files.createDirectories(link.getParent());
            Files.deleteIfExists(link);
            Files.createSymbolicLink(link, Path.of(target));
            return file(pid + "/fdinfo/" + fd, "flags:\t02\n");
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    WrittenProc file(String name, String content) {
        Path path = root.resolve(name);
        try {
            Files.createDirectories(path.getParent());
            Files.writeString(path, content);
            return this;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** A look at the tree so many seconds after the beginning. */
    TreeSnapshot look(long seconds, Optional<TreeSnapshot> earlier) {
        FakeTicker then = new FakeTicker(Duration.ofSeconds(seconds).toNanos());
        return new TreeSampler(proc, new ProcFs(root.resolve("no-groups")), then, CALLS).sample(tree, BUDGET, earlier);
    }

    /** One that looks again at a tree so many seconds after the beginning. */
    Settling settling(long seconds, Optional<TreeSnapshot> earlier) {
        Scene scene = Scene.of(proc, CALLS, new Machine(proc), tree);
        return new Settling(
                new ThreadReader(scene, new WaitReader(scene)),
                earlier,
                Duration.ofSeconds(seconds).toNanos());
    }

    Lookout lookout() {
        return new Lookout(proc, CALLS, look(0, Optional.empty()));
    }
}
