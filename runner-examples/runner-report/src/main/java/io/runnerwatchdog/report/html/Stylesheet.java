package io.runnerwatchdog.report.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The look of the page: our own text, and the only one that is not escaped, for a browser takes it as it stands. */
record Stylesheet(String css) implements Node {
    private static final String RESOURCE = "report.css";
    /** What would end the style, or make the page load something. */
    private static final List<String> FORBIDDEN = List.of("<", "&", "@import", "url(");

    Stylesheet {
        for (String forbidden : FORBIDDEN) {
            if (css.contains(forbidden)) {
                throw new IllegalArgumentException(RESOURCE + " must not contain \"" + forbidden + "\"");
            }
        }
    }

    static Stylesheet load() {
        try (InputStream in = Stylesheet.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing from the jar");
            }
            return new Stylesheet(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void writeTo(Appendable out) throws IOException {
        out.append("<style>\n").append(css).append("</style>\n");
    }
}
