/** The forms in which reports are written, as those who ask for one can choose among them. */
package io.runnerwatchdog.report.format;
