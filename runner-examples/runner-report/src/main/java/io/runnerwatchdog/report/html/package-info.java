/** A report as a page for people: one file, no script, nothing loaded from elsewhere. */
package io.runnerwatchdog.report.html;
