module com.example.plain {
    requires io.runnerwatchdog.core;
}
