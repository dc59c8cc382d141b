package io.runnerwatchdog.operations;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that runs tools of operators. Where one is not installed, the test is skipped, and says what to install; it
 * fails instead where the system property {@value #REQUIRED} is true, as it is for what decides.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ToolsAtHand.class)
@interface NeedsTools {
    String REQUIRED = "operations.tools.required";

    Tool[] value();
}
