package org.wideberth.node.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wideberth.gateway.geojson.OperationsFromGeoJson;

/// A list of operations comes in pages that together hold each of them once.
class OperationPagesApiTest extends TwoSides {
  private static final String LIST = "/api/v1/operations?";

  /// Two Features each.
  private static final int DECLARED = 23;

  @BeforeEach
  void declare() {
    List<String> features = new ArrayList<>();
    for (int i = 0; i < DECLARED; i++) {
      features.add(feature("op " + i, 7 + i / 100.0));
      features.add(feature("op " + i, 7.005 + i / 100.0));
    }
    Map<String, Object> declared =
        post(amber, "/api/v1/operations", collection(features), "Declared", 201);
    assertThat((List<?>) OpenApi.member(declared, "operations")).hasSize(DECLARED);
    String draft = "/api/v1/operations?draft=true";
    post(amber, draft, collection(List.of(feature("plan", 7.3))), "Declared", 201);
  }

  private static String feature(String operation, double longitude) {
    return """
    {"type":"Feature","geometry":{"type":"Point","coordinates":[%s,47.5]},"properties":{
      "operation":"%s","kind":"air","start":"2026-12-01T06:00:00Z","end":"2026-12-01T08:00:00Z",
      "lower":100,"upper":300,"unit":"m","datum":"MSL","radius_m":100}}
    """
        .formatted(longitude, operation);
  }

  private static String collection(List<String> features) {
    return "{\"type\":\"FeatureCollection\",\"features\":[" + String.join(",", features) + "]}";
  }

  /// The ids of all Features, page by page.
  private List<List<String>> pages(String query, int total) {
    List<List<String>> pages = new ArrayList<>();
    String after = "";
    while (true) {
      Map<String, Object> page = get(amber, LIST + query + after, "OperationCollection");
      assertThat(page).containsEntry("total", total);
      pages.add(
          ((List<?>) OpenApi.member(page, "features"))
              .stream()
                  .map(each -> OpenApi.member(OpenApi.members(each), "properties"))
                  .map(each -> OpenApi.member(OpenApi.members(each), "id").toString())
                  .toList());
      if (!page.containsKey("next")) {
        return pages;
      }
      after = "&after=" + page.get("next");
    }
  }

  @Test
  void pagesHoldEachOperationOnceAndWhole() {
    List<List<String>> pages = pages("limit=5", DECLARED + 1);
    assertThat(pages).hasSize(5);
    assertThat(pages.subList(0, 4)).allMatch(page -> page.stream().distinct().count() == 5);
    List<String> all = pages.stream().flatMap(List::stream).toList();
    assertThat(all).hasSize(2 * DECLARED + 1).isEqualTo(pages("limit=10000", DECLARED + 1).get(0));
    assertThat(pages("live=false", DECLARED + 1)).containsExactly(all);
  }

  @Test
  void whatIsLiveAndWhatIsNearComesInPagesToo() {
    List<String> live = pages("live=true&limit=10000", DECLARED).getFirst();
    assertThat(live).hasSize(2 * DECLARED);
    List<List<String>> pages = pages("live=true&limit=23", DECLARED);
    assertThat(pages).as("nothing behind a page that is full").containsExactly(live);
    Instant at = Instant.parse("2026-12-01T07:00:00Z");
    String near = "near=47.5,7.05&radius_m=2300&at=" + at;
    List<String> around = pages(near, 7).getFirst();
    assertThat(around).hasSize(14);
    assertThat(pages(near + "&limit=3", 7).stream().flatMap(List::stream)).isEqualTo(around);
  }

  @Test
  void aPageCanBeDeclaredAgain() throws IOException {
    byte[] page = amber.ask(Method.GET, LIST + "limit=4", "").bytes();
    assertThat(OperationsFromGeoJson.parse(page).orThrow()).hasSize(4);
  }

  @Test
  void whatIsNoPageIsRefusedByItsName() {
    for (String query : List.of("limit=0", "limit=10001", "limit=x", "after=x", "live=perhaps")) {
      Response answer = amber.ask(Method.GET, LIST + query, "");
      assertThat(answer.status()).as(query).isIn(400, 422);
      assertThat(new String(answer.bytes(), UTF_8)).contains(query.replaceFirst("=.*", ": "));
    }
  }
}
