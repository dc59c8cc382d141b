/** Meters for Micrometer. */
package io.runnerwatchdog.metrics;
