package dev.ringdown.hub.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HTML as plain text. */
class PlainTextTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "<b>Hello</b>, <i>world</i>|Hello, world",
        "Fish &amp; chips &lt;3 &euro;5|Fish & chips <3 \u20ac5",
        "1 < 2 and 3 > 2|1 < 2 and 3 > 2",
        "<a href=\"x>y\">link</a>|link",
        "a<script>alert('x')</script>b|ab",
        "a<!-- no -->b|ab",
        "one   two|one two",
    })
    void isWhatABrowserShows(String html, String text) {
        assertEquals(text, PlainText.ofHtml(html));
    }

    @Test
    void blocksAndBreaksBeginANewLine() {
        assertEquals("Dear all,\nfirst\n\nsecond\none\ntwo", PlainText.ofHtml(
                "<p>Dear all,</p>\n<p>first<br><br>second</p><ul><li>one</li> <li>two</li></ul>"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<", "<a", "<b>", "<div>", "&", "<!--", "<a href='", "</", "<table>", "<p><a>"})
    void hostileHtmlCostsNoMoreThanItsLength(String piece) {
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> PlainText.ofHtml(piece.repeat(40_000)));
    }
}
