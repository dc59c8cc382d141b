package io.runnerwatchdog.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.runnerwatchdog.Watchdog;
import java.io.File;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The module as hosts on the module path have it. */
class ModulePathTest {
    private static final String MODULE = "io.runnerwatchdog.metrics";
    private static final Pattern NEEDED =
            Pattern.compile("(micrometer-(core|commons|observation)|slf4j-api|jackson-core|jspecify)-\\d.*\\.jar");

    @Test
    void aHostThatNamesTheModuleGetsAllThatItsMethodsSpeakOf() throws ReflectiveOperationException {
        Configuration configuration = ModuleLayer.boot()
                .configuration()
                .resolve(ModuleFinder.of(modulePath()), ModuleFinder.of(), Set.of(MODULE));
        ModuleLayer layer = ModuleLayer.boot().defineModulesWithOneLoader(configuration, null);

        Module module = layer.findModule(MODULE).orElseThrow();
        assertThat(module.getDescriptor().isAutomatic()).isFalse();
        ClassLoader loader = layer.findLoader(MODULE);
        for (Class<?> type : List.of(WatchdogMetrics.class, WatchdogObservations.class)) {
            Class<?> loaded = loader.loadClass(type.getName());
            assertThat(loaded.getModule()).isSameAs(module);
            assertThat(loaded.getDeclaredConstructors())
                    .allSatisfy(constructor -> assertThat(constructor.getParameterTypes())
                            .allMatch(parameter -> module.canRead(parameter.getModule())));
        }
        Object metrics = loader.loadClass(WatchdogMetrics.class.getName())
                .getConstructor()
                .newInstance();
        assertThat(metrics).isInstanceOf(AutoCloseable.class).isNotInstanceOf(WatchdogMetrics.class);
        for (Class<?> spokenOf : List.of(Watchdog.class, MeterRegistry.class, ObservationRegistry.class)) {
            assertThat(loader.loadClass(spokenOf.getName()).getModule().isNamed())
                    .as(spokenOf.getName())
                    .isTrue();
        }
    }

    private static Path[] modulePath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(entry -> NEEDED.matcher(entry.getFileName().toString()).matches()
                        || isWhereMainClassesAre(entry, WatchdogMetrics.class)
                        || isWhereMainClassesAre(entry, Watchdog.class))
                .toArray(Path[]::new);
    }

    private static boolean isWhereMainClassesAre(Path entry, Class<?> type) {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath())
                .equals(entry);
    }
}
