package io.runnerwatchdog.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.run.StallKind;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TagValuesTest {
    @ParameterizedTest
    @EnumSource
    void theLimitsHaveTheWordsOfTheEvidence(StallKind kind) {
        assertThat(TagValues.timeoutType(kind)).isEqualTo(kind.word());
        assertThat(TagValues.eventType(kind)).isEqualTo(kind.word() + "-timeout");
    }

    @Test
    void theStatusesAreThoseThatDashboardsAreWrittenWith() {
        assertThat(TagValues.statuses())
                .containsExactly(
                        "started", "success", "failed", "killed", "skipped", "blocked", "cancelled", "unknown");
    }

    @Test
    void eachConstantIsOneWord() {
        List<Object> values = Arrays.stream(TagValues.class.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()))
                .map(TagValuesTest::value)
                .toList();

        assertThat(Set.copyOf(values)).hasSameSizeAs(values).contains("other", "none");
        assertThat(values).allSatisfy(value -> assertThat(value.toString()).matches("[a-z]+(-[a-z]+)?"));
    }

    private static Object value(Field constant) {
        try {
            return constant.get(null);
        } catch (IllegalAccessException hidden) {
            throw new AssertionError(hidden);
        }
    }
}
