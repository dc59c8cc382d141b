package io.runnerwatchdog.report.fleet;

/**
 * A host that stalls far more often than the others do.
 *
 * @param score its modified z-score ({@link Comparison})
 * @param expected how many stalls it would have had at the rate of all others
 */
public record Outlier(HostFigures host, double score, double expected) {}
