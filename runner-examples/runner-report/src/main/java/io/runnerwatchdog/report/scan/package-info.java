/** Evidence, read as fast as this machine can, into whatever counts it. */
package io.runnerwatchdog.report.scan;
