package io.runnerwatchdog.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The templates and phrases of one language, from the files {@code incident/*} beside this class. Immutable. */
final class Wording {
    private static final Pattern PLACE = Pattern.compile("\\$\\{([a-zA-Z]+)}");

    private final String language;
    private final Properties phrases = new Properties();

    /** @param language two letters, for which there are files */
    Wording(String language) {
        this.language = language;
        try (InputStream in = open("words." + language + ".properties");
                InputStreamReader text = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            phrases.load(text);
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }

    /** One phrase; values are put in as they are, and not looked at again. */
    String phrase(String name, Object... values) {
        return new MessageFormat(phrases.getProperty(name), Locale.ROOT).format(values);
    }

    /** A template with its places filled in one go: what is filled in is not looked at again. */
    String fill(String template, Map<String, String> values) {
        try (InputStream in = open(template + "." + language + ".txt")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return PLACE.matcher(text).replaceAll(place -> Matcher.quoteReplacement(values.get(place.group(1))));
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }

    private static InputStream open(String file) throws IOException {
        InputStream in = Wording.class.getResourceAsStream("incident/" + file);
        if (in == null) {
            throw new IOException("this program is not whole: incident/" + file + " is missing");
        }
        return in;
    }
}
