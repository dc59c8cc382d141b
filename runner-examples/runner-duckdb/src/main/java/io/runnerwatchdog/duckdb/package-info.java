/** The evidence of many hosts, read by DuckDB. */
package io.runnerwatchdog.duckdb;
