package io.runnerwatchdog.evidence;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Escapes, beside what JSON demands, the characters that tools take for the end of a line (U+0085, U+2028, U+2029) and
 * those with which hostile text plays tricks on a terminal: C1 controls and changes of writing direction.
 */
final class Escapes extends CharacterEscapes {
    private static final long serialVersionUID = 1L;

    private final int[] ascii = standardAsciiEscapesForJSON();

    Escapes() {
        ascii[0x7F] = ESCAPE_STANDARD;
    }

    @Override
    public int[] getEscapeCodesForAscii() {
        return ascii.clone();
    }

    @Override
    public @Nullable SerializableString getEscapeSequence(int c) {
        boolean tricky = c >= 0x80 && c < 0xA0
                || c == 0x200E
                || c == 0x200F
                || c >= 0x2028 && c <= 0x202E
                || c >= 0x2066 && c <= 0x2069
                || c == 0xFEFF;
        return tricky ? new SerializedString(String.format(Locale.ROOT, "\\u%04X", c)) : null;
    }
}
