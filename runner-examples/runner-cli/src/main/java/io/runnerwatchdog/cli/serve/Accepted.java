package io.runnerwatchdog.cli.serve;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a client would like best, by its {@code Accept} and {@code Accept-Encoding} headers (RFC 9110, section 12.5). What
 * cannot be understood is passed over; a client that takes nothing of what there is gets the plain text.
 */
final class Accepted {
    static final String PLAIN = "text/plain; version=0.0.4; charset=utf-8";
    static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    private static final Pattern QUALITY = Pattern.compile("[01](\\.[0-9]{0,3})?");
    private static final int MOST_RANGES = 100;

    private Accepted() {}

    /** One entry of such a header. */
    private record Range(String name, String version, double quality) {
        /** How exactly it names this; 0 where it does not. */
        int names(String type, String typeVersion) {
            if (name.equals(type)) {
                return version.isEmpty() ? 3 : version.equals(typeVersion) ? 4 : 0;
            }
            String family = type.substring(0, Math.max(0, type.indexOf('/')));
            return name.equals(family + "/*") ? 2 : name.equals("*/*") || name.equals("*") ? 1 : 0;
        }
    }

    /** How much something is wanted: of ranges that fit, the most exact one counts. */
    private record Wish(double quality, int exactness) {
        static Wish of(List<Range> ranges, String type, String version) {
            Wish best = new Wish(0, 0);
            for (Range range : ranges) {
                int exactness = range.names(type, version);
                if (exactness > best.exactness) {
                    best = new Wish(range.quality, exactness);
                }
            }
            return best;
        }

        boolean isStrongerThan(Wish other) {
            return quality > other.quality || (quality == other.quality && exactness > other.exactness);
        }
    }

    /** The format of the meters: plain text unless the other one is wanted more. */
    static String format(List<String> accept) {
        List<Range> ranges = ranges(accept);
        Wish plain = Wish.of(ranges, "text/plain", "0.0.4");
        Wish openMetrics = Wish.of(ranges, "application/openmetrics-text", "1.0.0");
        return openMetrics.quality > 0 && openMetrics.isStrongerThan(plain) ? OPEN_METRICS : PLAIN;
    }

    static boolean gzip(List<String> acceptEncoding) {
        return Wish.of(ranges(acceptEncoding), "gzip", "").quality > 0;
    }

    private static List<Range> ranges(List<String> headers) {
        List<Range> ranges = new ArrayList<>();
        for (String entry : String.join(",", headers).split(",", MOST_RANGES)) {
            String[] parts = entry.toLowerCase(Locale.ROOT).split(";");
            String version = "";
            double quality = 1;
            for (int i = 1; i < parts.length; i++) {
                String parameter = parts[i].strip();
                if (parameter.startsWith("version=")) {
                    version = parameter.substring("version=".length()).replace("\"", "");
                } else if (parameter.startsWith("q=")) {
                    Matcher value = QUALITY.matcher(parameter.substring("q=".length()));
                    quality = value.matches() ? Math.min(1, Double.parseDouble(value.group())) : 0;
                }
            }
            ranges.add(new Range(parts.length == 0 ? "" : parts[0].strip(), version, quality));
        }
        return ranges;
    }
}
