package io.runnerwatchdog.cli.terminal;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Columns for people. Cells are hostile text: what could drive a terminal is not printed. Columns of numbers stand to the
 * right. On a {@link Screen} that is a terminal the table is made to fit; everywhere else it is printed whole.
 */
public final class Table {
    private final List<String> headings;
    private final List<List<String>> rows = new ArrayList<>();
    private final Map<Integer, Function<String, Paint>> paints = new HashMap<>();
    private Set<String> whole = Set.of();
    private List<String> expendable = List.of();

    public Table(String... headings) {
        this.headings = List.of(headings);
    }

    public void row(String... cells) {
        if (cells.length != headings.size()) {
            throw new IllegalArgumentException("expected " + headings.size() + " cells, was " + cells.length);
        }
        List<String> clean = new ArrayList<>(cells.length);
        for (String cell : cells) {
            clean.add(clean(cell));
        }
        rows.add(clean);
    }

    /** Columns that are never shortened: half of them would say nothing. */
    public Table whole(String... columns) {
        whole = Set.of(columns);
        return this;
    }

    /** Columns that are left out, the first of them first, where shortening the others would not do. */
    public Table expendable(String... columns) {
        expendable = List.of(columns);
        return this;
    }

    /** How the cells of a column are painted where there are colours. */
    public Table paint(String column, Function<String, Paint> paint) {
        paints.put(headings.indexOf(column), paint);
        return this;
    }

    /** The text without what could drive a terminal. */
    public static String clean(String text) {
        return TextWidth.harmless(text);
    }

    public void print(PrintWriter out) {
        Layout layout = new Layout(headings, rows, whole);
        String ellipsis = "";
        boolean coloured = false;
        if (out instanceof Screen screen) {
            screen.width().ifPresent(width -> layout.fit(width, expendable));
            ellipsis = screen.ellipsis();
            coloured = screen.isColoured();
        }
        out.println(line(headings, layout, ellipsis, coloured, true));
        for (List<String> row : rows) {
            out.println(line(row, layout, ellipsis, coloured, false));
        }
    }

    private String line(List<String> cells, Layout layout, String ellipsis, boolean coloured, boolean heading) {
        StringBuilder line = new StringBuilder();
        int padding = 0;
        for (int column : layout.columns()) {
            String cell = TextWidth.cut(cells.get(column), layout.width(column), ellipsis);
            int free = layout.width(column) - TextWidth.of(cell);
            boolean right = layout.isNumber(column);
            line.append(" ".repeat(padding + (right ? free : 0)));
            line.append(coloured ? paint(column, cells.get(column), heading).on(cell) : cell);
            // Not before the next cell is there: lines end without blanks.
            padding = (right ? 0 : free) + Layout.GAP;
        }
        return line.toString();
    }

    private Paint paint(int column, String cell, boolean heading) {
        return heading
                ? Paint.HEADING
                : paints.getOrDefault(column, any -> Paint.PLAIN).apply(cell);
    }
}
