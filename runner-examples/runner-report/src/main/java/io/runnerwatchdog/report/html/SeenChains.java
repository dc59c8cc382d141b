package io.runnerwatchdog.report.html;

import static io.runnerwatchdog.report.html.Element.element;

import io.runnerwatchdog.report.Report.SeenChain;
import java.util.List;

/** The wait chains that stalls had most often, each as a small tree: who waits for whom, the one to blame last. */
record SeenChains(List<SeenChain> chains, Causes causes, Clock clock) {
    /** Deeper links stand below each other: on a phone there is no room to go on to the right. */
    private static final int DEEPEST = 6;

    Element draw() {
        Element section = Boxes.section("chains", "Wait chains seen most");
        Element list = element("ol", "chains");
        chains.forEach(chain -> list.add(item(chain)));
        return section.add(list);
    }

    private Element item(SeenChain chain) {
        String times = chain.count() == 1
                ? clock.time(chain.last())
                : clock.time(chain.first()) + " to " + clock.time(chain.last());
        Element heading = element("h3")
                .add(Causes.swatch(causes.paint(chain.rootCause())))
                .name(chain.rootCause())
                .add(element("span", "muted")
                        .text(Figures.count(chain.count(), "time", "times") + " on "
                                + Figures.count(chain.hosts(), "host", "hosts") + ", " + times));
        Element item = element("li").add(heading).add(tree(chain.links()));
        chain.newest()
                .ifPresent(run -> item.add(element("p", "small muted")
                        .text("newest run ")
                        .add(element("code", "run").text(run.value()))));
        return item;
    }

    static Element tree(List<String> links) {
        Element tree = element("ol", "tree");
        for (int i = 0; i < links.size(); i++) {
            Element link = element("li", "depth-" + Math.min(i, DEEPEST));
            if (i > 0) {
                link.add(element("span", "branch").with("aria-hidden", "true").text("└─ "));
            }
            tree.add(link.name(links.get(i)));
        }
        return tree;
    }
}
