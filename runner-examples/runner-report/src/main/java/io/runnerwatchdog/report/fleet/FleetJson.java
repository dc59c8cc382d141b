package io.runnerwatchdog.report.fleet;

import io.runnerwatchdog.report.JsonOut;
import io.runnerwatchdog.report.ReportJson;
import java.io.IOException;
import java.io.Writer;

/**
 * The report of a fleet as one JSON document: all that {@link ReportJson} has, under the same names, and more. Names are never
 * changed, only added to.
 */
public final class FleetJson {
    private final FleetReport fleet;
    private final JsonOut out;

    private FleetJson(FleetReport fleet, JsonOut out) {
        this.fleet = fleet;
        this.out = out;
    }

    /** Writes all of it; the writer is flushed and left open. */
    public static void write(FleetReport fleet, Writer to) throws IOException {
        JsonOut.document(to, out -> new FleetJson(fleet, out).all());
    }

    private void all() throws IOException {
        ReportJson.writeFields(fleet.report(), out);
        hosts();
        comparison();
        spreads();
        fingerprints();
    }

    private void hosts() throws IOException {
        out.list("hosts", fleet.hosts(), host -> {
            out.text("host", host.host());
            out.object("counts", () -> ReportJson.writeCounts(host.counts(), out));
            out.number("stallsPerThousand", host.stallsPerThousand());
            ReportJson.writeDurations(host.durations(), out);
            out.text("topCause", host.topCause());
            out.time("firstStall", host.firstStall());
            out.time("lastStall", host.lastStall());
        });
        out.truth("hostsLeftOut", fleet.hostsLeftOut());
    }

    private void comparison() throws IOException {
        Comparison comparison = fleet.comparison();
        out.object("comparison", () -> {
            out.number("judged", comparison.judged());
            out.number("medianPerThousand", comparison.median());
            out.list("outliers", comparison.outliers(), outlier -> {
                out.text("host", outlier.host().host());
                out.number("stalls", outlier.host().counts().stalls());
                out.number("expected", outlier.expected());
                out.number("stallsPerThousand", outlier.host().stallsPerThousand());
                out.number("score", outlier.score());
                out.text("topCause", outlier.host().topCause());
            });
        });
    }

    private void spreads() throws IOException {
        out.list("spreads", fleet.spreads(), spread -> {
            out.text("rootCause", spread.rootCause());
            out.texts("links", spread.links());
            out.text("origin", spread.origin());
            out.number("hosts", spread.hosts());
            out.millis("spanMs", spread.span());
            out.list("firstSeen", spread.firstSeen(), seen -> {
                out.text("host", seen.host());
                out.time("at", seen.at());
                out.number("stalls", seen.stalls());
            });
        });
    }

    private void fingerprints() throws IOException {
        out.list("fingerprints", fleet.fingerprints(), seen -> {
            out.text("rootCause", seen.rootCause());
            out.texts("links", seen.links());
            out.number("count", seen.count());
            out.number("hosts", seen.hosts());
            out.time("first", seen.first());
            out.text("firstHost", seen.firstHost());
            out.time("last", seen.last());
            out.text("lastHost", seen.lastHost());
            out.truth("isNew", seen.isNew());
        });
    }
}
