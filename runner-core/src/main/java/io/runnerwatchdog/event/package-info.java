/** The one stream of events that evidence, meters and hosts listen to. */
package io.runnerwatchdog.event;
