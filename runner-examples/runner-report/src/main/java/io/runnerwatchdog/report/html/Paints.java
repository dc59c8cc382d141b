package io.runnerwatchdog.report.html;

import static io.runnerwatchdog.report.html.Element.element;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The textures that tell causes apart where colours do not: for the colour-blind, and on paper without colours. The style holds
 * the colours, under the same names.
 */
final class Paints {
    private static final String TILE = "8";
    /** The lines of a tile of eight by eight; none is a plain colour. */
    private static final Map<String, String> TEXTURES = textures();

    private Paints() {}

    private static Map<String, String> textures() {
        Map<String, String> textures = new LinkedHashMap<>();
        textures.put("network", "");
        textures.put("io-wait", "M-2 2 2 -2M0 8 8 0M6 10 10 6");
        textures.put("lock", "M-2 6 2 10M0 0 8 8M6 -2 10 2");
        textures.put("child-hang", "M0 2H8M0 6H8");
        textures.put("cpu-starve", "M1 2H3M5 6H7");
        textures.put("input-wait", "M2 0V8M6 0V8");
        textures.put("busy", "M0 4H8M4 0V8");
        textures.put("output-blocked", "M0 4H8");
        textures.put("unknown", "M4 3V5");
        textures.put("custom-1", "M0 8 8 0");
        textures.put("custom-2", "M0 0 8 8");
        textures.put("custom-3", "M4 0V8");
        textures.put(Causes.OTHERS, "M2 2V3M6 6V7");
        textures.put("plain", "");
        textures.put("succeeded", "");
        textures.put("failed", "M0 8 8 0");
        return textures;
    }

    static Iterable<String> names() {
        return TEXTURES.keySet();
    }

    /** To stand once in a page, before what is drawn with them. */
    static Element definitions() {
        Element definitions = element("defs");
        TEXTURES.forEach((name, lines) -> definitions.add(pattern(name, lines)));
        return element("svg", "paints")
                .with("aria-hidden", "true")
                .with("width", "0")
                .with("height", "0")
                .add(definitions);
    }

    private static Element pattern(String name, String lines) {
        Element pattern = element("pattern")
                .with("id", "paint-" + name)
                .with("width", TILE)
                .with("height", TILE)
                .with("patternUnits", "userSpaceOnUse")
                .add(element("rect", "paint-" + name).with("width", TILE).with("height", TILE));
        return lines.isEmpty()
                ? pattern
                : pattern.add(element("path", "texture").with("d", lines));
    }
}
