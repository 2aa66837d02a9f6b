package dev.ringdown.web;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class AttachmentHeaderTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "bird.jpg | attachment; filename=\"bird.jpg\"",
        "my bird (1).jpg | attachment; filename=\"my bird (1).jpg\"",
        "a;b='c'.txt | attachment; filename=\"a;b='c'.txt\"",
        "a\"b.txt | attachment; filename=\"a_b.txt\"; filename*=UTF-8''a%22b.txt",
        "100%25.txt | attachment; filename=\"100_25.txt\"; filename*=UTF-8''100%2525.txt",
        "Prüfung.pdf | attachment; filename=\"Pr_fung.pdf\"; filename*=UTF-8''Pr%C3%BCfung.pdf",
        "€ rates.csv | attachment; filename=\"_ rates.csv\"; filename*=UTF-8''%E2%82%AC%20rates.csv",
        "\uD83D\uDC26.jpg | attachment; filename=\"_.jpg\"; filename*=UTF-8''%F0%9F%90%A6.jpg",
        "../../etc/passwd | attachment; filename=\".._.._etc_passwd\"",
        "C:\\bird.jpg | attachment; filename=\"C:_bird.jpg\"",
    })
    void saysTheNameTwiceWhereOnceIsNotEnough(String name, String header) {
        assertEquals(header, AttachmentHeader.of(name));
    }

    /** Names have none of these any more, but a header must not depend on that. */
    @Test
    void isOneHeaderWhateverTheName() {
        assertEquals("attachment; filename=\"a__X-Evil: 1_\"", AttachmentHeader.of("a\r\nX-Evil: 1\0"));
    }

    /** Shown as invoiceexe.pdf. */
    @Test
    void showsTheEndingThatTheFileHas() {
        assertEquals("attachment; filename=\"invoice_fdp.exe\"", AttachmentHeader.of("invoice\u202Efdp.exe"));
    }

    /** The contract's limit. */
    @Test
    void theLongestNameFits() {
        assertTrue(AttachmentHeader.of("\uD83D\uDC26".repeat(255)).length() <= 4096);
    }
}
