package io.runnerwatchdog.cli.chaos;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.MalformedURLException;
import java.net.Proxy;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a served page of meters shows: each series with its value. */
final class Scrape {
    private static final Pattern SERIES = Pattern.compile("([a-z_:]+(?:\\{[^}]*})?) ([0-9.eE+-]+|NaN)");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long POLL_MILLIS = 50;

    private final URL page;

    /** @param url of the endpoint, without a path */
    Scrape(String url) throws MalformedURLException {
        page = URI.create(url + "/metrics").toURL();
    }

    /**
     * The series once one of them has a value.
     *
     * @throws BrokenException if it does not come to have it in time
     */
    Map<String, Double> onceThereIs(String series, double value)
            throws IOException, InterruptedException, BrokenException {
        long start = System.nanoTime();
        Map<String, Double> seen = now();
        while (!Double.valueOf(value).equals(seen.get(series))) {
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new BrokenException(series + " was not " + value + " within " + PATIENCE.toSeconds() + " s, but "
                        + seen.get(series));
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            seen = now();
        }
        return seen;
    }

    /** The series now; none while the endpoint is not ready. */
    private Map<String, Double> now() throws IOException {
        // No HttpClient: its threads and descriptors stay for as long as nobody collects the garbage.
        HttpURLConnection connection = (HttpURLConnection) page.openConnection(Proxy.NO_PROXY);
        connection.setConnectTimeout((int) PATIENCE.toMillis());
        connection.setReadTimeout((int) PATIENCE.toMillis());
        connection.setRequestProperty("Connection", "close");
        try {
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK ? series(connection) : Map.of();
        } finally {
            connection.disconnect();
        }
    }

    private static Map<String, Double> series(HttpURLConnection connection) throws IOException {
        Map<String, Double> series = new TreeMap<>();
        try (InputStream in = connection.getInputStream()) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(SERIES::matcher)
                    .filter(Matcher::matches)
                    .forEach(line -> series.put(line.group(1), Double.valueOf(line.group(2))));
        }
        return series;
    }
}
