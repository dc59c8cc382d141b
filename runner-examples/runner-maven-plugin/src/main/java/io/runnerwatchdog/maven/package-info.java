/** Commands under watch in a Maven build. */
package io.runnerwatchdog.maven;
