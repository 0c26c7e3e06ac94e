package org.wideberth.node.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.wideberth.record.Hash;

/// Chunks of a large file over the API: every fault by its Feature, and nothing twice.
class BulkApiTest extends TwoSides {
  private static final String PATH =
      "/api/v1/bulk/" + HashText.of(Hash.sha256("a file".getBytes(UTF_8)));

  private static String feature(double longitude, String more) {
    return """
    {"type":"Feature","geometry":{"type":"Point","coordinates":[%s,47.5]},"properties":{
      "kind":"air","start":"2026-12-01T06:00:00Z","end":"2026-12-01T08:00:00Z",
      "lower":100,"upper":300,"unit":"m","datum":"MSL","radius_m":1000%s}}
    """
        .formatted(longitude, more);
  }

  private static String collection(List<String> features) {
    return "{\"type\":\"FeatureCollection\",\"features\":[" + String.join(",", features) + "]}";
  }

  private static List<String> good(int count) {
    List<String> features = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      features.add(feature(7 + i / 1000.0, ""));
    }
    return features;
  }

  private int operations() {
    Map<String, Object> held = get(amber, "/api/v1/operations", "OperationCollection");
    return ((List<?>) OpenApi.member(held, "features")).size();
  }

  private List<String> faults(String query, List<String> features) {
    String path = PATH + query;
    Response answer = amber.ask(Method.POST, path, collection(features));
    assertThat(answer.status()).isGreaterThanOrEqualTo(400);
    Object json = OpenApi.json(answer.bytes());
    assertThat(documented.faults("ChunkProblem", json)).isEmpty();
    List<String> words = new ArrayList<>();
    for (Object each : (List<?>) OpenApi.member(OpenApi.members(json), "faults")) {
      Map<String, Object> fault = OpenApi.members(each);
      words.add(
          "%s %s %s: %s"
              .formatted(
                  fault.get("feature"),
                  fault.get("field"),
                  fault.get("code"),
                  fault.get("detail")));
    }
    return words;
  }

  @Test
  void everyFaultIsListedByItsFeatureAndNothingIsDeclared() {
    List<String> features = good(6);
    features.set(1, feature(7, ",\"priority\":101").replace("\"air\"", "\"flying\""));
    features.set(3, feature(7, ",\"audiense\":\"*\"").replace("07:00", "").replace("100", "4000"));
    features.set(4, feature(7, ",\"audience\":[\"cobalt\"]"));
    features.set(5, "null");
    assertThat(faults("", features))
        .satisfiesExactly(
            one -> assertThat(one).startsWith("1 properties.kind MALFORMED: give one of air"),
            one -> assertThat(one).startsWith("1 properties.priority OUT_OF_RANGE: give a whole"),
            one -> assertThat(one).startsWith("3 properties.audiense MALFORMED: is not known"),
            one -> assertThat(one).startsWith("3 properties.lower/upper INVERTED_INTERVAL: "),
            one -> assertThat(one).startsWith("5  MALFORMED: is null"));
    assertThat(operations()).isZero();
    features.set(1, feature(7, ""));
    features.set(3, feature(7, ""));
    features.set(5, feature(7, ",\"audience\":[\"cobalt\"],\"operation\":\"last\""));
    features.add(feature(7, ",\"audience\":[\"cobalt\"],\"operation\":\"last\""));
    String nobody = "audience UNKNOWN_PARTY: no card of cobalt is enrolled here";
    for (String query : List.of("?check=true", "")) {
      assertThat(faults(query, features))
          .as("of an operation with two Features the first is named")
          .satisfiesExactly(
              one -> assertThat(one).startsWith("4 " + nobody),
              one -> assertThat(one).startsWith("5 " + nobody));
    }
    assertThat(operations()).isZero();
  }

  @Test
  void aMemberThatStandsTwiceIsAFaultOfItsFeature() {
    List<String> features = good(3);
    features.set(2, feature(7, ",\"kind\":\"air\""));
    assertThat(faults("", features))
        .containsExactly("2 properties.kind MALFORMED: is there twice; keep the one that is meant");
  }

  @Test
  void aChunkIsDeclaredOnceAndWhatWasDeclaredIsTold() throws IOException {
    assertThat(get(amber, PATH, "BulkDeclared").get("declared")).isEqualTo(List.of());
    Map<String, Object> checked =
        post(amber, PATH + "?check=true", collection(good(3)), "ChunkDeclared", 200);
    assertThat(checked).containsEntry("before", false).containsEntry("operations", List.of());
    assertThat(operations()).isZero();
    Map<String, Object> first =
        post(amber, PATH + "?first=0", collection(good(3)), "ChunkDeclared", 201);
    assertThat(first).containsEntry("before", false);
    assertThat((List<?>) first.get("operations")).hasSize(3);
    post(amber, PATH + "?first=3&draft=true", collection(good(2)), "ChunkDeclared", 201);
    amber = reopened(amber);
    Map<String, Object> again =
        post(amber, PATH + "?first=0", collection(good(3)), "ChunkDeclared", 200);
    assertThat(again)
        .containsEntry("before", true)
        .containsEntry("operations", first.get("operations"));
    assertThat(operations()).isEqualTo(5);
    assertThat(get(amber, PATH, "BulkDeclared").get("declared"))
        .isEqualTo(List.of(Map.of("first", 0, "features", 5, "operations", 5)));
    assertThat(amber.ask(Method.POST, PATH + "?first=4", collection(good(2))).status())
        .isEqualTo(409);
  }

  @Test
  void aChunkHasALimitAndItsParametersAreChecked() {
    int most = BulkRoutes.OPERATIONS_PER_CHUNK_MAX;
    assertThat(
            OpenApi.member(problem(amber, PATH, collection(good(most + 1))), "detail").toString())
        .contains("at most 500 operations, this one 501");
    post(amber, PATH, collection(good(most)), "ChunkDeclared", 201);
    for (String wrong : List.of("?first=-1", "?first=x", "?draft=1", "?check=no")) {
      assertThat(amber.ask(Method.POST, PATH + wrong, collection(good(1))).status())
          .as(wrong)
          .isEqualTo(400);
    }
    assertThat(amber.ask(Method.GET, "/api/v1/bulk/abc", "").status()).isEqualTo(400);
    assertThat(OpenApi.member(problem(amber, PATH, "[]"), "detail").toString())
        .contains("FeatureCollection");
    assertThat(OpenApi.member(problem(amber, PATH, "{\"type\":\"Feature\"}"), "detail").toString())
        .contains("FeatureCollection");
    assertThat(OpenApi.member(problem(amber, PATH, collection(List.of())), "detail").toString())
        .contains("is empty");
  }
}
