package io.runnerwatchdog.classifiers.testkit;

import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.observe.ProcessIdentity;
import io.runnerwatchdog.observe.Wait;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.LimitOverrides;
import io.runnerwatchdog.run.Liveness;
import io.runnerwatchdog.run.OutputMode;
import io.runnerwatchdog.run.RetryPolicy;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Arbitrary values of our own types, by the components of their records: a component that is new is made up as well. */
final class AnyValue {
    private static final int LONGEST_LIST = 2;

    /** How deep waits may stand in waits from here on. */
    private final int depth;

    AnyValue(int depth) {
        this.depth = depth;
    }

    <T> Arbitrary<T> of(Class<T> type) {
        return any(type).map(type::cast);
    }

    private Arbitrary<?> any(Type type) {
        if (type instanceof ParameterizedType generic) {
            return container((Class<?>) generic.getRawType(), any(generic.getActualTypeArguments()[0]));
        }
        Class<?> plain = (Class<?>) type;
        if (plain == String.class) {
            // Halves of surrogate pairs, control characters and all.
            return Arbitraries.chars()
                    .range(Character.MIN_VALUE, Character.MAX_VALUE)
                    .array(char[].class)
                    .ofMaxSize(6)
                    .map(String::new);
        }
        if (plain == long.class) {
            return Arbitraries.longs();
        }
        if (plain == int.class) {
            return Arbitraries.integers();
        }
        if (plain == double.class) {
            return Arbitraries.doubles().withStandardSpecialValues();
        }
        if (plain == boolean.class) {
            return Arbitraries.of(true, false);
        }
        if (plain.isEnum()) {
            return Arbitraries.of(plain.getEnumConstants());
        }
        return bounded(plain).orElseGet(() -> plain.isSealed() ? oneOf(plain) : record(plain));
    }

    private static Arbitrary<?> container(Class<?> type, Arbitrary<?> inner) {
        if (type == Optional.class) {
            return inner.optional();
        }
        return type == Set.class
                ? inner.set().ofMaxSize(LONGEST_LIST)
                : inner.list().ofMaxSize(LONGEST_LIST);
    }

    /** Types that do not take all values of their components. */
    private Optional<Arbitrary<?>> bounded(Class<?> type) {
        if (type == Duration.class) {
            return Optional.of(Combinators.combine(
                            Arbitraries.longs(), Arbitraries.integers().between(0, 999_999_999))
                    .as((seconds, nanos) -> Duration.ofSeconds(seconds, nanos)));
        }
        if (type == OptionalLong.class) {
            return Optional.of(Arbitraries.longs()
                    .optional()
                    .map(number -> number.map(OptionalLong::of).orElseGet(OptionalLong::empty)));
        }
        if (type == Path.class) {
            return Optional.of(Arbitraries.of("/srv/a b", "relative", "/", "").map(Path::of));
        }
        if (type == RootCause.class) {
            return Optional.of(Arbitraries.of(RootCause.builtIn()));
        }
        if (type == ProcessIdentity.class) {
            return Optional.of(Combinators.combine(Arbitraries.longs().greaterOrEqual(1), Arbitraries.longs())
                    .as(ProcessIdentity::new));
        }
        return type == Command.class ? Optional.of(command()) : Optional.empty();
    }

    private Arbitrary<Command> command() {
        Arbitrary<List<String>> argv =
                any(String.class).map(String.class::cast).list().ofMinSize(1).ofMaxSize(3);
        Arbitrary<Optional<Duration>> limit =
                Arbitraries.longs().greaterOrEqual(1).map(Duration::ofSeconds).optional();
        Arbitrary<LimitOverrides> limits =
                Combinators.combine(limit, limit, limit, limit).as(LimitOverrides::new);
        Arbitrary<RetryPolicy> retry = Combinators.combine(
                        Arbitraries.integers().between(1, RetryPolicy.MOST_ATTEMPTS),
                        of(RootCause.class).set().ofMaxSize(LONGEST_LIST),
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(0, 5))
                .as((attempts, causes, afterFailure, delay) -> new RetryPolicy(
                        attempts, causes, afterFailure, Duration.ofMillis(delay), Duration.ofMillis(2L * delay)));
        return Combinators.combine(
                        argv.filter(words -> !words.get(0).isEmpty()),
                        limits,
                        of(Liveness.class),
                        of(OutputMode.class),
                        of(Path.class).optional(),
                        retry.optional(),
                        Arbitraries.of("build", "a.B-c_1"))
                .as((words, all, liveness, mode, directory, again, name) ->
                        new CommandForm(words, name, name, directory, all, liveness, mode, again).command());
    }

    private Arbitrary<?> oneOf(Class<?> type) {
        List<Arbitrary<?>> kinds = Stream.<Class<?>>of(type.getPermittedSubclasses())
                .filter(kind -> depth > 0 || kind != Wait.OnEvents.class)
                .<Arbitrary<?>>map(kind -> new AnyValue(depth - 1).record(kind))
                .toList();
        return Arbitraries.oneOf(kinds.stream().map(kind -> kind.asGeneric()).toList());
    }

    private Arbitrary<?> record(Class<?> type) {
        List<Arbitrary<Object>> parts = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getGenericType)
                .map(part -> any(part).asGeneric())
                .toList();
        return Combinators.combine(parts).as(values -> construct(type, values));
    }

    private static Object construct(Class<?> type, List<Object> values) {
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            return type.getDeclaredConstructor(types).newInstance(values.toArray());
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
