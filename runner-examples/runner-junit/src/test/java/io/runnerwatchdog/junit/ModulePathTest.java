package io.runnerwatchdog.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The module as hosts on the module path have it. */
class ModulePathTest {
    @Test
    void whoNamesTheModuleGetsAllThatItsTypesSpeakOfAndNoOtherPartOfJUnit() {
        ModuleDescriptor module = ModuleFinder.of(Path.of(WatchdogExtension.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath()))
                .find("io.runnerwatchdog.junit")
                .orElseThrow()
                .descriptor();

        assertThat(module.requires())
                .filteredOn(required -> required.modifiers().contains(Requires.Modifier.TRANSITIVE))
                .extracting(Requires::name)
                .containsExactlyInAnyOrder("io.runnerwatchdog.core", "org.junit.jupiter.api");
        assertThat(module.requires())
                .extracting(Requires::name)
                .filteredOn(name -> name.startsWith("org.junit"))
                .containsExactly("org.junit.jupiter.api");
        assertThat(module.exports())
                .singleElement()
                .satisfies(exported -> assertThat(exported.source()).isEqualTo("io.runnerwatchdog.junit"));
    }
}
