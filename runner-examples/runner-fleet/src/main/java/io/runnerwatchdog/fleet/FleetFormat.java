package io.runnerwatchdog.fleet;

import io.runnerwatchdog.report.fleet.FleetJson;
import io.runnerwatchdog.report.fleet.FleetMarkdown;
import io.runnerwatchdog.report.fleet.FleetReport;
import io.runnerwatchdog.report.html.FleetHtml;
import java.io.IOException;
import java.io.Writer;
import java.util.Locale;

/** In what form a report is written. */
enum FleetFormat {
    HTML("html", FleetHtml::write),
    MARKDOWN("md", FleetMarkdown::write),
    JSON("json", FleetJson::write);

    /** Writes a report. */
    private interface Form {
        void write(FleetReport report, Writer to) throws IOException;
    }

    private final String ending;
    private final Form form;

    FleetFormat(String ending, Form form) {
        this.ending = ending;
        this.form = form;
    }

    /** How the names of such files end, without the dot. */
    String ending() {
        return ending;
    }

    void write(FleetReport report, Writer to) throws IOException {
        form.write(report, to);
    }

    /** As it is given on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
