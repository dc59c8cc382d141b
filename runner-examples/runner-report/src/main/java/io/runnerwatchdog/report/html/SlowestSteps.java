package io.runnerwatchdog.report.html;

import static io.runnerwatchdog.report.html.Element.element;

import io.runnerwatchdog.report.Report.SlowStep;
import java.util.List;

/** The steps that took longest. */
record SlowestSteps(List<SlowStep> steps, Clock clock) {
    Element draw() {
        Element section = Boxes.section("slowest", "Slowest steps");
        Element body = element("tbody");
        steps.forEach(step -> body.add(row(step)));
        Element head = element("tr")
                .add(element("th", "figure").with("scope", "col").text("Took, and ended as"))
                .add(element("th").with("scope", "col").text("Step"));
        return section.add(element("table", "data slowest")
                .add(element("caption", "unseen").text("The steps that took longest"))
                .add(element("thead").add(head))
                .add(body));
    }

    private Element row(SlowStep step) {
        Element where = element("p", "small muted")
                .name(step.commandType())
                .text(" in ")
                .name(step.environment())
                .text(" on ")
                .name(step.host())
                .text(", ended " + clock.time(step.endedAt()));
        step.runId()
                .ifPresent(
                        run -> where.text(", run ").add(element("code", "run").text(run.value())));
        Element took = element("td", "figure")
                .add(element("p").text(Figures.duration(step.took())))
                .add(element("p", step.outcome().equals("success") ? "small muted" : "small bad")
                        .name(step.outcome()));
        return element("tr")
                .add(took)
                .add(element("td", "step").add(element("code", "command").name(step.command()), where));
    }
}
