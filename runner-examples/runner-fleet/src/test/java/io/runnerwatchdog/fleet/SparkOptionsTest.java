package io.runnerwatchdog.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.Test;

class SparkOptionsTest {
    @Test
    void everyPackageThatSparkAsksForIsOpened() throws IOException {
        List<String> given = Files.readAllLines(Path.of("bin/spark.options"));
        List<String> asked = Stream.of(JavaModuleOptions.defaultModuleOptionArray())
                .filter(option -> option.startsWith("--add-opens") || option.startsWith("--add-exports"))
                .toList();
        assertThat(asked).isNotEmpty();
        assertThat(given).containsAll(asked);
    }
}
