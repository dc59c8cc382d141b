package io.runnerwatchdog.metrics;

import io.micrometer.common.KeyValues;
import io.runnerwatchdog.event.RunInfo;

/** How the observation of a run is named unless the host says otherwise. The command line is left out: it may hold secrets. */
record UsualRunConvention(MetricsOptions options) implements RunObservationConvention {
    @Override
    public String getName() {
        return options.prefix() + "." + ObservationNames.RUN;
    }

    @Override
    public String getContextualName(RunObservationContext context) {
        return ObservationNames.RUN + " " + context.commandType();
    }

    @Override
    public KeyValues getLowCardinalityKeyValues(RunObservationContext context) {
        KeyValues own = KeyValues.of(
                MeterNames.COMMAND_TYPE, context.commandType(),
                MeterNames.ENVIRONMENT, context.environment(),
                MeterNames.STATUS, context.status(),
                MeterNames.ROOT_CAUSE, context.rootCause());
        return own.and(KeyValues.of(options.commonTags(), tag -> tag.getKey(), tag -> tag.getValue()));
    }

    @Override
    public KeyValues getHighCardinalityKeyValues(RunObservationContext context) {
        RunInfo run = context.run();
        return KeyValues.of(
                ObservationNames.RUN_ID,
                run.runId().value(),
                ObservationNames.ATTEMPT,
                String.valueOf(run.attempt()),
                ObservationNames.PID,
                run.pid().isPresent() ? String.valueOf(run.pid().getAsLong()) : TagValues.UNKNOWN,
                MeterNames.HOST,
                run.host().isEmpty() ? TagValues.UNKNOWN : run.host());
    }
}
