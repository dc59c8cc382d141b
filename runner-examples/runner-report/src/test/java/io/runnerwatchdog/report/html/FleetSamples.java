package io.runnerwatchdog.report.html;

import io.runnerwatchdog.report.Counts;
import io.runnerwatchdog.report.Report;
import io.runnerwatchdog.report.fleet.Comparison;
import io.runnerwatchdog.report.fleet.FleetReport;
import io.runnerwatchdog.report.fleet.HostFigures;
import io.runnerwatchdog.report.fleet.Outlier;
import io.runnerwatchdog.report.fleet.SeenFingerprint;
import io.runnerwatchdog.report.fleet.Spread;
import io.runnerwatchdog.report.fleet.Spread.FirstSeen;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reports of fleets made by hand. */
final class FleetSamples {
    private FleetSamples() {}

    /** Nothing happened, on no host. */
    static FleetReport empty() {
        Comparison none = new Comparison(0, OptionalDouble.empty(), List.of());
        return new FleetReport(Samples.empty(), List.of(), false, none, List.of(), List.of());
    }

    /** Many hosts, of which one is bad, and a lock that spreads. */
    static FleetReport busy() {
        Report report = BusySamples.busyDay();
        Instant noon = report.period().from().plusSeconds(12 * 3600);
        List<HostFigures> hosts = new ArrayList<>();
        hosts.add(host("build-00", 120, 1000, "io_wait", noon));
        for (int i = 1; i < 80; i++) {
            hosts.add(host("build-" + i, i % 7, 1000, "network", noon));
        }
        hosts.add(host("idle", 0, 0, "network", noon));
        Comparison comparison =
                new Comparison(80, OptionalDouble.of(3), List.of(new Outlier(hosts.get(0), 39.4, 3.04)));
        return new FleetReport(
                report, hosts, true, comparison, List.of(spread("lock", "a", noon)), seen("lock", "a", noon));
    }

    /** Each text that evidence can bring is {@code name}. */
    static FleetReport named(String name) {
        Report report = Samples.named(name);
        Instant at = report.period().from().plusSeconds(7200);
        HostFigures host = host(name, 50, 100, name, at);
        return new FleetReport(
                report,
                List.of(host),
                false,
                new Comparison(6, OptionalDouble.of(0.5), List.of(new Outlier(host, 12.3, 0.25))),
                List.of(spread(name, name, at)),
                seen(name, name, at));
    }

    private static HostFigures host(String name, long stalls, long ended, String cause, Instant at) {
        return new HostFigures(
                name,
                new Counts(stalls, 0, 0, ended - ended / 4, ended / 4, 0, 0, 0, 0, 0),
                Samples.durations(ended, 1000, 2000, 3000, 4000),
                stalls == 0 ? Optional.empty() : Optional.of(cause),
                stalls == 0 ? Optional.empty() : Optional.of(at),
                stalls == 0 ? Optional.empty() : Optional.of(at.plusSeconds(stalls)));
    }

    private static Spread spread(String cause, String name, Instant at) {
        return new Spread(
                cause,
                List.of(name, name),
                List.of(
                        new FirstSeen(name, at, 9),
                        new FirstSeen(name, at.plusSeconds(1800), 5),
                        new FirstSeen(name, at.plusSeconds(7200), 1)),
                40);
    }

    private static List<SeenFingerprint> seen(String cause, String name, Instant at) {
        return List.of(
                new SeenFingerprint(cause, List.of(name, name), 15, 3, at, name, at.plusSeconds(9000), name, true),
                new SeenFingerprint(cause, List.of(name), 0, 1, at.minusSeconds(90_000), name, at, name, false));
    }
}
