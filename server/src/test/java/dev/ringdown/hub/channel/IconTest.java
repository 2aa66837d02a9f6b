package dev.ringdown.hub.channel;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class IconTest {

    @ParameterizedTest
    @ValueSource(strings = {
        "89504E470D0A1A0A0000000D49484452", // PNG
        "FFD8FFE000104A46494600", // JPEG
        "FFD8FFDB", // JPEG without JFIF
        "474946383761", // GIF87a
        "47494638396101", // GIF89a
        "524946462400000057454250565038", // WebP
    })
    void takesRasterImages(String bytes) {
        assertTrue(Icon.isRasterImage(Base64.getEncoder().encodeToString(HexFormat.of().parseHex(bytes))));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "89504E47", // PNG cut off
        "89504E470A0D1A0A", // PNG with line ends changed
        "474946383861", // GIF88a
        "52494646240000005741564566", // RIFF, but a sound
        "5249464624000000", // RIFF cut off
        "424D0000", // BMP
        "255044462D", // PDF
        "00",
    })
    void refusesOtherBytes(String bytes) {
        assertFalse(Icon.isRasterImage(Base64.getEncoder().encodeToString(HexFormat.of().parseHex(bytes))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<svg xmlns='http://www.w3.org/2000/svg'/>", "<?xml version='1.0'?><svg/>", "plain text"})
    void refusesTexts(String text) {
        assertFalse(Icon.isRasterImage(Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "R0lGODlhAQ", // padding left out
        "R0lGODlhAQ=", // too little of it
        "R0lGODlhAQ===", // too much
        "R0lG ODlh", "R0lG\nODlh", "data:image/gif;base64,R0lGODlh", "_9j_", "R", "====", "",
    })
    void refusesWhatIsNoStandardBase64(String base64) {
        assertFalse(Icon.isRasterImage(base64));
    }
}
