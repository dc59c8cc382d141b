package io.runnerwatchdog.cli.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.regex.Pattern;

/** How wide the columns of a table are, and which of them are shown. */
final class Layout {
    /** Between two columns. */
    static final int GAP = 2;
    /** A shortened column says little below this, and nothing below that. */
    private static final int STILL_USEFUL = 8;

    private static final int LEAST = 4;
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9][0-9.,]*( ?(%|ms|s|B|KiB|MiB|GiB))?");
    /** What stands in for a number that there is none of. */
    private static final Pattern PLACEHOLDER = Pattern.compile("[-.]?");

    private final List<String> headings;
    private final Set<String> whole;
    private final int[] widths;
    private final boolean[] numbers;
    private final List<Integer> shown = new ArrayList<>();

    Layout(List<String> headings, List<List<String>> rows, Set<String> whole) {
        this.headings = headings;
        this.whole = whole;
        widths = new int[headings.size()];
        numbers = new boolean[headings.size()];
        for (int i = 0; i < widths.length; i++) {
            int column = i;
            widths[i] = rows.stream()
                    .mapToInt(row -> TextWidth.of(row.get(column)))
                    .reduce(TextWidth.of(headings.get(i)), Math::max);
            numbers[i] = rows.stream().map(row -> row.get(column)).anyMatch(Layout::isNumber)
                    && rows.stream()
                            .map(row -> row.get(column))
                            .allMatch(cell ->
                                    isNumber(cell) || PLACEHOLDER.matcher(cell).matches());
            shown.add(i);
        }
    }

    private static boolean isNumber(String cell) {
        return NUMBER.matcher(cell).matches();
    }

    List<Integer> columns() {
        return shown;
    }

    int width(int column) {
        return widths[column];
    }

    boolean isNumber(int column) {
        return numbers[column];
    }

    /**
     * Makes a line fit: shortens the longest columns of text; where that would leave too little of them, leaves out what
     * is expendable; where that does not do either, shortens further. What then is still too wide stays so.
     */
    void fit(int most, List<String> expendable) {
        for (String column : expendable) {
            if (leastTotal(STILL_USEFUL) > most) {
                shown.remove((Integer) headings.indexOf(column));
            }
        }
        shorten(most, STILL_USEFUL);
        shorten(most, LEAST);
    }

    private int leastTotal(int least) {
        return total(column -> mayShrink(column) ? Math.min(widths[column], least) : widths[column]);
    }

    private int total(IntUnaryOperator width) {
        return shown.stream().mapToInt(Integer::intValue).map(width).sum() + GAP * (shown.size() - 1);
    }

    private boolean mayShrink(int column) {
        return !numbers[column] && !whole.contains(headings.get(column));
    }

    private void shorten(int most, int least) {
        int excess = total(column -> widths[column]) - most;
        while (excess > 0) {
            int longest = -1;
            for (int column : shown) {
                if (mayShrink(column) && widths[column] > least && (longest < 0 || widths[column] >= widths[longest])) {
                    longest = column;
                }
            }
            if (longest < 0) {
                return;
            }
            widths[longest]--;
            excess--;
        }
    }
}
