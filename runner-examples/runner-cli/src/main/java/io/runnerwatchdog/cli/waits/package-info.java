/** What a process waits for: {@code waits}, and the tree that {@code --explain} draws. */
package io.runnerwatchdog.cli.waits;
