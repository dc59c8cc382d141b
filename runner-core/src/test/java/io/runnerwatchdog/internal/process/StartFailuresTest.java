package io.runnerwatchdog.internal.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.StartFailure;
import java.io.FileNotFoundException;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the platform says, and what it means. */
class StartFailuresTest {
    @ParameterizedTest
    @CsvSource({
        "2, COMMAND_NOT_FOUND",
        "20, COMMAND_NOT_FOUND",
        "13, NOT_EXECUTABLE",
        "8, NOT_EXECUTABLE",
        "7, ARGUMENT_LIST_TOO_LONG",
        "206, ARGUMENT_LIST_TOO_LONG",
        "11, OUT_OF_RESOURCES",
        "24, OUT_OF_RESOURCES",
        "26, OUT_OF_RESOURCES",
        "193, NOT_EXECUTABLE",
        "4711, OTHER"
    })
    void theErrorNumberDecides(int number, StartFailure failure) {
        IOException refused = new IOException("Cannot run program \"x\": error=" + number + ", some words");

        IOException newer =
                new IOException("Cannot run program \"x\": Exec failed, error: " + number + " (some words) ");

        assertThat(StartFailures.explain(refused, Command.of("x")).failure()).isEqualTo(failure);
        assertThat(StartFailures.explain(newer, Command.of("x")).failure()).isEqualTo(failure);
    }

    @Test
    void aProgramNamedLikeAnErrorDeceivesNobody() {
        IOException refused = new IOException("Cannot run program \"error=13,\": error=2, No such file or directory");

        assertThat(StartFailures.explain(refused, Command.of("error=13,")).failure())
                .isEqualTo(StartFailure.COMMAND_NOT_FOUND);
    }

    @Test
    void anInputThatCannotBeOpened() {
        IOException refused = new IOException("/x (No such file)", new FileNotFoundException("/x (No such file)"));
        assertThat(StartFailures.explain(refused, Command.of("cat")).failure()).isEqualTo(StartFailure.NO_SUCH_INPUT);

        IOException full = new IOException("/x (Too many open files)", new FileNotFoundException("/x"));
        assertThat(StartFailures.explain(full, Command.of("cat")).failure()).isEqualTo(StartFailure.OUT_OF_RESOURCES);
    }

    @Test
    void wordsWithoutANumberAreKept() {
        assertThat(StartFailures.explain(new IOException("something new"), Command.of("x"))
                        .message())
                .isEqualTo("something new");
    }
}
