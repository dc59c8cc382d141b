package io.runnerwatchdog.config;

import static io.runnerwatchdog.config.SectionReader.at;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The section {@code metrics}. */
final class MetricsSection {
    private static final List<String> KEYS = List.of("endpoint", "enabled", "timeout_ms");
    private static final int LAST_PORT = 65_535;

    /** Looked at as text: asking a name service would make reading a file wait for the network. */
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[(::|(0{1,4}:){7})0{0,3}1]", Pattern.CASE_INSENSITIVE);

    private final SectionReader section;

    MetricsSection(SectionReader section) {
        this.section = section;
    }

    MetricsSettings read(JsonValue value) {
        Map<String, JsonValue> members = section.members(value, KEYS);
        MetricsSettings usual = MetricsSettings.DEFAULTS;
        MetricsSettings metrics = new MetricsSettings(
                section.text(at(members, "endpoint"))
                        .flatMap(text -> endpoint(members.get("endpoint"), text))
                        .orElse(usual.endpoint()),
                section.truth(at(members, "enabled")).orElse(usual.enabled()),
                section.millis(at(members, "timeout_ms"), 1).orElse(usual.timeout()));
        String host = metrics.endpoint().getHost();
        if (metrics.enabled() && !LOOPBACK.matcher(host).matches()) {
            section.warning(
                    members.get("endpoint"),
                    Shown.quoted(metrics.endpoint().toString()),
                    "it is no loopback address, and whoever can reach it reads the meters without a password");
        }
        return metrics;
    }

    private Optional<URI> endpoint(JsonValue value, String text) {
        try {
            URI address = new URI(text);
            if ("http".equals(address.getScheme()) && address.getHost() != null && isPort(address.getPort())) {
                return Optional.of(address);
            }
        } catch (URISyntaxException malformed) {
            // Told below, in the same words.
        }
        section.problem(value, "an address such as http://127.0.0.1:4001");
        return Optional.empty();
    }

    private static boolean isPort(int port) {
        return port > 0 && port <= LAST_PORT;
    }
}
