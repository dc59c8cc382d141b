package io.runnerwatchdog.operations;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The shipped files with hours made seconds, and addresses of the test: made from their text, so that what is run is what
 * is shipped.
 */
final class Shortened {
    /** Long enough for several scrapes each second, and in the order of what they stand for. */
    private static final Map<String, String> WINDOWS =
            Map.of("5m", "15s", "10m", "16s", "15m", "18s", "30m", "20s", "1h", "25s", "6h", "40s", "24h", "60s");

    private static final Pattern RANGE = Pattern.compile("\\[(\\w+)]");
    private static final Pattern FOR = Pattern.compile("\\bfor: \\w+");
    private static final Pattern INTERVAL = Pattern.compile("\\b(scrape|evaluation)_interval: \\w+");
    private static final Pattern TARGET = Pattern.compile("127\\.0\\.0\\.1:4001");
    private static final Pattern PEER = Pattern.compile("127\\.0\\.0\\.1:9093");
    private static final Pattern RECEIVER = Pattern.compile("127\\.0\\.0\\.1:5001");
    private static final Pattern GROUP_WAIT = Pattern.compile("\\bgroup_wait: (\\w+)");
    private static final Map<String, String> WAITS = Map.of("10s", "0s", "30s", "15s", "5m", "30s");

    private final Path directory;

    Shortened(Path directory) {
        this.directory = directory;
    }

    /** Rules whose windows are seconds, beside a configuration that scrapes each second. */
    Path prometheus(int metricsPort, int alertmanagerPort) throws IOException {
        return config(
                Shipped.PROMETHEUS_CONFIG,
                alertmanagerPort,
                config -> required(TARGET, "127.0.0.1:" + metricsPort, config));
    }

    /** The same for many hosts, which are found in files. */
    Path fleet(int alertmanagerPort) throws IOException {
        return config(Shipped.FLEET_CONFIG, alertmanagerPort, UnaryOperator.identity());
    }

    private Path config(Path shipped, int alertmanagerPort, UnaryOperator<String> targets) throws IOException {
        for (Path rules : Shipped.RULES) {
            write(rules, replaced(FOR, "for: 3s", windows(Files.readString(rules))));
        }
        String config = targets.apply(Files.readString(shipped));
        config = required(INTERVAL, "$1_interval: 1s", config);
        config = required(PEER, "127.0.0.1:" + alertmanagerPort, config);
        return write(shipped, config);
    }

    /** Routes that wait for seconds; the worst alerts go first, as in what is shipped. */
    Path alertmanager(int receiverPort) throws IOException {
        String config = Files.readString(Shipped.ALERTMANAGER_CONFIG);
        config = required(RECEIVER, "127.0.0.1:" + receiverPort, config);
        config = GROUP_WAIT.matcher(config).replaceAll(wait -> "group_wait: " + shorter(WAITS, wait));
        return write(Shipped.ALERTMANAGER_CONFIG, config);
    }

    static String windows(String rules) {
        return RANGE.matcher(rules).replaceAll(range -> "[" + shorter(WINDOWS, range) + "]");
    }

    private static String shorter(Map<String, String> times, MatchResult time) {
        return Optional.ofNullable(times.get(time.group(1)))
                .orElseThrow(() -> new IllegalStateException("say how long this is in the test: " + time.group()));
    }

    private static String replaced(Pattern what, String with, String text) {
        return what.matcher(text).replaceAll(with);
    }

    /** Replaces what must be there: else the test would run something else than it says. */
    private static String required(Pattern what, String with, String text) {
        if (!what.matcher(text).find()) {
            throw new IllegalStateException(what + " is no longer in the shipped file");
        }
        return replaced(what, with, text);
    }

    private Path write(Path shipped, String text) throws IOException {
        return Files.writeString(directory.resolve(shipped.getFileName()), text);
    }
}
