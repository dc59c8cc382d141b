package io.runnerwatchdog.junit;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.PreInterruptCallback;
import org.junit.jupiter.api.extension.PreInterruptContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * When the time of a test is over, says what the processes wait for that this JVM has started, and where the test hangs. For
 * tests that start their processes themselves or by a library. Thread-safe and immutable.
 *
 * <p>It looks before JUnit interrupts the thread of a method with {@code @Timeout}, and after
 * {@code assertTimeoutPreemptively} has failed; for 5 s at most, so much later a test that is out of time ends. What it has
 * found is a suppressed exception of the failure, whose stack trace is that of the thread that was waited for, and a file of
 * the test.
 *
 * <p>To be registered by {@code @ExtendWith(TimeoutDumps.class)}, or on a static or an instance field:
 *
 * <pre>{@code
 * @RegisterExtension
 * static TimeoutDumps dumps = new TimeoutDumps().stopChildren(true);
 * }</pre>
 */
public final class TimeoutDumps
        implements BeforeAllCallback,
                BeforeEachCallback,
                PreInterruptCallback,
                TestExecutionExceptionHandler,
                LifecycleMethodExecutionExceptionHandler {
    private static final String PARALLEL = "junit.jupiter.execution.parallel.enabled";
    private static final int DEEPEST_CAUSE = 8;

    private final boolean stopsChildren;

    /** One that stops nothing. */
    public TimeoutDumps() {
        this(false);
    }

    private TimeoutDumps(boolean stopsChildren) {
        this.stopsChildren = stopsChildren;
    }

    /**
     * Whether children that have been started since the test began are stopped once they have been looked at, with their
     * whole trees. Frees tests that read what a child prints, which no interrupt does. Where tests may run at the same time
     * nothing is stopped, since nobody knows whose it is. Default false.
     */
    public TimeoutDumps stopChildren(boolean stop) {
        return new TimeoutDumps(stop);
    }

    /** The children that are there before a test, or before all of a class; they are not its own. */
    private record Before(Set<ProcessHandle> children) {}

    @Override
    public void beforeAll(ExtensionContext context) {
        remember(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        remember(context);
    }

    private static void remember(ExtensionContext context) {
        store(context).put(Before.class, new Before(Children.living().collect(Collectors.toUnmodifiableSet())));
    }

    /** On a thread of JUnit, while the one that it will interrupt still hangs. */
    @Override
    public void beforeThreadInterrupt(PreInterruptContext interrupt, ExtensionContext context) {
        Look look = new Look();
        store(context).put(Look.class, look);
        Thread hanging = interrupt.getThreadToInterrupt();
        StackTraceElement[] hangsAt = hanging.getStackTrace();
        look.take(() -> new HangDump(hanging.getName(), children(context), hangsAt));
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw told(context, failure);
    }

    @Override
    public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw told(context, failure);
    }

    @Override
    public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw told(context, failure);
    }

    @Override
    public void handleAfterEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw told(context, failure);
    }

    @Override
    public void handleAfterAllMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw told(context, failure);
    }

    /** The same failure, with what was found where it is one of time. */
    private Throwable told(ExtensionContext context, Throwable failure) {
        Optional.ofNullable(store(context).remove(Look.class, Look.class))
                .flatMap(Look::await)
                .or(() -> preempted(failure)
                        .map(cause -> new HangDump("of the assertion", children(context), cause.getStackTrace())))
                .ifPresent(dump -> {
                    failure.addSuppressed(dump);
                    dump.attachTo(context);
                });
        return failure;
    }

    private List<String> children(ExtensionContext context) {
        Set<ProcessHandle> before = Optional.ofNullable(store(context).get(Before.class, Before.class))
                .map(Before::children)
                .orElse(Set.of());
        boolean mayBeOthers = context.getConfigurationParameter(PARALLEL)
                .map(Boolean::parseBoolean)
                .orElse(false);
        return new Children(before, stopsChildren, mayBeOthers).look();
    }

    /**
     * What {@code assertTimeoutPreemptively} gives as the cause of its failure: an exception with the stack trace of the thread
     * that it has given up. Its class is not public and has been moved between versions; the name has stayed.
     */
    private static Optional<Throwable> preempted(Throwable failure) {
        return Stream.iterate(Optional.of(failure), Optional::isPresent, one -> one.map(Throwable::getCause))
                .limit(DEEPEST_CAUSE)
                .flatMap(Optional::stream)
                .filter(cause -> cause.getClass().getName().startsWith("org.junit.jupiter.api.")
                        && cause.getClass().getSimpleName().equals("ExecutionTimeoutException"))
                .findFirst();
    }

    /** Without the context's id: what was there before a class is found from each of its tests. */
    private static ExtensionContext.Store store(ExtensionContext context) {
        return context.getStore(Namespace.create(TimeoutDumps.class));
    }
}
