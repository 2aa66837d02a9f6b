package dev.ringdown.desk.report;

import com.lowagie.text.Chunk;
import com.lowagie.text.Font;
import com.lowagie.text.Phrase;
import com.lowagie.text.pdf.BaseFont;
import io.micronaut.core.annotation.Nullable;

import java.awt.Color;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The fonts of one document. Its texts are set in DejaVu Sans, which is embedded, so that they show everywhere. What that lacks comes from
 * the first of these that has it: the operator's fonts, embedded as well, and for Chinese, Japanese and Korean the fonts that whatever
 * shows the document has itself. What no font has shows as a replacement character.
 *
 * <p>Not to be shared: fonts are read further while a document is written.
 */
final class PdfFonts {

    static final String REGULAR = "net/sf/jasperreports/fonts/dejavu/DejaVuSans.ttf";
    private static final String BOLD = "net/sf/jasperreports/fonts/dejavu/DejaVuSans-Bold.ttf";
    /** Name and encoding, as readers of PDF know them. */
    private static final String[][] OF_READERS = {{"STSong-Light", "UniGB-UCS2-H"}, {"MSung-Light", "UniCNS-UCS2-H"},
            {"HeiseiKakuGo-W5", "UniJIS-UCS2-H"}, {"HYGoThic-Medium", "UniKS-UCS2-H"}};
    private static final int REPLACEMENT = 0xFFFD;

    private final BaseFont regular = dejaVu(REGULAR);
    private final BaseFont bold = dejaVu(BOLD);
    private final List<String> files;
    private @Nullable List<BaseFont> further;

    /** @param files further fonts: files of TrueType or OpenType fonts */
    PdfFonts(List<String> files) {
        this.files = files;
    }

    /** A text whose characters are each in the first font that has them. */
    Phrase phrase(String text, boolean inBold, float size, Color color) {
        Phrase phrase = new Phrase();
        StringBuilder run = new StringBuilder();
        BaseFont current = inBold ? bold : regular;
        for (int character : text.codePoints().toArray()) {
            BaseFont font = fontOf(character, inBold ? bold : regular);
            if (font == null && isInvisible(character)) {
                continue;
            }
            if (font == null) {
                font = inBold ? bold : regular;
                character = REPLACEMENT;
            }
            if (font != current && !run.isEmpty()) {
                phrase.add(new Chunk(run.toString(), new Font(current, size, Font.NORMAL, color)));
                run.setLength(0);
            }
            current = font;
            run.appendCodePoint(character);
        }
        phrase.add(new Chunk(run.toString(), new Font(current, size, Font.NORMAL, color)));
        return phrase;
    }

    /** For what is written at a place of its own: digits and the like. */
    BaseFont regular() {
        return regular;
    }

    /** How wide the widest word is in bold, in points. */
    float widestWord(String text, float size) {
        return (float) Arrays.stream(text.split(" ")).mapToDouble(word -> bold.getWidthPoint(word, size)).max().orElse(0);
    }

    private @Nullable BaseFont fontOf(int character, BaseFont first) {
        if (first.charExists(character)) {
            return first;
        }
        if (isInvisible(character)) {
            return null;
        }
        if (further == null) {
            further = furtherFonts();
        }
        return further.stream().filter(font -> has(font, character)).findFirst().orElse(null);
    }

    private static boolean has(BaseFont font, int character) {
        return (font.getFontType() != BaseFont.FONT_TYPE_CJK || Character.isBmpCodePoint(character)) && font.charExists(character);
    }

    private static boolean isInvisible(int character) {
        int type = Character.getType(character);
        return type == Character.FORMAT || type == Character.CONTROL || character >= 0xFE00 && character <= 0xFE0F;
    }

    private List<BaseFont> furtherFonts() {
        try {
            List<BaseFont> fonts = new ArrayList<>();
            for (String file : files) {
                fonts.add(BaseFont.createFont(file, BaseFont.IDENTITY_H, BaseFont.EMBEDDED, BaseFont.NOT_CACHED, null, null));
            }
            for (String[] font : OF_READERS) {
                fonts.add(BaseFont.createFont(font[0], font[1], BaseFont.NOT_EMBEDDED));
            }
            return fonts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BaseFont dejaVu(String resource) {
        try {
            return BaseFont.createFont(resource, BaseFont.IDENTITY_H, BaseFont.EMBEDDED, BaseFont.NOT_CACHED, read(resource), null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] read(String resource) throws IOException {
        try (InputStream stream = PdfFonts.class.getClassLoader().getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IOException("There is no " + resource);
            }
            return stream.readAllBytes();
        }
    }
}
