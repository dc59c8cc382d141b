package io.runnerwatchdog.cli.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.cli.runbook.Page.Fence;
import io.runnerwatchdog.fixture.NoResidue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** All that an operator is told to type, in both languages and on all pages of alerts, is typed here and looked at. */
@Tag("process")
@Tag("once")
@ExtendWith(NoResidue.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RunbookCommandsTest {
    private static final int AT_A_TIME = 2;
    private static final Pattern METER = Pattern.compile("\\bspark_runner_\\w+");
    private static final Pattern LABEL = Pattern.compile("\\b(\\w+)=~?\"");
    private static final Pattern GROUPED = Pattern.compile("\\bby \\(([\\w, ]+)\\)");

    private final Map<Script, Answer> answers = new ConcurrentHashMap<>();
    private Checkout checkout;

    @BeforeAll
    void anIncidentHappens(@TempDir Path directory) throws Exception {
        Fence first = Page.read(Page.ENGLISH).shell().get(0);
        checkout = Checkout.in(directory.toRealPath(), first.commands().get(0));
    }

    @AfterAll
    void itIsOver() {
        checkout.close();
    }

    /** Half a minute of two processors, most of it starts of Java; a busy machine takes many times as long. */
    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void eachCommandOfEachPageAnswersAsThePageSays() throws Exception {
        List<Page> pages = Page.ofOperators();

        assertThat(problems(pages)).isEmpty();
        assertThat(pages).filteredOn(page -> page.shell().isEmpty()).isEmpty();
        assertThat(answers).hasSizeGreaterThan(40);
    }

    @Test
    void whatIsNoCommandOrSaysNothingOrSomethingElseIsFound() throws Exception {
        assertThat(problems(List.of(page("runner frobnicate"), page("runner events --no-such-option | cat"))))
                .hasSizeGreaterThanOrEqualTo(2)
                .anyMatch(problem -> problem.contains("runner frobnicate: ends with 2"))
                .anyMatch(problem -> problem.contains("--no-such-option | cat: ends with 2"));
        assertThat(problems(List.of(page("no-such-program"))))
                .contains("page:1 no-such-program: ends with 127, not with [0]");
        assertThat(problems(List.of(page("true")))).containsExactly("page:1 true: says nothing");
        assertThat(problems(List.of(page("runner events --where rootCause=no_such_cause"))))
                .containsExactly("page:1 runner events --where rootCause=no_such_cause: is a table without rows");
        assertThat(problems(List.of(page("echo one 12\n```\n\n```text\none  7\ntwo 7"))))
                .containsExactly("page:1 does not show: two 7");
    }

    @Test
    void oneThatGoesOnMustAnswerBeforeItIsEnded() throws Exception {
        assertThat(problems(List.of(page("runner events --follow --bogus"))))
                .containsExactly(
                        "page:1 runner events --follow --bogus: ends with 2, not with [0]",
                        "page:1 runner events --follow --bogus: says nothing");
        assertThat(problems(List.of(page("watch -n 30 'echo hello'")))).isEmpty();
    }

    @Test
    void eachMeterAndLabelThatAPageNamesIsServed() throws Exception {
        String scrape = checkout.scrape().out();
        Set<String> meters = all(METER, scrape);
        Set<String> labels = all(LABEL, scrape);

        assertThat(meters).hasSizeGreaterThan(8);
        for (Page page : Page.ofOperators()) {
            String text = page.prose() + page.fences().stream().map(Fence::text).collect(Collectors.joining("\n"));
            // `spark_runner_` alone is what grep looks for.
            assertThat(meters).as(page.name()).containsAll(all(METER, text));
            assertThat(labels).as(page.name()).containsAll(labelsOf(text));
        }
    }

    private static Set<String> labelsOf(String text) {
        return Stream.concat(
                        all(LABEL, text).stream(),
                        GROUPED.matcher(text)
                                .results()
                                .flatMap(by -> Stream.of(by.group(1).split(", *"))))
                .collect(Collectors.toSet());
    }

    private static Set<String> all(Pattern what, String text) {
        return what.matcher(text)
                .results()
                .map(found -> found.group(found.groupCount()))
                .collect(Collectors.toSet());
    }

    private static Page page(String commands) {
        return Page.parse("page", "```sh\n" + commands + "\n```\n");
    }

    private List<String> problems(List<Page> pages) throws Exception {
        runAll(pages);
        List<String> problems = new ArrayList<>();
        for (Page page : pages) {
            for (Fence block : page.shell()) {
                String where = page.name() + ":" + block.line() + " ";
                StringBuilder out = new StringBuilder();
                for (Script script : Script.of(block)) {
                    Answer answer = answers.get(script);
                    out.append(answer.out());
                    answer.problems(script.mayEndWith())
                            .forEach(problem -> problems.add(where + script.text() + ": " + problem));
                }
                block.shown()
                        .ifPresent(shown -> Answer.missing(shown, out.toString())
                                .forEach(line -> problems.add(where + "does not show: " + line)));
            }
        }
        return problems;
    }

    /** Each script once, whatever the number of pages that have it: most are a start of Java. */
    private void runAll(List<Page> pages) throws Exception {
        ExecutorService workers = Executors.newFixedThreadPool(AT_A_TIME);
        try {
            List<Future<Answer>> all = new ArrayList<>();
            pages.stream()
                    .flatMap(page -> page.shell().stream())
                    .flatMap(block -> Script.of(block).stream())
                    .distinct()
                    .filter(script -> !answers.containsKey(script))
                    .forEach(script -> all.add(workers.submit(() -> answers.put(script, checkout.run(script)))));
            for (Future<Answer> each : all) {
                each.get();
            }
        } finally {
            workers.shutdownNow();
        }
    }
}
