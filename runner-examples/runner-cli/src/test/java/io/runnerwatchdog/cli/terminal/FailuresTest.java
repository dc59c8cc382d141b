package io.runnerwatchdog.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class FailuresTest {
    @Test
    void whatHasWordsOfItsOwnIsSaidInThose() {
        assertThat(Failures.describe(new UsageException("--date must not be in the future")))
                .isEqualTo("--date must not be in the future");
        assertThat(Failures.describe(new IOException("DuckDB cannot be used: put its jar on the class path")))
                .isEqualTo("DuckDB cannot be used: put its jar on the class path");
    }

    @Test
    void aFileIsNamed() {
        assertThat(Failures.describe(new NoSuchFileException("a.json"))).isEqualTo("no such file: a.json");
        assertThat(Failures.describe(new AccessDeniedException("b.json"))).isEqualTo("may not be read: b.json");
    }

    @Test
    void ofOthersTheKindIsSaidToo() {
        assertThat(Failures.describe(new UnknownHostException("build-01")))
                .isEqualTo("java.net.UnknownHostException: build-01");
        assertThat(Failures.describe(new IOException())).isEqualTo("java.io.IOException");
    }
}
