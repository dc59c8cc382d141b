package io.runnerwatchdog.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.diagnosis.RootCause;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page about the meters and the meters themselves: what the one has, the other has. */
class MetricsPageTest {
    private static final Pattern SAMPLE = Pattern.compile("^(\\w+)(?:\\{(.*)})? \\S+$");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final Pattern NAME_ON_THE_PAGE = Pattern.compile("spark_runner_\\w+");
    private static final Pattern ROW = Pattern.compile("^\\| `(spark_runner_\\w+)` \\| (\\w+) \\|([^|]*)\\|.*");
    private static final Pattern QUOTED = Pattern.compile("`([a-z_]+)`");

    private String page;
    private String scrape;

    @BeforeEach
    void read() throws IOException {
        page = Files.readString(Path.of("..", "docs", "metrics.md"));
        scrape = Scrape.TEXT.golden();
    }

    @Test
    void eachNameOfTheScrapeIsOnThePageAndTheOtherWayRound() {
        Set<String> onThePage = new TreeSet<>();
        Matcher name = NAME_ON_THE_PAGE.matcher(page);
        while (name.find()) {
            onThePage.add(name.group());
        }
        Set<String> exposed = samples().map(sample -> sample.group(1)).collect(Collectors.toCollection(TreeSet::new));
        assertThat(exposed).hasSizeGreaterThan(10);
        // A histogram is spoken of by its name too, which no sample has.
        types().filter(type -> !type.group(2).equals("gauge") && !type.group(2).equals("counter"))
                .forEach(type -> exposed.add(type.group(1)));

        assertThat(onThePage).isEqualTo(exposed);
    }

    @Test
    void eachRowHasTheTypeAndTheLabelsOfItsMeter() {
        Set<String> rows = new TreeSet<>();
        for (Matcher row : (Iterable<Matcher>) matches(ROW, page)::iterator) {
            String name = row.group(1);
            rows.add(name);
            Set<String> said = new TreeSet<>();
            Matcher label = QUOTED.matcher(row.group(3));
            while (label.find()) {
                said.add(label.group(1));
            }
            // Only on request, so not in the scrape of a host that does not ask for it.
            said.remove(MeterNames.HOST);

            assertThat(said).as(name).isEqualTo(labelsOf(name));
            assertThat(types().filter(type -> type.group(1).equals(name)))
                    .as(name)
                    .singleElement()
                    .satisfies(type -> assertThat(type.group(2)).isEqualTo(row.group(2)));
        }
        assertThat(rows).hasSize(9);
    }

    @Test
    void thePageHasEachValueAndEachKeyThatIsAConstant() {
        Stream<String> words = Stream.of(TagValues.class, ObservationNames.class)
                .flatMap(type -> Arrays.stream(type.getFields()))
                .map(MetricsPageTest::value);
        Stream<String> keys = Arrays.stream(MeterNames.class.getFields())
                .map(MetricsPageTest::value)
                // The others are names of meters, which are looked at above.
                .filter(value -> scrape.contains(value + "=\"") || value.equals(MeterNames.HOST));
        Stream<String> causes = RootCause.builtIn().stream().map(RootCause::id);

        assertThat(Stream.of(words, keys, causes)
                        .flatMap(all -> all)
                        .filter(word -> !word.equals(ObservationNames.RUN)))
                .hasSizeGreaterThan(30)
                .allSatisfy(word -> assertThat(page).contains("`" + word + "`"));
    }

    private Set<String> labelsOf(String name) {
        Set<String> labels = new TreeSet<>();
        samples()
                .filter(sample -> sample.group(1).equals(name)
                        || sample.group(1).matches(Pattern.quote(name) + "_(bucket|sum|count)"))
                .filter(sample -> sample.group(2) != null)
                .forEach(sample -> {
                    Matcher label = LABEL.matcher(sample.group(2));
                    while (label.find()) {
                        labels.add(label.group(1));
                    }
                });
        return labels;
    }

    private Stream<Matcher> samples() {
        return matches(SAMPLE, scrape);
    }

    private Stream<Matcher> types() {
        return matches(Pattern.compile("^# TYPE (\\w+) (\\w+)$"), scrape);
    }

    private static Stream<Matcher> matches(Pattern pattern, String text) {
        return text.lines().map(pattern::matcher).filter(Matcher::matches);
    }

    private static String value(Field constant) {
        try {
            return (String) constant.get(null);
        } catch (IllegalAccessException hidden) {
            throw new AssertionError(hidden);
        }
    }
}
