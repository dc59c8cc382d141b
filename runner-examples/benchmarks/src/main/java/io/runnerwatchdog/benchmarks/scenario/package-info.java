/** What is measured. */
package io.runnerwatchdog.benchmarks.scenario;
