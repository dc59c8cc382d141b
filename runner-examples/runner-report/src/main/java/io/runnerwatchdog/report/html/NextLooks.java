package io.runnerwatchdog.report.html;

import static io.runnerwatchdog.report.html.Element.element;

import io.runnerwatchdog.report.Breakdown.Share;
import io.runnerwatchdog.report.Counts;
import io.runnerwatchdog.report.Criterion;
import io.runnerwatchdog.report.Criterion.Goal;
import io.runnerwatchdog.report.Criterion.Outcome;
import io.runnerwatchdog.report.Report;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What to look at next: what stands out, the page that tells about it, and the command that shows it. */
final class NextLooks {
    private static final int MOST_CAUSES = 3;
    /** Who holds more stalls than this part stands out. */
    private static final double MUCH = 0.5;
    /** A name that a shell takes as it stands. Others are in no command: somebody will paste it. */
    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private final Report report;
    private final String events;

    /** One thing to look at. */
    private record Look(Element why, Optional<String> page, Optional<String> command) {}

    NextLooks(Report report) {
        this.report = report;
        this.events = "runner events --since " + days() + "d";
    }

    /** Days back from when the report was made to the beginning of its period, and a little more. */
    private long days() {
        Duration back = Duration.between(report.period().from(), report.madeAt());
        return Math.max(back.toDays(), 0) + 1;
    }

    Element draw() {
        Element section = Boxes.section("next", "What to look at next");
        List<Look> looks = looks();
        if (looks.isEmpty()) {
            return section.add(element("p", "muted").text("Nothing stands out."));
        }
        Element list = element("ol", "looks");
        looks.forEach(look -> list.add(item(look)));
        section.add(list);
        if (looks.stream()
                .noneMatch(look -> look.command().filter(this::looksBack).isPresent())) {
            return section;
        }
        return section.add(element("p", "after small muted")
                .text("The commands reach back " + Figures.count(days(), "day", "days")
                        + ", counted from when they are run."));
    }

    private boolean looksBack(String command) {
        return command.startsWith(events);
    }

    private static Element item(Look look) {
        Element why = element("div").add(look.why());
        look.page().ifPresent(page -> why.add(element("p", "small muted").text("read " + page)));
        Element item = element("li").add(why);
        look.command().ifPresent(command -> item.add(element("code", "run-this").text(command)));
        return item;
    }

    private List<Look> looks() {
        List<Look> looks = new ArrayList<>();
        Counts counts = report.counts();
        if (report.lines().inPeriod() == 0) {
            looks.add(look(
                    "There is no evidence of this time. If steps ran, it was written elsewhere: see where the newest is.",
                    "docs/evidence.md",
                    "runner events --last 5"));
        }
        if (counts.survivors() > 0) {
            looks.add(look(
                    Figures.count(counts.survivors(), "process", "processes") + " outlived the stop of a step.",
                    "docs/operate.md",
                    events + " --where event=killed --json"));
        }
        causes(looks);
        crowd(looks);
        criteria(looks);
        if (report.lines().unreadable() > 0) {
            looks.add(look(
                    Figures.count(report.lines().unreadable(), "line", "lines") + " of evidence could not be read.",
                    "docs/evidence.md",
                    "runner verify"));
        }
        return looks;
    }

    private void causes(List<Look> looks) {
        long all = report.stallsBy().rootCause().total();
        report.stallsBy().rootCause().shares().stream()
                .limit(MOST_CAUSES)
                .forEach(share -> looks.add(new Look(
                        element("p").name(share.name()).text(", " + of(share.count(), all)),
                        Causes.isBuiltIn(share.name())
                                ? Optional.of("docs/causes/" + share.name() + ".md")
                                : Optional.empty(),
                        where("rootCause", share.name()))));
    }

    /** A host that has most of the stalls, where there are others. */
    private void crowd(List<Look> looks) {
        List<Share> hosts = report.stallsBy().host().shares();
        long all = report.stallsBy().host().total();
        if (hosts.size() > 1 && hosts.get(0).count() > all * MUCH) {
            Share most = hosts.get(0);
            looks.add(new Look(
                    element("p")
                            .text("One host has most stalls: ")
                            .name(most.name())
                            .text(", " + of(most.count(), all)),
                    Optional.empty(),
                    where("host", most.name())));
        }
    }

    private void criteria(List<Look> looks) {
        for (Criterion criterion : report.criteria()) {
            if (criterion.outcome() == Outcome.FAIL) {
                looks.addAll(failed(criterion.goal()));
            }
        }
    }

    private List<Look> failed(Goal goal) {
        return switch (goal) {
            // The causes above are what it comes from.
            case STALL_RATE -> List.of();
            case P95_DURATION ->
                List.of(look(
                        "Steps took too long: see the slowest above, and the limits that past runs suggest.",
                        "docs/configure.md",
                        "runner advise"));
            case AUTO_SKIPS ->
                List.of(look(
                        "Steps were skipped because their kind kept stalling.",
                        "docs/auto-skip.md",
                        events + " --where event=skipped"));
            // Stopped steps count as well, and those are the stalls above.
            case FAILURE_RATE ->
                report.counts().failed() == 0
                        ? List.of()
                        : List.of(look(
                                Figures.count(report.counts().failed(), "step", "steps")
                                        + " failed without being stopped.",
                                "docs/operate.md",
                                events + " --where status=failed"));
        };
    }

    private Optional<String> where(String field, String value) {
        return HARMLESS.matcher(value).matches()
                ? Optional.of(events + " --where " + field + "=" + value)
                : Optional.of(events + " --by " + field);
    }

    private static String of(long part, long all) {
        return Figures.count(part) + " of " + Figures.count(all, "stall", "stalls");
    }

    private static Look look(String why, String page, String command) {
        return new Look(element("p").text(why), Optional.of(page), Optional.of(command));
    }
}
