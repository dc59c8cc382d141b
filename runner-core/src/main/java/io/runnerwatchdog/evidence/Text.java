package io.runnerwatchdog.evidence;

/** Cuts and mends hostile text, so that whatever a step printed can stand in a line of JSON. */
final class Text {
    static final char ELLIPSIS = '\u2026';
    private static final char REPLACEMENT = '\uFFFD';

    private Text() {}

    /** The text with each half of a broken surrogate pair replaced: UTF-8 has no form for it. */
    static String wellFormed(String text) {
        int bad = firstLoneSurrogate(text, 0);
        if (bad < 0) {
            return text;
        }
        StringBuilder mended = new StringBuilder(text);
        while (bad >= 0) {
            mended.setCharAt(bad, REPLACEMENT);
            bad = firstLoneSurrogate(mended, bad + 1);
        }
        return mended.toString();
    }

    private static int firstLoneSurrogate(CharSequence text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isSurrogate(c)) {
                continue;
            }
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (!pair) {
                return i;
            }
            i++;
        }
        return -1;
    }

    /** At most the first {@code max} characters, the last of them an ellipsis where something was cut off. */
    static String head(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        int end = max - 1;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + ELLIPSIS;
    }

    /** At most the last {@code max} characters; never half a surrogate pair. */
    static String tail(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        int from = text.length() - max;
        return text.substring(Character.isLowSurrogate(text.charAt(from)) ? from + 1 : from);
    }
}
