package io.runnerwatchdog.report.html;

/**
 * Hostile text as a page may hold it: white space is a space, and what is not to be seen but acts (controls, marks that turn
 * the direction of text, halves of characters) is a replacement character, so that a reader sees that something was there.
 */
final class Legible {
    private static final int REPLACEMENT = 0xFFFD;
    /** They shape emoji and several scripts, and move nothing. */
    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;

    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private Legible() {}

    static String of(String hostile) {
        return hostile.codePoints()
                .map(Legible::shown)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** At most so many characters, and a mark where there were more. */
    static String head(String hostile, int most) {
        if (hostile.codePointCount(0, hostile.length()) <= most) {
            return hostile;
        }
        return hostile.substring(0, hostile.offsetByCodePoints(0, most - 1)) + "…";
    }

    private static int shown(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL -> Character.isWhitespace(point) ? ' ' : REPLACEMENT;
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> ' ';
            case Character.FORMAT -> point == ZERO_WIDTH_JOINER || point == ZERO_WIDTH_NON_JOINER ? point : REPLACEMENT;
            case Character.SURROGATE -> REPLACEMENT;
            default -> isNoCharacter(point) ? REPLACEMENT : point;
        };
    }

    /** Points that Unicode keeps free of characters for ever; markup may not hold them. */
    private static boolean isNoCharacter(int point) {
        return (point & 0xFFFE) == 0xFFFE || point >= 0xFDD0 && point <= 0xFDEF;
    }
}
