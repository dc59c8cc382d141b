package io.runnerwatchdog.report.html;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An element of HTML or SVG and what is in it. The names are the program's, and only those are known that neither run nor load
 * anything; values and texts may be hostile. The markup is well-formed XML as well. Not thread-safe.
 */
final class Element implements Node {
    private static final Set<String> EMPTY_IN_HTML = Set.of("meta");
    private static final Set<String> SVG =
            Set.of("svg", "defs", "desc", "line", "path", "pattern", "rect", "text", "title", "circle");
    private static final Set<String> LINES = Set.of(
            "html",
            "head",
            "body",
            "header",
            "main",
            "footer",
            "section",
            "div",
            "table",
            "caption",
            "thead",
            "tbody",
            "tr",
            "ol",
            "ul",
            "li",
            "p",
            "h1",
            "h2",
            "h3",
            "dl",
            "dt",
            "dd",
            "details",
            "summary",
            "figure",
            "figcaption");
    private static final Set<String> INLINE = Set.of("bdi", "code", "span", "th", "td");
    private static final Set<String> ATTRIBUTES = Set.of(
            "aria-hidden",
            "aria-label",
            "aria-labelledby",
            "charset",
            "class",
            "content",
            "cx",
            "cy",
            "d",
            "dir",
            "fill",
            "height",
            "http-equiv",
            "id",
            "lang",
            "name",
            "patternUnits",
            "r",
            "role",
            "scope",
            "tabindex",
            "text-anchor",
            "viewBox",
            "width",
            "x",
            "x1",
            "x2",
            "y",
            "y1",
            "y2");

    private final String name;
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private final List<Node> children = new ArrayList<>();

    private Element(String name) {
        if (!SVG.contains(name) && !LINES.contains(name) && !INLINE.contains(name) && !EMPTY_IN_HTML.contains(name)) {
            throw new IllegalArgumentException("not an element of our pages: " + name);
        }
        this.name = name;
    }

    static Element element(String name) {
        return new Element(name);
    }

    /** An element that the style knows under a class. */
    static Element element(String name, String styleClass) {
        return new Element(name).with("class", styleClass);
    }

    Element with(String attribute, String value) {
        if (!ATTRIBUTES.contains(attribute)) {
            throw new IllegalArgumentException("not an attribute of our pages: " + attribute);
        }
        attributes.put(attribute, value);
        return this;
    }

    Element add(Node... more) {
        return add(List.of(more));
    }

    Element add(List<? extends Node> more) {
        children.addAll(more);
        return this;
    }

    Element text(String words) {
        children.add(new Text(words));
        return this;
    }

    /** A name from evidence: kept apart, so that its direction of writing does not turn what stands beside it. */
    Element name(String hostile) {
        return add(element("bdi").text(Legible.head(hostile, Figures.LONGEST_TEXT)));
    }

    @Override
    public void writeTo(Appendable out) throws IOException {
        out.append('<').append(name);
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            out.append(' ').append(attribute.getKey()).append("=\"");
            Text.escape(attribute.getValue(), out);
            out.append('"');
        }
        if (children.isEmpty() && (SVG.contains(name) || EMPTY_IN_HTML.contains(name))) {
            out.append("/>");
        } else {
            out.append('>');
            for (Node child : children) {
                child.writeTo(out);
            }
            out.append("</").append(name).append('>');
        }
        if (!INLINE.contains(name)) {
            out.append('\n');
        }
    }
}
