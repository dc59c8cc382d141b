package io.runnerwatchdog.internal.linux;

import io.runnerwatchdog.fixture.FakeTicker;
import io.runnerwatchdog.internal.chain.WaitChains;
import io.runnerwatchdog.observe.TreeSnapshot;
import io.runnerwatchdog.observe.WaitChain;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A {@code /proc} that {@link ProcRecorder} has recorded of a real stall, played again from plain files and links. The
 * directories of further threads by their own number are not played: a listing would show them, which the kernel does not.
 *
 * <p>A recording is one text: {@code tree} with the numbers of the tree, the root first; {@code link} with a path and its
 * target; {@code memory} with process, address, length and bytes; {@code file} with a path and, behind bars, its lines.
 */
public final class RecordedProc {
    /** All that are there. */
    public static final List<String> NAMES = List.of(
            "shell-sleep",
            "git-ssh-connecting",
            "curl-silent-server",
            "flock-held-outside",
            "pthread-deadlock",
            "full-pipe",
            "pipe-deadlock",
            "terminal-read",
            "asyncio-socket",
            "java-deadlock",
            "fifo-open",
            "sqlite-busy",
            "stopped-child",
            "flock-own-child");

    private static final Duration BUDGET = Duration.ofSeconds(30);
    private static final String MACHINE = "amd64";

    private final List<Long> tree;
    private final Map<String, String> files;
    private final Map<String, String> links;
    private final Map<String, byte[]> memory;

    private RecordedProc(
            List<Long> tree, Map<String, String> files, Map<String, String> links, Map<String, byte[]> memory) {
        this.tree = tree;
        this.files = files;
        this.links = links;
        this.memory = memory;
    }

    /** The recording of this name. */
    public static RecordedProc of(String name) {
        return parse(resource(name + ".txt"));
    }

    /** A text beside the recordings. */
    public static String resource(String file) {
        try (InputStream in = RecordedProc.class.getResourceAsStream("recorded/" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    static RecordedProc parse(String text) {
        RecordedProc recorded = new RecordedProc(new ArrayList<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
        String file = "";
        for (String line : text.lines().toList()) {
            String[] words = line.split(" ", 3);
            switch (words[0]) {
                case "tree" ->
                    Arrays.stream(line.substring(5).split(" "))
                            .map(Long::valueOf)
                            .forEach(recorded.tree::add);
                case "link" -> recorded.links.put(words[1], words[2]);
                case "memory" -> recorded.remember(line.split(" "));
                case "file" -> {
                    file = words[1];
                    recorded.files.put(file, "");
                }
                default -> {
                    if (line.startsWith("|") || line.startsWith(">")) {
                        // Behind an angle is a last line that has no end.
                        String end = line.startsWith("|") ? "\n" : "";
                        recorded.files.merge(file, unescaped(line.substring(1)) + end, String::concat);
                    }
                }
            }
        }
        return recorded;
    }

    private void remember(String[] words) {
        byte[] known = words.length > 4 ? HexFormat.of().parseHex(words[4]) : new byte[0];
        memory.put(words[1] + " " + words[2] + " " + words[3], Arrays.copyOf(known, Integer.parseInt(words[3])));
    }

    static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\0", "\\0");
    }

    private static String unescaped(String text) {
        return text.replace("\\0", "\0").replace("\\\\", "\\");
    }

    /** The tree, the root first. */
    public List<Long> tree() {
        return tree;
    }

    /** Whether a process with this number was there beside the tree. */
    public boolean hasOutsider(long pid) {
        return !tree.contains(pid) && files.containsKey(pid + "/stat");
    }

    /** The same without what may not be read: files, links, and memory by the name {@code PID/mem}. */
    public RecordedProc without(Predicate<String> unreadable) {
        RecordedProc less = new RecordedProc(tree, new TreeMap<>(files), new TreeMap<>(links), new TreeMap<>(memory));
        less.files.keySet().removeIf(unreadable);
        less.links.keySet().removeIf(unreadable);
        less.memory.keySet().removeIf(words -> unreadable.test(words.split(" ")[0] + "/mem"));
        return less;
    }

    /** What a look at it shows, at this time of the ticker. */
    public TreeSnapshot look(long atNanos) {
        return unpacked(proc -> new TreeSampler(
                        proc,
                        new ProcFs(proc.rootOf(0).resolveSibling("no-control-groups")),
                        new FakeTicker(atNanos),
                        SyscallTable.of(MACHINE))
                .sample(tree, BUDGET, Optional.empty()));
    }

    /** Who waits for input at sockets, of those that have an open connection and no alarm clock. */
    List<Receiver> receivers() {
        return unpacked(proc -> {
            ReceiverReader reader = new ReceiverReader(proc, new FakeTicker(0), SyscallTable.of(MACHINE));
            return reader.look(tree).receivers().stream()
                    .filter(reader::hasConnectionAndNoAlarm)
                    .toList();
        });
    }

    private <T> T unpacked(Function<ProcFs, T> look) {
        Path directory = null;
        try {
            directory = Files.createTempDirectory("recorded");
            return look.apply(unpacked(directory));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } finally {
            delete(directory);
        }
    }

    /** What it waits for. */
    public WaitChain chain() {
        return chain(Optional.empty(), look(0));
    }

    /** What a tree waits for, for tests of other modules, which see no more of this one than its tests. */
    public static WaitChain chain(Optional<TreeSnapshot> earlier, TreeSnapshot now) {
        return WaitChains.of(earlier, now);
    }

    private ProcFs unpacked(Path directory) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = directory.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue(), StandardCharsets.ISO_8859_1);
        }
        for (Map.Entry<String, String> link : links.entrySet()) {
            Path path = directory.resolve(link.getKey());
            Files.createDirectories(path.getParent());
            Files.createSymbolicLink(path, Path.of(link.getValue()));
        }
        return new ProcFs(directory, this::words);
    }

    private Optional<ByteBuffer> words(long pid, long address, int length) {
        return Optional.ofNullable(memory.get(pid + " " + Long.toHexString(address) + " " + length))
                .map(bytes -> ByteBuffer.wrap(bytes.clone()).order(ByteOrder.LITTLE_ENDIAN));
    }

    private static void delete(Path directory) {
        if (directory == null) {
            return;
        }
        // Links are not followed: they lead to files of this machine.
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
