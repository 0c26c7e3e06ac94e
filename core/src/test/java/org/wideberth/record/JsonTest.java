package org.wideberth.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.Refusal;
import org.wideberth.refusal.RefusalCode;

class JsonTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[1",
        "{\"a\":1,}",
        "{\"a\":1}x",
        "{\"a\":1} {}",
        "{\"a\":1,\"a\":2}",
        "{\"a\":1,\"\\u0061\":2}",
        "{\"a\":null}",
        "{\"a\":1.0}",
        "{\"a\":1e2}",
        "{\"a\":01}",
        "{\"a\":+1}",
        "{\"a\":NaN}",
        "{\"a\":9223372036854775808}",
        "{'a':1}",
        "{a:1}",
        "{\"a\":1}//",
        "{\"a\":\"\\ud800\"}",
        "{\"a\":\"\\udc00\\ud800\"}",
        "{\"\\ud800\":1}",
        "{\"a\":\"\t\"}",
        "{\"a\":\"\\x\"}",
        "\uFEFF{}",
      })
  void whatIsNotStrictJsonIsRefused(String text) {
    assertThat(refusal(Json.parse(text.getBytes(UTF_8), 1000)).code())
        .isEqualTo(RefusalCode.MALFORMED);
  }

  @Test
  void bytesThatAreNotUtf8AreRefused() {
    byte[][] bad = {
      {'"', (byte) 0xC0, (byte) 0x80, '"'},
      {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'},
      {'"', (byte) 0xE2, (byte) 0x82, '"'},
      {'"', (byte) 0xFF, '"'},
      {'"', (byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80, '"'},
    };
    for (byte[] bytes : bad) {
      assertThat(refusal(Json.parse(bytes, 100)).detail()).contains("UTF-8");
    }
  }

  @Test
  void sixteenLevelsOfNestingAreReadAndSeventeenAreRefused() {
    assertThat(Json.parse("[".repeat(16).concat("]".repeat(16)).getBytes(UTF_8), 100))
        .isInstanceOf(Outcome.Accepted.class);
    assertThat(Json.parse("[".repeat(17).concat("]".repeat(17)).getBytes(UTF_8), 100))
        .isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void asManyBytesAsTheLimitAreReadAndOneMoreIsRefused() {
    byte[] bytes = "{\"a\":1}".getBytes(UTF_8);
    assertThat(Json.parse(bytes, bytes.length)).isInstanceOf(Outcome.Accepted.class);
    assertThat(refusal(Json.parse(bytes, bytes.length - 1)).code())
        .isEqualTo(RefusalCode.LIMIT_EXCEEDED);
  }

  @Test
  void aRefusalNamesThePathOfTheField() {
    assertThat(refusal(upper("{\"volumes\":[{\"upper\":5},{\"upper\":\"x\"}]}")).detail())
        .startsWith("volumes[1].upper: ");
    assertThat(refusal(upper("{\"volumes\":[{\"upper\":5},{}]}")).detail())
        .isEqualTo("volumes[1]: the field \"upper\" is missing");
    assertThat(refusal(upper("{\"volumes\":[{\"upper\":5,\"lower\":2}]}")).detail())
        .isEqualTo("volumes[0]: the field \"lower\" is not known here");
    assertThat(refusal(upper("{\"volumes\":[{\"upper\":11}]}")).code())
        .isEqualTo(RefusalCode.OUT_OF_RANGE);
    assertThat(upper("{\"volumes\":[{\"upper\":10}]}")).isEqualTo(Outcome.accept(List.of(10)));
  }

  private static Outcome<List<Integer>> upper(String text) {
    return Json.read(
        text.getBytes(UTF_8),
        1000,
        object ->
            object
                .required("volumes")
                .asList(3, each -> each.asObject(volume -> volume.required("upper").asInt(0, 10))));
  }

  @Test
  void whatTheWriterWritesIsReadBackAndWrittenTheSameAgain() {
    for (long seed = 0; seed < 300; seed++) {
      Json tree = object(new Random(seed), 5);
      byte[] bytes = JsonWriter.object(out -> ((Json.Obj) tree).members().forEach(out::put));
      assertThat(Json.parse(bytes, 1 << 20)).as("seed " + seed).isEqualTo(Outcome.accept(tree));
    }
  }

  @Test
  void anyBytesAreReadOrRefusedWithoutAnException() {
    byte[] good = "{\"a\":[1,-2,\"é\\n\\u00e9\"],\"b\":{\"c\":true}}".getBytes(UTF_8);
    Random random = new Random(7);
    for (int i = 0; i < 50_000; i++) {
      byte[] bytes = Mutations.mutate(good, random);
      assertThat(Json.parse(bytes, 1000)).isNotNull();
    }
  }

  private static Json.Obj object(Random random, int depth) {
    Map<String, Json> members = new LinkedHashMap<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      members.put(text(random), value(random, depth - 1));
    }
    return new Json.Obj(members);
  }

  private static Json value(Random random, int depth) {
    return switch (random.nextInt(depth > 0 ? 5 : 3)) {
      case 0 -> new Json.Int(random.nextLong() >> random.nextInt(64));
      case 1 -> new Json.Str(text(random));
      case 2 -> new Json.Bool(random.nextBoolean());
      case 3 -> new Json.Arr(List.of(value(random, depth - 1), value(random, depth - 1)));
      default -> object(random, depth - 1);
    };
  }

  private static String text(Random random) {
    int[] points =
        random.ints(random.nextInt(6), 0, 0x11000).filter(c -> c < 0xD800 || c > 0xDFFF).toArray();
    return new String(points, 0, points.length);
  }

  static <T> Refusal refusal(Outcome<T> outcome) {
    return switch (outcome) {
      case Outcome.Refused<T>(var refusal) -> refusal;
      case Outcome.Accepted<T>(var value) ->
          throw new AssertionError("accepted instead of refused: " + value);
    };
  }
}
