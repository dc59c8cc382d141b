package io.runnerwatchdog.classifiers.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What authors of classifiers see of the kit names no library, and the kit needs no test framework. */
class ExportedSignaturesTest {
    private static final JavaClasses KIT = new ClassFileImporter()
            .importUrl(ClassifierContract.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation())
            .that(DescribedPredicate.describe(
                    "are of the kit", type -> type.getPackageName().equals(ClassifierContract.class.getPackageName())));

    @Test
    void onlyWhatAuthorsUseIsPublic() {
        assertThat(open())
                .extracting(JavaClass::getSimpleName)
                .containsExactlyInAnyOrder(
                        "ClassifierContract",
                        "RecordedStall",
                        "RecordingClassifier",
                        "StallBuilder",
                        "StallFormatException");
    }

    @Test
    void noSignatureNamesALibrary() {
        assertThat(open().flatMap(type -> type.getMembers().stream())
                        .filter(member -> member.getModifiers().contains(JavaModifier.PUBLIC))
                        .flatMap(ExportedSignaturesTest::namesIn)
                        .filter(name ->
                                name.contains(".") && !name.startsWith("java.") && !name.startsWith("io.runner")))
                .isEmpty();
    }

    @Test
    void theKitNeedsNoTestFramework() {
        assertThat(KIT.stream()
                        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                        .map(dependency -> dependency
                                .getTargetClass()
                                .getBaseComponentType()
                                .getPackageName())
                        .distinct())
                .isNotEmpty()
                .allMatch(name -> name.isEmpty()
                        || List.of("java.", "io.runnerwatchdog.", "com.fasterxml.jackson.core", "org.jspecify.")
                                .stream()
                                .anyMatch((name + ".")::startsWith));
    }

    private static Stream<JavaClass> open() {
        return KIT.stream().filter(ExportedSignaturesTest::isPublicAllTheWay);
    }

    private static boolean isPublicAllTheWay(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass()
                        .map(ExportedSignaturesTest::isPublicAllTheWay)
                        .orElse(true);
    }

    private static Stream<String> namesIn(JavaMember member) {
        return member.getAllInvolvedRawTypes().stream()
                .map(JavaClass::getBaseComponentType)
                .map(JavaClass::getName);
    }
}
