/** Measures this project side by side with others. */
package io.runnerwatchdog.benchmarks;
