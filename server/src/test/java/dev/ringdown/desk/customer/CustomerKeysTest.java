package dev.ringdown.desk.customer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CustomerKeysTest {

    @Test
    void nameAndAddressAreWordsAsAWholeAndInParts() {
        assertEquals(List.of("NAME sipho dlamini", "EMAIL s.dlamini@example.test", "PART dlamini", "PART example", "PART test"),
                words("Sipho  DLAMINI ", "S.Dlamini@example.TEST"));
        assertEquals(List.of("NAME anne-marie o'neil", "PART marie", "PART o'neil", "PART neil"), words("Anne-Marie O'Neil", null));
        assertEquals(List.of("EMAIL a+b@c_d", "PART b", "PART c", "PART d"), words(null, "a+b@c_d"));
        assertEquals(List.of(), words(null, null));
        assertEquals(List.of("NAME \uD83D\uDE00"), words("\uD83D\uDE00", null));
    }

    @Test
    void aWordThatAnotherOneBeginsWithIsLeftOut() {
        assertEquals(List.of("NAME anna", "EMAIL anna.annable@x", "PART annable", "PART x"), words("Anna", "anna.annable@x"));
    }

    @Test
    void formsOfACharacterAreOne() {
        assertEquals(words("\u00c9mile", null), words("E\u0301MILE", null));
        assertEquals(words("Jan\u00a0Smit", null), words("jan smit", null));
    }

    @Test
    void oneCharacterMoreIsKeptThanCanBeLookedFor() {
        assertEquals(List.of("NAME " + "x".repeat(101)), words("X".repeat(255), null));
        assertEquals(List.of("NAME " + "\uD83D\uDE00".repeat(101)), words("\uD83D\uDE00".repeat(102), null));
    }

    @ParameterizedTest
    @CsvSource({"+27835550142,24105553872,0835550142", "+12015550123,32105551021,2015550123", "+447400123456,654321004744,07400123456"})
    void aNumberIsFoundFromItsEndAndInItsNationalForm(String number, String reversed, String national) {
        assertEquals(reversed, CustomerKeys.reversed(number));
        assertEquals(national, CustomerKeys.national(number));
    }

    @Test
    void aNumberOfNoPlanHasNoNationalForm() {
        assertNull(CustomerKeys.national("+9990000000"));
        assertNull(CustomerKeys.national(null));
        assertNull(CustomerKeys.reversed(null));
    }

    @Test
    void aTextIsReadAsWordsAndPerhapsAsANumber() {
        assertEquals(new SearchText("sipho d", "sipho", List.of("d"), null), SearchText.of("Sipho  D"));
        assertEquals(new SearchText("anna a an", "anna", List.of(), null), SearchText.of("anna a an"));
        assertEquals(new SearchText("+27 (83) 555-0142", "+27", List.of("(83)", "555-0142"), "27835550142"), SearchText.of("+27 (83) 555-0142"));
        assertNull(SearchText.of("+()").digits());
        assertNull(SearchText.of("0142a").digits());
        assertNull(SearchText.of("\u0660\u0661\u0662").digits());
    }

    @Test
    void spacesAroundATextAreNotCountedOfWhateverKind() {
        assertEquals(2, SearchText.length(" \u00a0x\uD83D\uDE00\u3000\t"));
        assertEquals(0, SearchText.length("\u00a0\u2007\u202f"));
        assertEquals(3, SearchText.length("a b"));
    }

    private static List<String> words(String name, String email) {
        return CustomerKeys.words(name, email).stream().map(word -> word.kind() + " " + word.word()).toList();
    }
}
