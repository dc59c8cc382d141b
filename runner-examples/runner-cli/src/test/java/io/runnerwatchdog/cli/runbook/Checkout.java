package io.runnerwatchdog.cli.runbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.runnerwatchdog.cli.Main;
import io.runnerwatchdog.fixture.Sh;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A directory that looks like the root of the repository to whoever types commands there, with the evidence of an
 * {@link Incident}, a process that hangs, and a served endpoint. Threadsafe.
 */
final class Checkout implements AutoCloseable {
    private static final String LAUNCHER = "runner-examples/runner-cli/bin/runner";
    private static final Pattern SERVED = Pattern.compile("http://127\\.0\\.0\\.1:(\\d+)/metrics");
    private static final Pattern ESCAPES = Pattern.compile("\u001b(\\[[0-9;?]*[A-Za-z]|\\(B|[=>])");
    private static final Pattern HEAD_OF_WATCH =
            Pattern.compile("Every [\\d.]+s: .*?\\d\\d:\\d\\d:\\d\\d \\d{4}", Pattern.DOTALL);
    private static final int MOST_SECONDS = 120;

    private final Path root;
    private final String prelude;
    private final AtomicInteger scripts = new AtomicInteger();
    private final Process hung;
    private Optional<Process> server = Optional.empty();
    private int port;

    /** A process of which the answer is awaited. */
    private record Going(Process process, Path out, Path err) {
        Answer answer(int code) throws IOException {
            return new Answer(code, Files.readString(out), Files.readString(err));
        }
    }

    /**
     * Makes one.
     *
     * @param prelude what the pages say is typed first in each shell
     */
    static Checkout in(Path root, String prelude) throws IOException {
        Checkout checkout = new Checkout(root, prelude);
        try {
            checkout.furnish();
            return checkout;
        } catch (IOException | RuntimeException | AssertionError halfDone) {
            checkout.close();
            throw halfDone;
        }
    }

    private Checkout(Path root, String prelude) throws IOException {
        this.root = root;
        this.prelude = prelude;
        Path launcher = root.resolve(LAUNCHER);
        Files.createDirectories(launcher.getParent());
        Files.writeString(launcher, launcher());
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
        copy(Page.DOCS.resolve("operations"), root.resolve("docs/operations"));
        Files.createDirectories(root.resolve("config"));
        Files.writeString(
                root.resolve("config/runner.json"),
                Files.readString(Path.of("src/test/resources/io/runnerwatchdog/cli/runbook/runner.json")));
        hung = new ProcessBuilder("bash", "-c", "sleep 1000; true").start();
    }

    private void furnish() throws IOException {
        Incident.in(root, root.resolve("evidence/runner"));
        Going serving = start("runner serve --port 0");
        server = Optional.of(serving.process);
        await().atMost(Sh.PATIENCE)
                .until(() -> SERVED.matcher(Files.readString(serving.err)).find());
        Matcher served = SERVED.matcher(Files.readString(serving.err));
        assertThat(served.find()).isTrue();
        port = Integer.parseInt(served.group(1));
        // It listens before it has read all evidence.
        await().atMost(Sh.PATIENCE).until(() -> scrape().out().contains("spark_runner_stalls_total{"));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                Path copy = to.resolve(from.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    /** The launcher of the repository needs a jar, which is packed after the tests; this one runs the same classes. */
    private static String launcher() {
        String classes = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
        return "#!/bin/sh\nexec '" + Path.of(System.getProperty("java.home"), "bin", "java")
                + "' -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto -cp '" + classes + "' "
                + Main.class.getName() + " \"$@\"\n";
    }

    /** What the script answers here. One that goes on is ended once it has answered. */
    Answer run(Script script) throws IOException, InterruptedException {
        Going going = start(filledIn(script));
        try {
            return script.isEndless() ? firstWordsOf(going) : endOf(going);
        } finally {
            end(going.process);
        }
    }

    /** The pages write 4001 for the port, and {@code PID} for the number of a process. */
    private String filledIn(Script script) throws IOException {
        String text = script.isServer()
                ? script.text().replace("--port 4001", "--port " + freePort())
                : script.text().replace("127.0.0.1:4001", "127.0.0.1:" + port);
        return text.replaceAll("\\bPID\\b", Long.toString(hung.pid()));
    }

    private Going start(String text) throws IOException {
        int number = scripts.incrementAndGet();
        Path out = root.resolve("script-" + number + ".out");
        Path err = root.resolve("script-" + number + ".err");
        // Stricter than a shell at a prompt: a part of a pipe that fails must not pass for an answer.
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", prelude + "\nset -e -o pipefail\n" + text)
                .directory(root.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("RUNNER_"));
        builder.environment().put("TERM", "xterm");
        builder.environment().put("LC_ALL", "C.UTF-8");
        return new Going(builder.start(), out, err);
    }

    private static Answer endOf(Going going) throws IOException, InterruptedException {
        assertThat(going.process.waitFor(MOST_SECONDS, TimeUnit.SECONDS))
                .as("ends in time")
                .isTrue();
        return going.answer(going.process.exitValue());
    }

    private static Answer firstWordsOf(Going going) throws IOException {
        await().atMost(Sh.PATIENCE)
                .until(() -> !going.process.isAlive() || !firstWords(going).isBlank());
        return new Answer(going.process.isAlive() ? 0 : going.process.exitValue(), firstWords(going), "");
    }

    /** What it says beside its own head; a server says where it serves on standard error. */
    private static String firstWords(Going going) throws IOException {
        Answer soFar = going.answer(0);
        String plain = ESCAPES.matcher(soFar.out()).replaceAll("");
        String said = HEAD_OF_WATCH.matcher(plain).replaceFirst("");
        return said.isBlank() && SERVED.matcher(soFar.err()).find() ? soFar.err() : said;
    }

    /** What Prometheus would be served. */
    Answer scrape() throws IOException, InterruptedException {
        return run(new Script("curl -s http://127.0.0.1:4001/metrics", Set.of(0)));
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return free.getLocalPort();
        }
    }

    private static void end(Process process) {
        List<ProcessHandle> tree = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        tree.forEach(ProcessHandle::destroy);
        tree.forEach(each -> Sh.awaitGone(each.pid()));
    }

    @Override
    public void close() {
        server.ifPresent(Checkout::end);
        end(hung);
    }
}
