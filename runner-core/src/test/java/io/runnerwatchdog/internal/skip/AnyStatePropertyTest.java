package io.runnerwatchdog.internal.skip;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever stands in the file. */
class AnyStatePropertyTest {
    @Property
    void noTextMakesTheParserThrow(@ForAll byte[] bytes) {
        StateParser.parse(bytes);
        byte[] behindTheFirstLine = (StateText.FIRST_LINE + "\n" + new String(bytes, StandardCharsets.ISO_8859_1)
                        + "\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        StateParser.parse(behindTheFirstLine);
    }

    @Property
    void noChangedByteMakesTheParserThrow(@ForAll int where, @ForAll byte what) {
        byte[] text = StateText.of(StateTextTest.ofEach());
        text[Math.floorMod(where, text.length)] = what;
        StateParser.parse(text);
    }
}
