package io.runnerwatchdog.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.diagnosis.RootCause;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Computed, not believed: letters can be read, bars can be seen, and causes can be told apart, by the colour-blind as well. */
class PaletteTest {
    /** WCAG 2.2, 1.4.3 for text and 1.4.11 for what is drawn. */
    private static final double READABLE = 4.5;

    private static final double VISIBLE = 3;
    /** Distances in OKLab. Two patches beside each other differ plainly from about 0.05 on. */
    private static final double APART = 0.06;

    private static final double WELL_APART = 0.08;
    private static final Pattern COLOUR = Pattern.compile("--([a-z0-9-]+): (#[0-9a-f]{6});");
    private static final List<String> RUNBOOK_CAUSES =
            List.of("io-wait", "network", "child-hang", "lock", "cpu-starve");

    private enum Scheme {
        LIGHT,
        DARK;

        Map<String, Colour> colours() {
            String[] parts = Stylesheet.load().css().split("prefers-color-scheme: dark");
            assertThat(parts).hasSize(2);
            Map<String, Colour> colours = new HashMap<>();
            read(parts[0], colours);
            if (this == DARK) {
                read(parts[1], colours);
            }
            return colours;
        }

        private static void read(String css, Map<String, Colour> colours) {
            Matcher matcher = COLOUR.matcher(css);
            while (matcher.find()) {
                colours.put(matcher.group(1), Colour.of(matcher.group(2)));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void lettersCanBeRead(Scheme scheme) {
        Map<String, Colour> colours = scheme.colours();

        for (String ground : List.of("ground", "raised")) {
            for (String letters : List.of("ink", "muted", "pass", "fail")) {
                assertThat(colours.get(letters).contrast(colours.get(ground)))
                        .as("%s on %s", letters, ground)
                        .isGreaterThanOrEqualTo(READABLE);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void barsCanBeSeen(Scheme scheme) {
        Map<String, Colour> colours = scheme.colours();

        for (String paint : Paints.names()) {
            // Steps that went well are the background of the others.
            if (!paint.equals("succeeded")) {
                assertThat(colours.get(paint).contrast(colours.get("ground")))
                        .as(paint)
                        .isGreaterThanOrEqualTo(VISIBLE);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void causesAreToldApartInEachKindOfSight(Scheme scheme) {
        Map<String, Colour> colours = scheme.colours();
        List<String> causes = RootCause.builtIn().stream()
                .map(cause -> cause.id().replace('_', '-'))
                .toList();

        for (Colour.Sight sight : Colour.Sight.values()) {
            for (int i = 0; i < causes.size(); i++) {
                for (String other : causes.subList(i + 1, causes.size())) {
                    boolean both = RUNBOOK_CAUSES.containsAll(List.of(causes.get(i), other));
                    assertThat(colours.get(causes.get(i)).distance(colours.get(other), sight))
                            .as("%s and %s with %s", causes.get(i), other, sight)
                            .isGreaterThan(both ? WELL_APART : APART);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void thePageIsBuiltOfTheseColoursOnly(Scheme scheme) {
        String css = Stylesheet.load().css();
        Matcher used = Pattern.compile("var\\(--([a-z0-9-]+)\\)").matcher(css);
        Set<String> names = new HashSet<>();
        while (used.find()) {
            names.add(used.group(1));
        }
        names.remove("state");

        assertThat(scheme.colours().keySet()).isEqualTo(names);
        assertThat(css.split("/\\* Type and page")[1]).doesNotContainPattern("#[0-9a-fA-F]{3,8}\\b[^{]*;");
    }

    @ParameterizedTest
    @EnumSource(value = Scheme.class, names = "LIGHT")
    void eachCauseHasATextureOfItsOwn(Scheme scheme) {
        List<String> textures = Jsoup.parse(ReportHtml.of(Samples.empty())).select("pattern").stream()
                .filter(pattern -> RootCause.builtIn().stream()
                        .anyMatch(cause ->
                                pattern.id().equals("paint-" + cause.id().replace('_', '-'))))
                .map(pattern -> pattern.select("path").attr("d"))
                .toList();

        assertThat(textures).hasSize(RootCause.builtIn().size()).doesNotHaveDuplicates();
    }
}
