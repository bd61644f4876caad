package org.bitsweep.stats.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.bitsweep.stats.plot.PlottedGroup.Epoch;
import org.bitsweep.stats.plot.PlottedGroup.Estimate;
import org.bitsweep.stats.plot.PlottedGroup.Run;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class PlotsTest {
    private static final Estimate NONE = new Estimate(null, null, null);
    private static final PlottedGroup GROUP = new PlottedGroup(
            "digits <&> 8",
            new Estimate(0.9, 0.8, 0.95),
            new Estimate(0.1, null, null),
            NONE,
            NONE,
            List.of(
                    new Epoch(1, 3, new Estimate(2.0, 1.9, 2.1), new Estimate(700.0, 690.0, 710.0), NONE),
                    new Epoch(2, 1, new Estimate(1.0, null, null), new Estimate(650.0, null, null), NONE)),
            List.of(new Run(0.9, 0.1), new Run(0.95, -0.2)));

    @Test
    void everyPlotIsAWellFormedPicture() throws Exception {
        Map<String, String> plots = Plots.draw(List.of(GROUP), "loss");

        assertThat(plots).containsOnlyKeys("trajectories", "intervals", "scatter");
        for (String plot : plots.values()) {
            assertThat(parse(plot).getDocumentElement().getTagName()).isEqualTo("svg");
        }
        assertThat(plots.get("intervals")).contains("digits &lt;&amp;&gt; 8");
    }

    @Test
    void togetherTheyAreAsHighAsAllOfThem() throws Exception {
        double high = 0;
        for (String plot : Plots.draw(List.of(GROUP), "loss").values()) {
            high += height(plot);
        }
        assertThat(height(Plots.drawTogether(List.of(GROUP), "loss"))).isEqualTo(high);
    }

    /** One circle for BDM and one square for entropy beside the four of the legend; nothing for what is not defined. */
    @Test
    void whatIsNotDefinedIsNotDrawn() throws Exception {
        Document document = parse(Plots.draw(List.of(GROUP), "loss").get("intervals"));

        assertThat(document.getElementsByTagName("circle").getLength()).isEqualTo(2 + 1);
    }

    @Test
    void aStoreWithoutGroupsHasEmptyPlots() throws Exception {
        for (String plot : Plots.draw(List.of(), "loss").values()) {
            parse(plot);
        }
    }

    @Test
    void ticksAreRoundAndWithinTheScale() {
        Scale scale = new Scale(-0.13, 1.04, 0, 100);

        assertThat(scale.ticks()).hasSize(6);
        assertThat(scale.ticks().stream().map(scale::label)).containsExactly("0.0", "0.2", "0.4", "0.6", "0.8", "1.0");
        assertThat(scale.at(-0.13)).isZero();
        assertThat(scale.at(1.04)).isCloseTo(100, within(1e-12));
    }

    @Test
    void aScaleOverOneValueLiesAroundIt() {
        Scale scale = Scale.over(List.of(7.0), 0, 100);

        assertThat(scale.at(7)).isCloseTo(50, within(1e-12));
    }

    private static double height(String plot) throws Exception {
        return Double.parseDouble(parse(plot).getDocumentElement().getAttribute("height"));
    }

    private static Document parse(String plot) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(plot.getBytes(StandardCharsets.UTF_8)));
    }
}
