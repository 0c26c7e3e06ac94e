package org.wideberth.gateway.geojson;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wideberth.refusal.Outcome;

/// Where the Features of a file begin and end.
class FeatureFileTest {
  private static FeatureFile file(String text) {
    return new FeatureFile(new ByteArrayInputStream(text.getBytes(UTF_8)));
  }

  private static List<String> read(FeatureFile file) throws IOException {
    List<String> features = new ArrayList<>();
    for (Optional<FeatureFile.Raw> next = file.next().orThrow();
        next.isPresent();
        next = file.next().orThrow()) {
      FeatureFile.Raw raw = next.get();
      assertThat(raw.number()).isEqualTo(features.size());
      features.add(
          "%d %s %s"
              .formatted(raw.line(), raw.label().orElse("-"), new String(raw.bytes(), UTF_8)));
    }
    return features;
  }

  @Test
  void aCollectionGivesItsFeaturesByteForByteAndWhatStandsBesideThem() throws IOException {
    FeatureFile file =
        file(
            """
            {"type" : "FeatureCollection", "name":"a \\"{\\" name",
             "features": [
              {"type":"Feature", "properties":{"x":[1,{"operation":"no"}],"operation":"one"}},
              {"properties":{"name":"}]","é":"\\\\"}} , null],
             "bbox":[1,2,3,4] }
            """);
    assertThat(read(file))
        .containsExactly(
            "3 one {\"type\":\"Feature\",\"properties\":{\"x\":[1,{\"operation\":\"no\"}],"
                    .replace("\"Feature\",", "\"Feature\", ")
                + "\"operation\":\"one\"}}",
            "4 - {\"properties\":{\"name\":\"}]\",\"é\":\"\\\\\"}}",
            "4 - null");
    assertThat(file.otherMembers())
        .isEqualTo(
            "\"type\":\"FeatureCollection\",\"name\":\"a \\\"{\\\" name\",\"bbox\":[1,2,3,4]");
  }

  @Test
  void featuresOneALineNeedNoCollection() throws IOException {
    FeatureFile file =
        file("{\"type\":\"Feature\",\"a\":1}\n\n{ \"properties\" : {\"operation\":\"b\"}}\r\n");
    assertThat(read(file))
        .containsExactly(
            "1 - {\"type\":\"Feature\",\"a\":1}", "3 b {\"properties\":{\"operation\":\"b\"}}");
    assertThat(file.otherMembers()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"features\":[",
        "{\"features\":[{}",
        "{\"features\":[{},]}",
        "{\"features\":[{}]} {}",
        "{\"features\":[{}]",
        "{\"features\":[{}] \"a\":1}",
        "{\"a\":1}{\"features\":[]}",
        "{\"a\":1,}",
        "{\"a\" 1}",
        "{\"a\":}",
        "{\"a\":\"",
        "{\"a\":{",
        "{a:1}"
      })
  void whatIsNoGeoJsonIsRefusedWithItsLine(String text) throws IOException {
    FeatureFile file = file(text);
    Outcome<Optional<FeatureFile.Raw>> next = file.next();
    while (next instanceof Outcome.Accepted<Optional<FeatureFile.Raw>>(var raw)
        && raw.isPresent()) {
      next = file.next();
    }
    assertThat(next).isInstanceOf(Outcome.Refused.class);
    assertThat(((Outcome.Refused<Optional<FeatureFile.Raw>>) next).refusal().detail())
        .startsWith("not GeoJSON at line 1: ");
  }

  @Test
  void oneFeatureHasALimit() throws IOException {
    String head = "{\"a\":\"";
    String most = head + "x".repeat(FeatureFile.FEATURE_BYTES_MAX - head.length() - 2) + "\"}";
    assertThat(read(file(most))).hasSize(1);
    assertThat(file(most.replace("\"}", "x\"}")).next()).isInstanceOf(Outcome.Refused.class);
  }
}
