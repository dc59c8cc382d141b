package io.runnerwatchdog.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;

class FailuresTest {
    @Test
    void whatATaskFailedForIsSaidAndNotTheJobAroundIt() {
        IOException task = new IOException("hdfs:/evidence/a.jsonl cannot be read", new FileNotFoundException("gone"));
        Exception job =
                new SparkException("Job aborted due to stage failure:\nTask 0 in stage 0.0 failed 4 times", task);
        assertThat(Failures.describe(job)).isEqualTo("hdfs:/evidence/a.jsonl cannot be read");
    }

    @Test
    void whereNothingCouldNotBeReadTheFirstCauseIsSaidWithItsKind() {
        assertThat(Failures.describe(new RuntimeException("job", new IllegalStateException("closed"))))
                .isEqualTo("IllegalStateException: closed");
        assertThat(Failures.describe(new IOException((String) null))).isEqualTo("IOException");
    }

    @Test
    void whereTheMessageIsNothingButAPathItIsSaidWhatIsWrongWithIt() {
        assertThat(Failures.describe(new NoSuchFileException("/gone"))).isEqualTo("no such file or folder: /gone");
        assertThat(Failures.describe(new AccessDeniedException("/root/evidence")))
                .isEqualTo("may not be read or written: /root/evidence");
    }

    @Test
    void onlyTheFirstLineIsSaidAndNothingThatActsOnATerminal() {
        assertThat(Failures.oneLine("\n no file \u001b[2J here\nat Somewhere.java:1"))
                .isEqualTo(" no file ?[2J here");
        assertThat(Failures.oneLine("x".repeat(10_000))).hasSize(501);
    }
}
