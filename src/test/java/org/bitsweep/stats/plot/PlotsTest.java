package org.bitsweep.stats.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.bitsweep.stats.plot.PlottedGroup.Epoch;
import org.bitsweep.stats.plot.PlottedGroup.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

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

    /** Half a decade is half as far as a decade; 2 and 5 are labelled where there are few powers. */
    @Test
    void aLogarithmicScaleHasTicksAtPowersOfTen() {
        Scale wide = new Scale(-3.5, 3.5, 0, 700, true);
        Scale narrow = new Scale(0, 1, 0, 100, true);

        assertThat(wide.ticks().stream().map(wide::label))
                .containsExactly("0.001", "0.01", "0.1", "1", "10", "100", "1000");
        assertThat(wide.at(1)).isCloseTo(350, within(1e-9));
        assertThat(narrow.ticks().stream().map(narrow::label)).containsExactly("1", "2", "5", "10");
        assertThat(narrow.at(Math.sqrt(10))).isCloseTo(50, within(1e-9));
    }

    /** Whatever the scale, there are ticks, and no two look the same. */
    @ParameterizedTest
    @CsvSource({"60, 95", "3.1, 3.9", "20, 45", "7, 7", "1e-9, 3e-9", "1e9, 1.00002e9", "0.001, 90000"})
    void everyAxisHasTicksThatCanBeToldApart(double low, double high) {
        for (boolean isLogarithmic : new boolean[] {false, true}) {
            Scale scale = Scale.over(List.of(low, high), 0, 100, isLogarithmic);
            List<String> labels = scale.ticks().stream().map(scale::label).toList();
            assertThat(labels).hasSizeGreaterThanOrEqualTo(3).doesNotHaveDuplicates();
            for (int i = 0; i < labels.size(); i++) {
                double tick = scale.ticks().get(i);
                assertThat(Double.parseDouble(labels.get(i))).isCloseTo(tick, within(1e-9 * Math.abs(tick)));
            }
        }
    }

    /** A line of four points with intervals, the last of which has no neighbour with a value; then one point without. */
    @Test
    void aChartHasItsLinesBandsAndNames() throws Exception {
        Chart.Line whole = new Chart.Line("a < b", List.of(point(1, 10), point(10, 20), point(100, 30)));
        Chart.Line cut = new Chart.Line(
                "cut",
                List.of(
                        new Chart.Point(1, new Estimate(1.0, 0.5, 1.5)),
                        new Chart.Point(2, new Estimate(2.0, 1.5, 2.5)),
                        point(3, 2.5),
                        new Chart.Point(4, NONE),
                        new Chart.Point(5, new Estimate(3.0, 2.0, 4.0))));
        Document document = parse(ChartPlot.draw(new Chart(
                "epoch",
                true,
                false,
                List.of(
                        new Chart.Panel("net", "loss", List.of(whole)),
                        new Chart.Panel("net", "bits", List.of(cut))))));

        // Two lines and their entries in the legend; a point alone is a marker: 3 circles and 4 squares, and the
        // legend's.
        NodeList lines = document.getElementsByTagName("polyline");
        assertThat(lines.getLength()).isEqualTo(2 + 2);
        assertThat(document.getElementsByTagName("circle").getLength()).isEqualTo(3 + 1);
        assertThat(document.getElementsByTagName("rect").getLength()).isEqualTo(1 + 4 + 1);
        assertThat(document.getElementsByTagName("polygon").getLength()).isEqualTo(1);
        assertThat(texts(document))
                .contains("a < b", "cut", "epoch", "loss", "bits")
                .containsOnlyOnce("net");
        // On a logarithmic axis 1, 10 and 100 are as far apart, and so are 10, 20 and 30 upwards.
        double[] at = Stream.of(lines.item(0)
                        .getAttributes()
                        .getNamedItem("points")
                        .getNodeValue()
                        .split("[ ,]"))
                .mapToDouble(Double::parseDouble)
                .toArray();
        assertThat(at[2] - at[0]).isCloseTo(at[4] - at[2], within(0.02)).isPositive();
        assertThat(at[3] - at[1]).isCloseTo(at[5] - at[3], within(0.02)).isNegative();
    }

    @Test
    void pointsBetweenGapsAreMarkedHoweverManyThereAre() throws Exception {
        List<Chart.Point> points = new ArrayList<>();
        for (int i = 1; i <= 50; i++) {
            points.add(point(2 * i, i));
            points.add(new Chart.Point(2 * i + 1, NONE));
        }
        Document document = parse(ChartPlot.draw(new Chart(
                "x", false, false, List.of(new Chart.Panel("", "y", List.of(new Chart.Line("", points)))))));

        assertThat(document.getElementsByTagName("circle").getLength()).isEqualTo(50);
    }

    /** Five panels a title: rows of three and two, each title once, at the left. */
    @Test
    void titlesHaveRowsOfTheirOwn() throws Exception {
        List<Chart.Panel> panels = new ArrayList<>();
        for (String title : List.of("one", "two")) {
            for (int i = 0; i < 5; i++) {
                panels.add(new Chart.Panel(title, "y" + i, List.of(new Chart.Line("", List.of(point(1, 2))))));
            }
        }
        Document document = parse(ChartPlot.draw(new Chart("x", false, false, panels)));

        assertThat(place(document, "one", "x")).isEqualTo(place(document, "two", "x"));
        assertThat(place(document, "two", "y") - place(document, "one", "y")).isEqualTo(2 * (220 + 46 + 18));
    }

    private static double place(Document document, String text, String axis) {
        NodeList texts = document.getElementsByTagName("text");
        return IntStream.range(0, texts.getLength())
                .mapToObj(texts::item)
                .filter(node -> node.getTextContent().equals(text))
                .mapToDouble(node -> Double.parseDouble(
                        node.getAttributes().getNamedItem(axis).getNodeValue()))
                .sum();
    }

    private static Chart.Point point(double x, double y) {
        return new Chart.Point(x, new Estimate(y, null, null));
    }

    private static List<String> texts(Document document) {
        NodeList texts = document.getElementsByTagName("text");
        return IntStream.range(0, texts.getLength())
                .mapToObj(i -> texts.item(i).getTextContent())
                .toList();
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
