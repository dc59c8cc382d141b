package io.runnerwatchdog.metrics;

import io.micrometer.observation.GlobalObservationConvention;
import io.micrometer.observation.Observation;

/**
 * How the observation of a run is named and what it carries, in place of the usual. Given to the registry with
 * {@code observationConfig().observationConvention(...)}. The low-cardinality keys must be the same at each call.
 */
public interface RunObservationConvention extends GlobalObservationConvention<RunObservationContext> {
    @Override
    default boolean supportsContext(Observation.Context context) {
        return context instanceof RunObservationContext;
    }
}
