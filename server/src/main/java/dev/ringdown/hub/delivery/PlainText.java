package dev.ringdown.hub.delivery;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/** What remains of HTML for a receiver that takes plain text alone. */
final class PlainText {

    private PlainText() {
    }

    /** The text that a browser would show, in time proportional to its length whatever it is; breaks and blocks begin a new line. */
    static String ofHtml(String html) {
        StringBuilder text = new StringBuilder();
        Jsoup.parse(html).body().traverse(new NodeVisitor() {
            @Override
            public void head(Node node, int depth) {
                if (node instanceof TextNode words) {
                    append(words.getWholeText());
                } else if (node instanceof Element element && (element.normalName().equals("br") || beginsALine(element))) {
                    newLine(element.normalName().equals("br"));
                }
            }

            @Override
            public void tail(Node node, int depth) {
                if (node instanceof Element element && beginsALine(element)) {
                    newLine(false);
                }
            }

            private boolean beginsALine(Element element) {
                return element.isBlock() && !element.normalName().equals("script") && !element.normalName().equals("style");
            }

            private void append(String words) {
                for (int i = 0; i < words.length(); i++) {
                    char character = words.charAt(i);
                    if (!Character.isWhitespace(character)) {
                        text.append(character);
                    } else if (text.length() > 0 && !Character.isWhitespace(text.charAt(text.length() - 1))) {
                        text.append(' ');
                    }
                }
            }

            /** @param always also where a line has just begun */
            private void newLine(boolean always) {
                if (always || text.length() > 0 && text.charAt(text.length() - 1) != '\n') {
                    text.append('\n');
                }
            }
        });
        return text.toString().strip();
    }
}
