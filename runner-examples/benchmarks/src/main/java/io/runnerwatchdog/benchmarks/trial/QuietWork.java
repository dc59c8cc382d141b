package io.runnerwatchdog.benchmarks.trial;

import io.runnerwatchdog.run.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Commands that work in silence for a given time: with more to do than they get done in it, and {@code timeout} above. */
final class QuietWork {
    /** What is done. */
    enum Kind {
        COMPILER("gcc -O2", "gcc"),
        COMPRESSOR("xz -9", "xz"),
        CHECKSUM("sha256sum", "sha256sum"),
        COPY("a big cp", "cp"),
        SYNC("dd that waits for the disk at each block", "dd"),
        DOWNLOAD("curl at 5 bytes a second into a file", "curl"),
        RECEIVE("5 bytes a second received and dropped", "python3"),
        JAVAC("javac", "javac"),
        JVM("a JVM that computes", "java"),
        SPIN("mostly asleep, busy for 30 ms twice a second", "python3"),
        APPEND("a byte written twice a second", "python3");

        private final String title;
        private final String program;

        Kind(String title, String program) {
            this.title = title;
            this.program = program;
        }

        String title() {
            return title;
        }
    }

    static final List<Kind> ALL = List.of(Kind.values());
    static final List<Kind> FEW = List.of(Kind.CHECKSUM, Kind.JVM, Kind.SPIN, Kind.APPEND);

    private static final int FUNCTIONS = 6_000;
    private static final int CLASSES = 3_000;
    private static final int METHODS = 60;

    private final Path directory;
    private final Duration each;
    private final int port;

    /** @param port where a server sends 5 bytes a second */
    QuietWork(Path directory, Duration each, int port) {
        this.directory = directory;
        this.each = each;
        this.port = port;
    }

    /** Whether its program can be found. */
    static boolean isHere(Kind kind) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(place -> Files.isExecutable(Path.of(place, kind.program)));
    }

    Command command(Kind kind) throws IOException {
        return switch (kind) {
            case COMPILER -> bounded("gcc", "-O2", "-w", "-c", cSource(), "-o", in("big.o"));
            case COMPRESSOR -> shell("xz -9 -T1 -c < /dev/urandom > /dev/null");
            case CHECKSUM -> bounded("sha256sum", "/dev/zero");
            case COPY -> bounded("cp", "/dev/urandom", "/dev/null");
            case SYNC ->
                bounded(
                        "dd",
                        "if=/dev/zero",
                        "of=" + in("synced"),
                        "bs=4k",
                        "count=25000",
                        "oflag=dsync",
                        "status=none");
            case DOWNLOAD -> bounded("curl", "-sS", "-o", in("got"), "http://127.0.0.1:" + port + "/");
            case RECEIVE ->
                python("s = socket.create_connection(('127.0.0.1', %d)); s.sendall(b'GET\\n\\n')".formatted(port)
                        + "\nwhile s.recv(64): pass");
            case JAVAC -> bounded("javac", "-d", in("classes"), javaSource());
            case JVM ->
                bounded(
                        "java",
                        "-Xshare:auto",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ComputingJvm.class.getName());
            case SPIN ->
                python("while True:\n    time.sleep(0.47)\n    end = time.process_time() + 0.03\n"
                        + "    while time.process_time() < end: pass");
            case APPEND ->
                python("f = os.open('%s', os.O_WRONLY | os.O_CREAT)\n".formatted(in("bytes"))
                        + "while True:\n    os.write(f, b'x')\n    time.sleep(0.5)");
        };
    }

    private Command python(String program) {
        return bounded("python3", "-c", "import os, socket, time\n" + program);
    }

    private Command shell(String script) {
        return bounded("sh", "-c", script);
    }

    private Command bounded(String... argv) {
        String[] all = new String[argv.length + 2];
        all[0] = "timeout";
        all[1] = String.format(Locale.ROOT, "%.1f", each.toMillis() / 1e3);
        System.arraycopy(argv, 0, all, 2, argv.length);
        return Command.of(all);
    }

    private String in(String name) {
        return directory.resolve(name).toString();
    }

    private String cSource() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < FUNCTIONS; i++) {
            text.append("int f")
                    .append(i)
                    .append("(int *a, int n) { int s = ")
                    .append(i)
                    .append("; for (int i = 0; i < n; i++) { for (int j = 0; j < 64; j++) {")
                    .append(
                            " s += a[i] * a[j] ^ (s >> 3); a[j] = s / (j + 1); } if (s & 1) a[i] = s % 7; } return s; }\n");
        }
        return Files.writeString(directory.resolve("big.c"), text).toString();
    }

    private String javaSource() throws IOException {
        StringBuilder text = new StringBuilder("import java.util.*;\n");
        for (int i = 0; i < CLASSES; i++) {
            text.append("class C").append(i).append(" {\n");
            for (int j = 0; j < METHODS; j++) {
                text.append("Map<String, List<Integer>> m")
                        .append(j)
                        .append("(int n) { return new TreeMap<>(Map.of(\"a\" + n, List.of(n, n + 1))); }\n");
            }
            text.append("}\n");
        }
        return Files.writeString(directory.resolve("Big.java"), text).toString();
    }
}
