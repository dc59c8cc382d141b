package io.runnerwatchdog.report.html;

import java.io.IOException;

/** A piece of a page. All pieces escape what they hold; there is none that takes finished markup. */
sealed interface Node permits Element, Text, Stylesheet {
    void writeTo(Appendable out) throws IOException;
}
