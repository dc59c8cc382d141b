/** Meters for Prometheus, fed from the evidence: {@code serve}. */
package io.runnerwatchdog.cli.serve;
