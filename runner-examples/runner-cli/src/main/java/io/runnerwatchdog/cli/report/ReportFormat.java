package io.runnerwatchdog.cli.report;

import io.runnerwatchdog.report.Report;
import io.runnerwatchdog.report.ReportJson;
import io.runnerwatchdog.report.ReportMarkdown;
import io.runnerwatchdog.report.html.ReportHtml;
import java.io.IOException;
import java.io.Writer;
import java.util.Locale;

/** In what form a report is written. */
enum ReportFormat {
    HTML("html", ReportHtml::write),
    MARKDOWN("md", ReportMarkdown::write),
    JSON("json", ReportJson::write);

    /** Writes a report. */
    private interface Form {
        void write(Report report, Writer to) throws IOException;
    }

    private final String ending;
    private final Form form;

    ReportFormat(String ending, Form form) {
        this.ending = ending;
        this.form = form;
    }

    /** How the names of such files end, without the dot. */
    String ending() {
        return ending;
    }

    void write(Report report, Writer to) throws IOException {
        form.write(report, to);
    }

    /** As it is given on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
