package io.runnerwatchdog.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.runnerwatchdog.Watchdog;
import java.net.URL;
import java.util.List;

/** The compiled classes of this module, and names for the parts of it that rules speak of. */
final class CoreClasses {
    static final String ROOT = "io.runnerwatchdog";
    static final String INTERNAL = ROOT + ".internal..";

    /** All that is exported; a package is exported when it is not below {@code internal}. */
    static final List<String> EXPORTED = List.of(
            ROOT,
            ROOT + ".config",
            ROOT + ".diagnosis",
            ROOT + ".event",
            ROOT + ".evidence",
            ROOT + ".observe",
            ROOT + ".policy",
            ROOT + ".run",
            ROOT + ".spi");

    /** The directory or jar of the main classes, so that no test class ever slips in. */
    static final URL LOCATION =
            Watchdog.class.getProtectionDomain().getCodeSource().getLocation();

    static final JavaClasses ALL = new ClassFileImporter().importUrl(LOCATION);

    /** Public types of exported packages, nested ones only if all around them is public too. */
    static final DescribedPredicate<JavaClass> ARE_EXPORTED =
            DescribedPredicate.describe("are exported", CoreClasses::isExported);

    private CoreClasses() {}

    static boolean isExported(JavaClass type) {
        return EXPORTED.contains(type.getPackageName()) && isPublicAllTheWay(type);
    }

    /** The classes of a package and those below it; {@code name} is relative to the base package. */
    static List<JavaClass> below(String name) {
        String prefix = ROOT + "." + name;
        return ALL.stream()
                .filter(type -> type.getPackageName().equals(prefix)
                        || type.getPackageName().startsWith(prefix + "."))
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .toList();
    }

    private static boolean isPublicAllTheWay(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass().map(CoreClasses::isPublicAllTheWay).orElse(true);
    }
}
