package io.runnerwatchdog.classifiers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Steps that go well, and stall for some other reason wherever they are. */
class OrdinaryLogsTest {
    private static final String HEADING = "=== ";

    private final OutputSignatureClassifier classifier = new OutputSignatureClassifier();

    record Log(String name, List<String> lines) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Log> logs() {
        List<Log> logs = new ArrayList<>();
        for (String line : Samples.lines("ordinary-logs.txt")) {
            if (line.startsWith(HEADING) && !line.startsWith("=== RUN")) {
                logs.add(new Log(line.substring(HEADING.length()), new ArrayList<>()));
            } else if (!logs.isEmpty()) {
                logs.get(logs.size() - 1).lines().add(line);
            }
        }
        return logs.stream();
    }

    @ParameterizedTest
    @MethodSource("logs")
    void aLogOfThingsThatGoWellLeadsToNoVerdictWhereverItStops(Log log) {
        for (int end = 1; end <= log.lines().size(); end++) {
            String output = String.join("\n", log.lines().subList(0, end));

            assertThat(classifier.classify(Stalls.printed(output, "")))
                    .as(output)
                    .isEmpty();
        }
    }

    @Test
    void theLogsAreThere() {
        assertThat(logs())
                .hasSizeGreaterThan(10)
                .allSatisfy(log -> assertThat(log.lines()).hasSizeGreaterThan(9));
    }
}
