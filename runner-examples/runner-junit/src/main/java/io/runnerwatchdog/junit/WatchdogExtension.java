package io.runnerwatchdog.junit;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests a {@link Launcher}, stops what their commands have left when they end, and tells of stalls in their reports.
 * Thread-safe: each test has a launcher of its own, so tests may run at the same time.
 *
 * <p>To be registered on a static or an instance field, or with all defaults by {@code @ExtendWith(WatchdogExtension.class)}.
 * A class may have one only, since two of them would both answer for a launcher.
 *
 * <pre>{@code
 * @RegisterExtension
 * static WatchdogExtension watchdog =
 *         WatchdogExtension.builder().hardTimeout(Duration.ofSeconds(20)).build();
 *
 * @Test
 * void saysThatTheFileIsMissing(Launcher launcher) throws InterruptedException {
 *     assertThat(launcher.run("cat", "absent.txt").stderr().text()).contains("No such file");
 * }
 * }</pre>
 *
 * <p>A test whose command reaches a limit fails with a {@link StalledException}. The stall's evidence and a text with who
 * waited for whom are among the files of the test, whatever came of it; a run that was left behind is an entry of its report.
 */
public final class WatchdogExtension implements ParameterResolver, AfterEachCallback, AfterAllCallback {
    private final Settings settings;

    /** One with all defaults. */
    public WatchdogExtension() {
        this(builder().settings());
    }

    WatchdogExtension(Settings settings) {
        this.settings = settings;
    }

    /** An extension to be set up. */
    public static WatchdogExtensionBuilder builder() {
        return new WatchdogExtensionBuilder();
    }

    /** A launcher that is given to a constructor is the test's own, unless one instance serves all tests. */
    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext rootContext) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Launcher.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return store(context).getOrComputeIfAbsent(TestRuns.class, key -> new TestRuns(settings), TestRuns.class);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        end(context);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        end(context);
    }

    private void end(ExtensionContext context) {
        Optional.ofNullable(store(context).remove(TestRuns.class, TestRuns.class))
                .map(TestRuns::end)
                .ifPresent(ending -> {
                    Attachments.publish(context, ending);
                    // A test that has failed anyway keeps its own failure.
                    if (settings.failOnLeftovers()
                            && context.getExecutionException().isEmpty()) {
                        failIfAny(ending.leftovers());
                    }
                });
    }

    private static void failIfAny(List<Leftover> leftovers) {
        if (!leftovers.isEmpty()) {
            throw new AssertionError(
                    String.join("\n", leftovers.stream().map(Leftover::told).toList()));
        }
    }

    /** By the id of the context: a store also finds what is in those above it, and that is not this test's. */
    private static ExtensionContext.Store store(ExtensionContext context) {
        return context.getStore(Namespace.create(WatchdogExtension.class, context.getUniqueId()));
    }
}
