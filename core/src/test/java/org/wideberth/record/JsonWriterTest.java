package org.wideberth.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What is written is the text in UTF-8, whatever it is made of and however long.
final class JsonWriterTest {
  private static final List<String> PIECES =
      List.of("a", "Z", " ", "\"", "\\", "\n", "\u0001", "é", "—", "漢", "😀", "\ud800", "\udc00");

  private final Random random = new Random(3);

  private String text(int pieces, int kinds) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < pieces; i++) {
      text.append(PIECES.get(random.nextInt(kinds)));
    }
    return text.toString();
  }

  private static String quoted(String text) {
    return '"'
        + text.replace("\\", "\\\\")
            .replace("\"", "\\\"")
            .replace("\n", "\\n")
            .replace("\u0001", "\\u0001")
        + '"';
  }

  @Test
  void textsOfAllKindsAndLengths() {
    for (int i = 0; i < 2_000; i++) {
      String key = text(3, 3);
      String value = text(random.nextInt(400), 3 + random.nextInt(PIECES.size() - 2));
      byte[] expected =
          ("{" + quoted(key) + ":" + quoted(value) + "}").getBytes(StandardCharsets.UTF_8);
      assertThat(JsonWriter.object(out -> out.put(key, value))).isEqualTo(expected);
      assertThat(JsonWriter.objectText(out -> out.put(key, value)))
          .isEqualTo(new String(expected, StandardCharsets.UTF_8));
    }
  }

  @Test
  void bytesAreBase64WithPadding() {
    for (int length = 0; length < 700; length += 1 + length / 40) {
      byte[] bytes = new byte[length];
      random.nextBytes(bytes);
      assertThat(JsonWriter.objectText(out -> out.put("v", -1).put("b", bytes).put("t", true)))
          .isEqualTo(
              "{\"v\":-1,\"b\":\"" + Base64.getEncoder().encodeToString(bytes) + "\",\"t\":true}");
    }
  }
}
