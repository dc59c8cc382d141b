package io.runnerwatchdog.report.html;

import static io.runnerwatchdog.report.html.Element.element;

import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.report.Breakdown;
import io.runnerwatchdog.report.Breakdown.Share;
import io.runnerwatchdog.report.Report;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The root causes of one report and how each is drawn. A built-in cause has a colour and a texture of its own, the same in every
 * report; causes of the host share three greys, and all others a fourth. Immutable.
 */
final class Causes {
    /** The paint of what is not told apart. */
    static final String OTHERS = "others";

    private static final List<String> BUILT_IN =
            RootCause.builtIn().stream().map(RootCause::id).toList();
    private static final int CUSTOM_PAINTS = 3;
    /** So many causes of the host are told apart over time; more would be a wall of columns. */
    private static final int MOST_CUSTOM = 6;

    private final List<String> custom;
    private final List<String> seen;

    private Causes(List<String> custom, List<String> seen) {
        this.custom = custom;
        this.seen = seen;
    }

    static Causes of(Report report) {
        Set<String> named = Stream.concat(
                        Stream.of(report.stallsBy().rootCause()),
                        report.hours().stream().map(Report.Hour::stalls))
                .map(Breakdown::shares)
                .flatMap(List::stream)
                .map(Share::name)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        List<String> custom =
                named.stream().filter(name -> !BUILT_IN.contains(name)).toList();
        List<String> seen = new ArrayList<>(BUILT_IN);
        seen.retainAll(named);
        custom.stream().limit(MOST_CUSTOM).forEach(seen::add);
        return new Causes(custom, List.copyOf(seen));
    }

    static boolean isBuiltIn(String cause) {
        return BUILT_IN.contains(cause);
    }

    /** Those that are told apart over time, always in the same order: the built-in ones first. */
    List<String> seen() {
        return seen;
    }

    /** The name of a cause's colour and texture. */
    String paint(String cause) {
        if (isBuiltIn(cause)) {
            return cause.replace('_', '-');
        }
        return "custom-" + (Math.max(custom.indexOf(cause), 0) % CUSTOM_PAINTS + 1);
    }

    /** What an SVG shape is filled with. */
    static String fill(String paint) {
        return "url(#paint-" + paint + ")";
    }

    /** A square of the cause's colour and texture, to stand beside its name. */
    static Element swatch(String paint) {
        return element("svg", "swatch")
                .with("aria-hidden", "true")
                .add(element("rect")
                        .with("width", "100%")
                        .with("height", "100%")
                        .with("fill", fill(paint)));
    }
}
