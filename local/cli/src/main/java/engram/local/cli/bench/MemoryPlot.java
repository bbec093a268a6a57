package engram.local.cli.bench;

import java.util.List;
import java.util.Locale;

/// The memory of a process over the documents that it has indexed, as a small SVG.
record MemoryPlot(List<MemorySample> samples) {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 260;
    private static final int LEFT = 60;
    private static final int BOTTOM = 40;
    private static final int MARGIN = 16;
    private static final int MOST_POINTS = 240;
    private static final int TICKS = 5;

    String svg() {
        double documents = Math.max(1, samples.getLast().documents());
        double most = ceiling(samples.stream().mapToDouble(MemorySample::rssMebibytes).max().orElse(1));
        StringBuilder svg = new StringBuilder("""
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12">
                <rect width="100%%" height="100%%" fill="white"/>
                """.formatted(WIDTH, HEIGHT));
        for (int i = 0; i <= TICKS; i++) {
            int y = y(most * i / TICKS, most);
            int x = x(documents * i / TICKS, documents);
            svg.append("""
                    <line x1="%d" y1="%d" x2="%d" y2="%d" stroke="#ddd"/><text x="%d" y="%d" text-anchor="end">%.0f</text>
                    <text x="%d" y="%d" text-anchor="middle">%s</text>
                    """.formatted(
                    LEFT, y, WIDTH - MARGIN, y, LEFT - 6, y + 4, most * i / TICKS,
                    x, HEIGHT - BOTTOM + 16, String.format(Locale.ROOT, "%,.0f", documents * i / TICKS)));
        }
        svg.append("<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">documents indexed</text>\n".formatted((LEFT + WIDTH) / 2, HEIGHT - 6));
        svg.append("<text x=\"14\" y=\"%d\" transform=\"rotate(-90 14 %d)\" text-anchor=\"middle\">RSS, MiB</text>\n"
                .formatted(HEIGHT / 2, HEIGHT / 2));
        svg.append("<polyline fill=\"none\" stroke=\"#1f6feb\" stroke-width=\"1.5\" points=\"");
        int step = Math.max(1, samples.size() / MOST_POINTS);
        for (int i = 0; i < samples.size(); i += step) {
            MemorySample sample = samples.get(i);
            svg.append(x(sample.documents(), documents)).append(',').append(y(sample.rssMebibytes(), most)).append(' ');
        }
        return svg.append("\"/>\n</svg>\n").toString();
    }

    private static double ceiling(double value) {
        return Math.ceil(value / 100) * 100;
    }

    private static int x(double documents, double all) {
        return (int) Math.round(LEFT + documents / all * (WIDTH - LEFT - MARGIN - 20));
    }

    private static int y(double mebibytes, double most) {
        return (int) Math.round(HEIGHT - BOTTOM - mebibytes / most * (HEIGHT - BOTTOM - MARGIN));
    }
}
