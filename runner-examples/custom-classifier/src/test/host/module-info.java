/** A host that names no classifier. */
module com.example.host {
    requires io.runnerwatchdog.core;
}
