package io.runnerwatchdog.report.format;

import io.runnerwatchdog.report.Report;
import io.runnerwatchdog.report.ReportJson;
import io.runnerwatchdog.report.ReportMarkdown;
import io.runnerwatchdog.report.fleet.FleetJson;
import io.runnerwatchdog.report.fleet.FleetMarkdown;
import io.runnerwatchdog.report.fleet.FleetReport;
import io.runnerwatchdog.report.html.FleetHtml;
import io.runnerwatchdog.report.html.ReportHtml;
import java.io.IOException;
import java.io.Writer;
import java.util.Locale;

/** In what form a report is written, on one host or on many. */
public enum ReportFormat {
    HTML("html", ReportHtml::write, FleetHtml::write),
    MARKDOWN("md", ReportMarkdown::write, FleetMarkdown::write),
    JSON("json", ReportJson::write, FleetJson::write);

    /** Writes a report. */
    private interface Form<T> {
        void write(T report, Writer to) throws IOException;
    }

    private final String ending;
    private final Form<Report> form;
    private final Form<FleetReport> fleetForm;

    ReportFormat(String ending, Form<Report> form, Form<FleetReport> fleetForm) {
        this.ending = ending;
        this.form = form;
        this.fleetForm = fleetForm;
    }

    /** How the names of such files end, without the dot. */
    public String ending() {
        return ending;
    }

    /** Writes the report in this form. The writer is left open. */
    public void write(Report report, Writer to) throws IOException {
        form.write(report, to);
    }

    /** The same of a report on many hosts. */
    public void write(FleetReport fleet, Writer to) throws IOException {
        fleetForm.write(fleet, to);
    }

    /** As it is given on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
