/** What the evidence adds up to: {@code report}, {@code slo}, {@code advise}. */
package io.runnerwatchdog.cli.report;
