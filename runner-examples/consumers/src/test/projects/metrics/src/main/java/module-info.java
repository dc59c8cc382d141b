module com.example.metrics {
    requires io.runnerwatchdog.metrics;
}
