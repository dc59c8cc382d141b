package io.runnerwatchdog.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.Run;
import io.runnerwatchdog.StopPolicy;
import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.fixture.NoResidue;
import io.runnerwatchdog.fixture.Sh;
import io.runnerwatchdog.fixture.SlowServer;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.Liveness;
import io.runnerwatchdog.run.StopReason;
import io.runnerwatchdog.run.Termination;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A few bytes a second that no counter of {@code /proc} shows, and what looks like them and is a hang. */
@Tag("process")
@ExtendWith(NoResidue.class)
class TricklesTest {
    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final int BYTES = 20;
    private static final Duration BETWEEN = Duration.ofMillis(125);

    /** Connects, and has the head of the answer read before the silence is looked into. */
    private static final String CONNECTED = """
            import select, signal, socket, struct, sys, time
            s = socket.create_connection(('127.0.0.1', int(sys.argv[1])))
            s.sendall(b'GET / HTTP/1.0\\r\\n\\r\\n')
            head = b''
            while not head.endswith(b'\\r\\n\\r\\n'): head += s.recv(1)
            p = select.poll()
            p.register(s, select.POLLIN)
            """;

    @TempDir
    private Path directory;

    @Test
    void whatTricklesInIsNoStall() throws IOException {
        try (SlowServer server = SlowServer.trickling(BYTES, BETWEEN)) {
            Map<String, Command> trickles = new LinkedHashMap<>();
            trickles.put("received without a limit and dropped", client(server, "while s.recv(64): pass"));
            trickles.put(
                    "polled with a limit, as curl does",
                    client(server, "while True:\n if p.poll(1000) and not s.recv(64): break"));
            trickles.put(
                    "selected with a limit",
                    client(server, "while True:\n if select.select([s], [], [], 1)[0] and not s.recv(64): break"));
            trickles.put(
                    "watched by epoll without a limit",
                    client(
                            server,
                            "e = select.epoll(); e.register(s, 1)\nwhile True:\n e.poll()\n if not s.recv(64): break"));
            if (isHere("curl")) {
                trickles.put("downloaded", Command.of("curl", "-sS", "-o", directory + "/got", url(server)));
            }

            assertThat(ends(trickles))
                    .allSatisfy((what, end) -> assertThat(end).as(what).isEqualTo(new Termination.Exited(0)));
        }
    }

    @Test
    void whatOnlyWakesByItsOwnClockIsOne() throws IOException {
        try (SlowServer server = SlowServer.silent()) {
            Map<String, Command> hangs = new LinkedHashMap<>();
            hangs.put("a receive without a limit", client(server, "s.recv(64)"));
            hangs.put("a receive that an alarm interrupts", client(server, """
                    signal.signal(signal.SIGALRM, lambda *none: None)
                    signal.setitimer(signal.ITIMER_REAL, 0.2, 0.2)
                    s.recv(64)"""));
            hangs.put("TCP's own keep-alive", client(server, """
                    s.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
                    s.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE, 1)
                    s.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPINTVL, 1)
                    s.recv(64)"""));
            hangs.put("a poll by the clock", client(server, "while True: p.poll(300)"));
            hangs.put("polls of unequal length", client(server, "while True: p.poll(10); p.poll(300)"));
            hangs.put("sleeps", client(server, "while True: time.sleep(0.2)"));
            hangs.put("polls between sleeps", client(server, "while True: p.poll(0); time.sleep(0.2)"));
            if (isHere("curl")) {
                hangs.put("a download", Command.of("curl", "-sS", "-o", directory + "/got", url(server)));
            }

            assertThat(ends(hangs))
                    .allSatisfy((what, end) -> assertThat(end)
                            .as(what)
                            .isInstanceOfSatisfying(
                                    Termination.Stopped.class,
                                    stopped -> assertThat(stopped.reason()).isEqualTo(StopReason.IDLE_TIMEOUT)));
        }
    }

    private static Map<String, Termination> ends(Map<String, Command> commands) {
        Map<String, Termination> ends = new LinkedHashMap<>();
        try (Watchdog watchdog = Watchdog.builder()
                .idleTimeout(IDLE)
                .hardTimeout(Duration.ofSeconds(30))
                .stopPolicy(StopPolicy.forced())
                .build()) {
            Map<String, Run> runs = new LinkedHashMap<>();
            commands.forEach((what, command) -> runs.put(what, watchdog.start(command.liveness(Liveness.PROGRESS))));
            runs.forEach((what, run) -> ends.put(what, Sh.end(run).termination()));
        }
        return ends;
    }

    private static Command client(SlowServer server, String program) {
        return Command.of("python3", "-I", "-c", CONNECTED + program, Integer.toString(server.port()));
    }

    private static String url(SlowServer server) {
        return "http://127.0.0.1:" + server.port() + "/";
    }

    private static boolean isHere(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }
}
