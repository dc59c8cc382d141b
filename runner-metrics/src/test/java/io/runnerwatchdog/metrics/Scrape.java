package io.runnerwatchdog.metrics;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** A format in which Prometheus may ask for the meters, and what it gets after {@link Days#aDay}. */
enum Scrape {
    TEXT("text/plain; version=0.0.4; charset=utf-8", "scrape.txt"),
    OPEN_METRICS("application/openmetrics-text; version=1.0.0; charset=utf-8", "scrape.openmetrics.txt");

    private final String contentType;
    private final String file;

    Scrape(String contentType, String file) {
        this.contentType = contentType;
        this.file = file;
    }

    String contentType() {
        return contentType;
    }

    String golden() throws IOException {
        try (InputStream in = Scrape.class.getResourceAsStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
