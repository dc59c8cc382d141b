/** The fleet's report on Apache Spark: which files there are, who reads them, and where the report is written. */
package io.runnerwatchdog.fleet;
