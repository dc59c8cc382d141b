/** The daily report beside other engines at the same aggregation. */
package io.runnerwatchdog.benchmarks.report;
