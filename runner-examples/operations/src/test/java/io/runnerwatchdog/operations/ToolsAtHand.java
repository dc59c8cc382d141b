package io.runnerwatchdog.operations;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** See {@link NeedsTools}. */
final class ToolsAtHand implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        List<Tool> needed = AnnotationSupport.findAnnotation(context.getTestClass(), NeedsTools.class)
                .map(needs -> List.of(needs.value()))
                .orElse(List.of());
        return decide(
                needed.stream().filter(tool -> tool.find().isEmpty()).toList(),
                Boolean.getBoolean(NeedsTools.REQUIRED));
    }

    static ConditionEvaluationResult decide(List<Tool> missing, boolean required) {
        if (missing.isEmpty()) {
            return ConditionEvaluationResult.enabled("all tools are installed");
        }
        String what = missing.stream().map(Tool::missing).collect(Collectors.joining(", "))
                + " not found on the path: apt-get install --no-install-recommends "
                + missing.stream().map(Tool::debianPackage).distinct().collect(Collectors.joining(" "));
        if (required) {
            // A condition can only pass over a test; what it throws makes the test fail.
            throw new IllegalStateException(what);
        }
        return ConditionEvaluationResult.disabled(what);
    }
}
