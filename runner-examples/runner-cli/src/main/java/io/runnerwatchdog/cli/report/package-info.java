/** What the evidence adds up to: {@code advise}. */
package io.runnerwatchdog.cli.report;
