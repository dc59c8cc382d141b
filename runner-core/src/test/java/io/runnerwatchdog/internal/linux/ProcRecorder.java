package io.runnerwatchdog.internal.linux;

import io.runnerwatchdog.fixture.FakeTicker;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Records what a look at a stalled tree reads, for {@link RecordedProc}. To be run by hand, in namespaces of its own, so that
 * nothing of the machine gets in: {@code unshare --pid --fork --mount-proc --net --mount java ... ProcRecorder FILE COMMAND...}
 * starts the command, waits until it has come to rest, writes the file and stops what it has started.
 */
final class ProcRecorder {
    private static final Duration COMES_TO_REST = Duration.ofSeconds(3);
    private static final List<String> STATUS = List.of("Name:", "Tgid:", "Pid:", "PPid:", "TracerPid:", "NSpid:");
    private static final List<String> SCHED = List.of("se.exec_start", "policy", "prio");
    private static final int LONGEST_TEXT = 16;

    private final ProcFs proc = new ProcFs(Path.of("/proc"));
    private final StringBuilder text = new StringBuilder();
    private final Map<String, String> memory = new TreeMap<>();
    private final List<Long> tree = new ArrayList<>();

    private ProcRecorder() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> command = List.of(arguments).subList(1, arguments.length);
        Process process = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .start();
        Thread.sleep(COMES_TO_REST.toMillis());
        ProcRecorder recorder = new ProcRecorder();
        recorder.text
                .append("# ")
                .append(RecordedProc.escaped(String.join(" ", command)).replace("\n", "\n# "))
                .append('\n');
        recorder.record(process.pid());
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        Files.writeString(Path.of(arguments[0]), recorder.text);
    }

    private void record(long root) {
        tree.add(root);
        for (int i = 0; i < tree.size(); i++) {
            proc.children(tree.get(i)).stream().sorted().forEach(tree::add);
        }
        text.append("tree ")
                .append(tree.stream().map(String::valueOf).collect(Collectors.joining(" ")))
                .append('\n');
        file("thread-self/sched", SCHED);
        file("locks", List.of());
        file("pressure/cpu", List.of());
        Set<String> ours = new HashSet<>();
        tree.forEach(pid -> ours.addAll(proc.openFiles(pid).values()));
        Set<String> sockets = sockets();
        proc.numbers("").stream().sorted().forEach(pid -> process(pid, ours, sockets));
        new TreeSampler(new ProcFs(Path.of("/proc"), this::read), proc, new FakeTicker(0))
                .sample(tree, Duration.ofSeconds(30), Optional.empty());
        memory.forEach((words, bytes) ->
                text.append("memory ").append(words).append(' ').append(bytes).append('\n'));
    }

    /** The inodes of all sockets that anybody here has open, as words. */
    private Set<String> sockets() {
        return proc.numbers("").stream()
                .flatMap(pid -> proc.openFiles(pid).values().stream())
                .filter(target -> target.startsWith("socket:"))
                .map(target -> " " + Descriptors.inode(target) + " ")
                .collect(Collectors.toSet());
    }

    private void process(long pid, Set<String> ours, Set<String> sockets) {
        boolean member = tree.contains(pid);
        file(pid + "/stat", List.of());
        file(pid + "/status", STATUS);
        descriptors(
                pid,
                target -> !target.startsWith("/usr/")
                        && (member
                                || ours.contains(target) && !target.equals("/dev/null")
                                || target.startsWith("socket:")));
        if (!member) {
            return;
        }
        file(pid + "/cmdline", List.of());
        file(pid + "/io", List.of("rchar", "wchar", "syscr", "syscw"));
        for (String namespace : List.of("ns/net", "ns/mnt")) {
            proc.link(pid + "/" + namespace).ifPresent(target -> link(pid + "/" + namespace, target));
        }
        for (String table : List.of("tcp", "tcp6", "udp", "udp6", "unix")) {
            lines(
                    pid + "/net/" + table,
                    line -> line.startsWith("  sl")
                            || line.startsWith("   sl")
                            || line.startsWith("Num")
                            || sockets.stream().anyMatch((line + " ")::contains));
        }
        Set<String> mounts = proc.openFiles(pid).keySet().stream()
                .map(fd -> FdInfoParser.mount(proc.text(pid + "/fdinfo/" + fd).orElse("")))
                .map(mount -> mount.orElse(0) + " ")
                .collect(Collectors.toSet());
        lines(
                pid + "/mountinfo",
                line -> line.contains(" / / ") || mounts.stream().anyMatch(line::startsWith));
        for (long tid : proc.numbers(pid + "/task").stream().sorted().toList()) {
            String task = pid + "/task/" + tid + "/";
            file(task + "stat", List.of());
            file(task + "schedstat", List.of());
            file(task + "sched", SCHED);
            file(task + "syscall", List.of());
            file(task + "wchan", List.of());
            file(task + "status", List.of("NSpid:"));
        }
    }

    private void descriptors(long pid, Predicate<String> wanted) {
        proc.openFiles(pid).forEach((fd, target) -> {
            if (wanted.test(target)) {
                link(pid + "/fd/" + fd, target);
                file(pid + "/fdinfo/" + fd, List.of());
            }
        });
    }

    private void link(String path, String target) {
        text.append("link ").append(path).append(' ').append(target).append('\n');
    }

    private void file(String path, List<String> beginnings) {
        lines(path, line -> beginnings.isEmpty() || beginnings.stream().anyMatch(line::startsWith));
    }

    private void lines(String path, Predicate<String> wanted) {
        String content = proc.text(path).orElse("");
        StringBuilder kept = new StringBuilder();
        String[] lines = content.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            boolean last = i == lines.length - 1;
            if (wanted.test(lines[i]) && !(last && lines[i].isEmpty())) {
                kept.append(last ? '>' : '|')
                        .append(RecordedProc.escaped(plain(lines[i])).stripTrailing())
                        .append('\n');
            }
        }
        if (kept.length() > 0 && !isHeader(kept.toString())) {
            text.append("file ").append(path).append('\n').append(kept);
        }
    }

    /** Without the options of a mount, which tell of this machine more than of the stall. */
    private static String plain(String line) {
        return line.replaceAll("( - \\S+ \\S+ rw),.*", "$1");
    }

    /** A table without rows. */
    private static boolean isHeader(String kept) {
        return kept.lines().count() == 1
                && (kept.startsWith("|  sl") || kept.startsWith("|   sl") || kept.startsWith("|Num"));
    }

    private Optional<ByteBuffer> read(long pid, long address, int length) {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.nativeOrder());
        try (FileChannel words = FileChannel.open(Path.of("/proc/" + pid + "/mem"), StandardOpenOption.READ)) {
            if (words.read(bytes, address) < length) {
                return Optional.empty();
            }
        } catch (IOException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
        forgetBehindText(bytes.array());
        String hex = HexFormat.of().formatHex(bytes.array()).replaceAll("(00)+$", "");
        memory.put(pid + " " + Long.toHexString(address) + " " + length, hex);
        return Optional.of(bytes.flip());
    }

    /** Behind the end of a path may stand anything: it is none of our business. */
    private static void forgetBehindText(byte[] bytes) {
        int end = 0;
        while (end < bytes.length && bytes[end] >= ' ' && bytes[end] < 127) {
            end++;
        }
        if (bytes.length >= LONGEST_TEXT && end > 1) {
            Arrays.fill(bytes, end, bytes.length, (byte) 0);
        }
    }
}
