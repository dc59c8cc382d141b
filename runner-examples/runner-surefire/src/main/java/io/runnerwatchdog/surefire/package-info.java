/** Tells why a forked JVM of Surefire or Failsafe hangs. To be put on the class path of the plugin. */
package io.runnerwatchdog.surefire;
