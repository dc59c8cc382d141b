/** Counts which processes outlive the one who stops them, side by side with others. */
package io.runnerwatchdog.benchmarks.escape;
