package io.runnerwatchdog.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.event.RunListener;
import java.io.File;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Executable;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What callers and extenders see: few kinds of types, and none of what the inside is made of. */
class SignaturesTest {
    private static final Set<String> VALUES = Set.of("observe", "diagnosis", "run", "event");
    private static final Set<String> OLD_KINDS =
            Set.of(File.class.getName(), TimeUnit.class.getName(), Date.class.getName(), Calendar.class.getName());
    private static final List<String> OTHERS_THINGS = List.of(
            CoreClasses.ROOT + ".internal", "com.fasterxml.", "org.slf4j.", "io.micrometer.", "java.lang.Process");

    @Test
    void theExportedTypesAreFound() {
        assertThat(exported()).hasSizeGreaterThan(50);
        assertThat(exported().flatMap(SignaturesTest::visibleMembers)).hasSizeGreaterThan(300);
    }

    @Test
    void signaturesNameNeitherTheInsideNorForeignLibraries() {
        assertThat(exported()
                        .flatMap(SignaturesTest::visibleMembers)
                        .filter(member -> !takesTheHostsOwnProcess(member))
                        .flatMap(member -> namesIn(member)
                                .filter(SignaturesTest::isSomeoneElses)
                                .map(name -> member.getFullName() + " names " + name)))
                .isEmpty();
    }

    /** A host that has started a process itself has nothing else to hand in. */
    private static boolean takesTheHostsOwnProcess(JavaMember member) {
        return member.getOwner().isEquivalentTo(Watchdog.class)
                && member.getName().equals("watch");
    }

    @Test
    void signaturesUsePathAndDurationInsteadOfFileAndTimeUnit() {
        assertThat(exported()
                        .flatMap(SignaturesTest::visibleMembers)
                        .flatMap(member -> namesIn(member)
                                .filter(OLD_KINDS::contains)
                                .map(name -> member.getFullName() + " names " + name)))
                .isEmpty();
    }

    @Test
    void signaturesSpeakOfOptionalInsteadOfNull() {
        assertThat(exported()
                        .flatMap(type -> executables(type.reflect())
                                .filter(SignaturesTest::speaksOfNull)
                                .map(Executable::toGenericString)))
                .isEmpty();
    }

    @Test
    void noFieldIsOpenForChange() {
        assertThat(exported()
                        .flatMap(SignaturesTest::visibleMembers)
                        .filter(member -> member instanceof com.tngtech.archunit.core.domain.JavaField)
                        .filter(field -> !field.getModifiers().contains(JavaModifier.FINAL))
                        .map(JavaMember::getFullName))
                .isEmpty();
    }

    /** A value that somebody may extend is not a value: two that are equal could still behave differently. */
    @Test
    void valuesAreRecordsEnumsSealedOrFinal() {
        classes()
                .that(CoreClasses.ARE_EXPORTED)
                .and(describe("hold values", type -> VALUES.contains(lastPart(type))))
                .and()
                // Hosts implement it; it is a callback, not a value.
                .doNotBelongToAnyOf(RunListener.class)
                .should(be(describe("records, enums, sealed or final", SignaturesTest::isClosed)))
                .check(CoreClasses.ALL);
    }

    @Test
    void exportedClassesAreNotMadeToBeExtended() {
        classes()
                .that(CoreClasses.ARE_EXPORTED)
                .and()
                .areNotInterfaces()
                .should(be(describe("final or sealed", SignaturesTest::isClosed)))
                .check(CoreClasses.ALL);
    }

    private static Stream<JavaClass> exported() {
        return CoreClasses.ALL.stream().filter(CoreClasses.ARE_EXPORTED);
    }

    private static Stream<JavaMember> visibleMembers(JavaClass type) {
        return type.getMembers().stream()
                .filter(member -> member.getModifiers().contains(JavaModifier.PUBLIC)
                        || member.getModifiers().contains(JavaModifier.PROTECTED));
    }

    private static Stream<String> namesIn(JavaMember member) {
        return member.getAllInvolvedRawTypes().stream()
                .map(JavaClass::getBaseComponentType)
                .map(JavaClass::getName);
    }

    /** {@code ProcessHandle} is welcome; {@code Process} is not, and both begin alike. */
    private static boolean isSomeoneElses(String name) {
        return OTHERS_THINGS.stream().anyMatch(name::startsWith) && !name.startsWith("java.lang.ProcessHandle");
    }

    private static boolean isClosed(JavaClass type) {
        Class<?> reflected = type.reflect();
        return reflected.isRecord()
                || reflected.isEnum()
                || reflected.isSealed()
                || Modifier.isFinal(reflected.getModifiers());
    }

    private static Stream<Executable> executables(Class<?> type) {
        return Stream.<Executable>concat(
                        Arrays.stream(type.getDeclaredMethods()), Arrays.stream(type.getDeclaredConstructors()))
                .filter(code -> Modifier.isPublic(code.getModifiers()) && !code.isSynthetic())
                // What equals() is given may be null by the rules of the language's own library.
                .filter(code -> !code.getName().equals("equals"));
    }

    private static boolean speaksOfNull(Executable code) {
        return Stream.concat(Stream.of(code.getAnnotatedReturnType()), Arrays.stream(code.getAnnotatedParameterTypes()))
                .anyMatch(SignaturesTest::isNullable);
    }

    private static boolean isNullable(AnnotatedType type) {
        return type.isAnnotationPresent(Nullable.class);
    }

    private static String lastPart(JavaClass type) {
        return type.getPackageName().substring(type.getPackageName().lastIndexOf('.') + 1);
    }
}
