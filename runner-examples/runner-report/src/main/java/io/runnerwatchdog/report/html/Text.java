package io.runnerwatchdog.report.html;

import java.io.IOException;

/** Words on a page, hostile or not. */
record Text(String words) implements Node {
    @Override
    public void writeTo(Appendable out) throws IOException {
        escape(words, out);
    }

    /** Fit for text and for quoted attributes alike, in HTML and in SVG. */
    static void escape(String hostile, Appendable out) throws IOException {
        String legible = Legible.of(hostile);
        for (int i = 0; i < legible.length(); i++) {
            char c = legible.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c);
            }
        }
    }
}
