package io.runnerwatchdog.internal.linux;

import io.runnerwatchdog.observe.SocketFacts;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * The one that does the I/O on {@code /proc}. What is gone or may not be read is empty, never an exception. Opens nothing
 * outside {@code /proc}, so that no hung file system can hold it up. Thread-safe.
 */
public final class ProcFs {
    private static final int SMALL = 4096;
    private static final int LARGEST = 4 * 1024 * 1024;
    private static final int MOST_VARIABLES = 16;
    private static final int LONGEST_COMMAND = 4096;

    /** Reads some bytes of a process' memory; the seam at which a recorded {@code /proc} is played again. */
    interface Memory {
        /** The bytes; empty where they cannot be read. */
        Optional<ByteBuffer> read(long pid, long address, int length);
    }

    private final Path root;
    private final Memory memory;

    public ProcFs(Path root) {
        this.root = root;
        this.memory = new LiveMemory(root);
    }

    ProcFs(Path root, Memory memory) {
        this.root = root;
        this.memory = memory;
    }

    /** That of this machine, where it has one. */
    public static Optional<ProcFs> ofThisMachine() {
        ProcFs proc = new ProcFs(Path.of("/proc"));
        return proc.process(ProcessHandle.current().pid()).isPresent() ? Optional.of(proc) : Optional.empty();
    }

    /** All processes that can be seen. */
    public List<ProcStat> processes() {
        List<ProcStat> all = new ArrayList<>();
        for (long pid : numbers("")) {
            Optional<ProcStat> there = process(pid);
            if (there.isPresent()) {
                all.add(there.get());
            }
        }
        return all;
    }

    /** One process, if there is one of this number. */
    public Optional<ProcStat> process(long pid) {
        Optional<String> stat = text(pid + "/stat");
        return stat.isPresent() ? StatParser.parse(stat.get()) : Optional.empty();
    }

    /** Its environment variables whose names begin with {@code prefix}, at most 16. */
    public Map<String, String> environment(long pid, byte[] prefix) {
        Map<String, String> variables = new TreeMap<>();
        byte[] environment = bytes(pid + "/environ");
        for (int start = 0; start < environment.length && variables.size() < MOST_VARIABLES; ) {
            int end = start;
            while (end < environment.length && environment[end] != 0) {
                end++;
            }
            int least = Math.min(end, start + prefix.length);
            if (Arrays.equals(environment, start, least, prefix, 0, prefix.length)) {
                String entry = new String(environment, start, end - start, StandardCharsets.ISO_8859_1);
                int equals = entry.indexOf('=');
                variables.put(
                        equals < 0 ? entry : entry.substring(0, equals), equals < 0 ? "" : entry.substring(equals + 1));
            }
            start = end + 1;
        }
        return variables;
    }

    /** The children that live, of all its threads. Empty as well where the kernel does not list them. */
    public List<Long> children(long pid) {
        List<Long> children = new ArrayList<>();
        for (long thread : numbers(pid + "/task")) {
            String list = text(pid + "/task/" + thread + "/children").orElse("");
            for (String number : list.split(" ")) {
                Numbers.parse(number).ifPresent(children::add);
            }
        }
        return children;
    }

    /** Its arguments, bounded; empty where there are none to be seen. */
    public List<String> commandLine(long pid) {
        String text = text(pid + "/cmdline").orElse("");
        String bounded = text.substring(0, Math.min(LONGEST_COMMAND, text.length()));
        String decoded = new String(bounded.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        return decoded.isEmpty() ? List.of() : Arrays.asList(decoded.split("\0"));
    }

    /** The number of the user it acts for; that of root for one that may not be looked into. */
    public OptionalLong owner(long pid) {
        try {
            return OptionalLong.of(
                    ((Number) Files.getAttribute(root.resolve(Long.toString(pid)), "unix:uid")).longValue());
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException gone) {
            return OptionalLong.empty();
        }
    }

    /** Whether this number is a process, not one of its further threads: both can be looked up. */
    public boolean isProcess(long pid) {
        Optional<String> status = text(pid + "/status");
        return status.isPresent() && status.get().contains("\nTgid:\t" + pid + "\n");
    }

    /** The number that was given to a process or thread last; empty where it is not told. */
    public OptionalLong newestNumber() {
        String[] words = text("loadavg").orElse("").strip().split(" ");
        return words.length == 5 ? Numbers.parse(words[4]) : OptionalLong.empty();
    }

    /** The limit on file locks, which Linux keeps and hands on and has not used since 2.4.25; empty: none, or unreadable. */
    public OptionalLong fileLockLimit(long pid) {
        return LimitsParser.softLimit(text(pid + "/limits").orElse(""), "Max file locks");
    }

    /** The kernel's name of what process numbers of this host are counted in; "" where it tells none. */
    public String pidNamespace() {
        return link("self/ns/pid").orElse("");
    }

    /** The names of its threads as the kernel keeps them: 15 characters each. */
    public List<String> threadNames(long pid) {
        List<String> names = new ArrayList<>();
        for (long thread : numbers(pid + "/task")) {
            text(pid + "/task/" + thread + "/comm").ifPresent(name -> names.add(name.replace("\n", "")));
        }
        return names;
    }

    /** Where the file system begins for this process. To look into it is to leave {@code /proc}: anything may be there. */
    public Path rootOf(long pid) {
        return root.resolve(pid + "/root");
    }

    /** The paths of the unix sockets that it listens on; empty where the kernel shows no sockets at all. */
    public Optional<Set<String>> listensOn(long pid) {
        return text(pid + "/net/unix").map(table -> {
            Map<Long, SocketFacts> sockets = NetParser.unix(table);
            Set<String> paths = new HashSet<>();
            for (String file : openFiles(pid).values()) {
                SocketFacts socket = file.startsWith("socket:") ? sockets.get(Descriptors.inode(file)) : null;
                if (socket != null && socket.isListening()) {
                    paths.add(socket.local());
                }
            }
            return paths;
        });
    }

    /** Its descriptors and what the kernel calls them. */
    public Map<Integer, String> openFiles(long pid) {
        Map<Integer, String> files = new TreeMap<>();
        for (long number : numbers(pid + "/fd")) {
            link(pid + "/fd/" + number).ifPresent(target -> files.put((int) number, target));
        }
        return files;
    }

    /** Whether its descriptors may be looked at; those of one that has none may. */
    boolean showsDescriptors(long pid) {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(root.resolve(pid + "/fd"))) {
            // Some may be listed, but not what they are.
            return !entries.iterator().hasNext() || !openFiles(pid).isEmpty();
        } catch (IOException | DirectoryIteratorException refused) {
            return false;
        }
    }

    /** The numeric names in a directory, in no order. */
    List<Long> numbers(String directory) {
        List<Long> numbers = new ArrayList<>();
        String[] names = root.resolve(directory).toFile().list();
        if (names == null) {
            return numbers;
        }
        for (String name : names) {
            OptionalLong number = Numbers.parse(name);
            if (number.isPresent()) {
                numbers.add(number.getAsLong());
            }
        }
        return numbers;
    }

    /** A file as text; bytes that are no ASCII are kept one by one. */
    public Optional<String> text(String file) {
        byte[] bytes = bytes(file);
        return bytes.length == 0 ? Optional.empty() : Optional.of(new String(bytes, StandardCharsets.ISO_8859_1));
    }

    /** What a link names; never followed. */
    public Optional<String> link(String file) {
        try {
            return Optional.of(Files.readSymbolicLink(root.resolve(file)).toString());
        } catch (IOException | InvalidPathException gone) {
            return Optional.empty();
        }
    }

    /** Some bytes of its memory; empty where they cannot be read. */
    Optional<ByteBuffer> memory(long pid, long address, int length) {
        return address <= 0 || length <= 0 ? Optional.empty() : memory.read(pid, address, length);
    }

    private byte[] bytes(String file) {
        try (FileInputStream in = new FileInputStream(root.resolve(file).toString())) {
            byte[] buffer = new byte[SMALL];
            int size = 0;
            int count;
            while ((count = in.read(buffer, size, buffer.length - size)) > 0) {
                size += count;
                if (size == buffer.length) {
                    if (size >= LARGEST) {
                        break;
                    }
                    buffer = Arrays.copyOf(buffer, size * 2);
                }
            }
            return Arrays.copyOf(buffer, size);
        } catch (IOException gone) {
            return new byte[0];
        }
    }
}
