package org.wideberth.node.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wideberth.agreement.KindPair;
import org.wideberth.party.Card;
import org.wideberth.record.BundleReport;
import org.wideberth.record.BundleVerifier;

/// A crossing that one node reports and the other contests, and the basis of an operation.
class ClaimApiTest extends TwoSides {
  /// Northwards through 8.0° E: amber keeps to the west.
  private static final String ARTICLES =
      """
      ,"lines":[{"id":"river","name":"The river","path":[[474000000,80000000],[476000000,80000000]],
      "tolerance_mm":50000,"reach_m":20000,"sides":[{"party":"amber","side":"left"}]}],
      "zones":[{"id":"ward","name":"The ward","kind":"keep-out",
      "area":{"circle":{"centre":[475000000,79000000],"radius_cm":30000}},
      "heights":{"datum":"MSL","lower":0,"upper":100000},
      "start":1700000000000,"end":4000000000000,"binds":["amber","cobalt"]}]\
      """;

  private String hash = "";

  @BeforeEach
  void agree() {
    enrolEachOther();
    List<String> minima =
        KindPair.all().stream()
            .map(
                pair ->
                    "{\"kinds\":[\"%s\",\"%s\"],\"lateral_cm\":100,\"vertical_tenth_mm\":1}"
                        .formatted(pair.first().word(), pair.second().word()))
            .toList();
    String rules =
        """
        {"v":1,"theatre":"lower-valley","number":1,"title":"First","members":["amber","cobalt"],\
        "minima":[%s]%s}\
        """
            .formatted(String.join(",", minima), ARTICLES);
    Map<String, Object> answer = post(amber, "/api/v1/rules", rules, "Proposed", 201);
    hash = OpenApi.member(answer, "hash").toString();
    carry(amber, cobalt);
    for (Side side : List.of(amber, cobalt)) {
      post(side, "/api/v1/rules/" + hash + "/adopt", "", "Adopted", 200);
    }
    carry(amber, cobalt);
    carry(cobalt, amber);
  }

  private String report(String article, String position, String more) {
    return """
    {"of":"amber","agreement":"%s","article":"%s","position":"%s",
    "time":"2026-11-26T06:00:00Z","words":"two boats"%s}\
    """
        .formatted(hash, article, position, more);
  }

  private static Map<String, Object> claim(Map<String, Object> crossing, int number) {
    return OpenApi.members(((List<?>) OpenApi.member(crossing, "claims")).get(number));
  }

  private Map<String, Object> seen(Side by, Object id) {
    return get(by, "/api/v1/crossings/" + id, "Crossing");
  }

  @Test
  void bothClaimsStandSideBySideAtBothNodesAndAfterARestart() throws IOException {
    String report = report("lines/river", "47.5 8.004", ",\"within_m\":100,\"within_s\":60");
    Map<String, Object> reported = post(cobalt, "/api/v1/crossings", report, "Crossing", 201);
    Object id = OpenApi.member(reported, "id");
    assertThat(reported).containsEntry("state", "unanswered").containsEntry("name", "The river");
    carry(cobalt, amber);
    String one = "/api/v1/crossings/" + id;
    String contest = "{\"position\":\"47.5 7.996\",\"words\":\"they stayed west\"}";
    post(amber, one + "/contest", contest, "Crossing", 200);
    carry(amber, cobalt);
    for (Side side : List.of(amber, cobalt)) {
      Map<String, Object> crossing = seen(side, id);
      assertThat(crossing).containsEntry("state", "contested").containsEntry("of", "amber");
      assertThat(claim(crossing, 0).toString())
          .contains("party=cobalt", "standing=stands", "words=two boats", "within_m=100")
          .contains("side=right", "keeps=left", "certain=true")
          .contains("the claimed position lies to the right of the line; amber keeps to the left");
      assertThat(claim(crossing, 1).toString())
          .contains("party=amber", "sort=contested", "standing=stands", "side=left");
      assertThat(get(side, "/api/v1/crossings?limit=1", "Crossings"))
          .containsEntry("crossings", List.of(crossing))
          .doesNotContainKey("next");
    }
    String corrected =
        "{\"position\":\"47.5 8.002\",\"time\":\"260605ZNOV26\",\"words\":\"one boat\"}";
    post(cobalt, one + "/correct", corrected, "Crossing", 200);
    post(cobalt, one + "/take-back", "{\"words\":\"it was a buoy\"}", "Crossing", 200);
    post(amber, one + "/agree", "", "Crossing", 200);
    carry(cobalt, amber);
    carry(amber, cobalt);
    assertThat(seen(amber, id).toString())
        .isEqualTo(seen(cobalt, id).toString())
        .contains("state=taken-back", "standing=corrected", "words=it was a buoy", "sort=agreed");
    bundleSaysWhatWasSaid(id);
    String before = seen(amber, id).toString();
    amber = reopened(amber);
    assertThat(seen(amber, id).toString()).isEqualTo(before);
  }

  private void bundleSaysWhatWasSaid(Object id) {
    Response bundle = amber.ask(Method.GET, "/api/v1/bundle?message=" + id, "");
    List<Card> cards = List.of(amber.node().card(), cobalt.node().card());
    BundleReport report = BundleVerifier.verify(bundle.bytes(), cards);
    assertThat(report.holds()).as(report.words()).isTrue();
    assertThat(report.words())
        .contains("crossing-reported", "crossing-contested", "crossing-corrected")
        .contains("crossing-agreed", "crossing-taken-back");
  }

  @Test
  void listsArePagedTheLatestFirst() {
    for (String position : List.of("47.5 8.01", "47.5 8.02", "47.5 8.03")) {
      post(cobalt, "/api/v1/crossings", report("lines/river", position, ""), "Crossing", 201);
    }
    Map<String, Object> first = get(cobalt, "/api/v1/crossings?limit=2", "Crossings");
    assertThat(first.toString()).contains("8.0300000, at", "8.0200000, at", "total=3");
    assertThat(first.toString()).doesNotContain("8.0100000");
    Map<String, Object> rest =
        get(cobalt, "/api/v1/crossings?limit=2&after=" + first.get("next"), "Crossings");
    assertThat(rest.toString()).contains("8.0100000").doesNotContain("8.0200000");
    assertThat(cobalt.ask(Method.GET, "/api/v1/crossings?limit=101", "").status()).isEqualTo(422);
    assertThat(cobalt.ask(Method.GET, "/api/v1/crossings?after=amber.1.99", "").status())
        .isEqualTo(404);
  }

  @Test
  void whatCannotBeClaimedIsRefusedWithTheFieldAndTheFix() {
    String path = "/api/v1/crossings";
    assertThat(problem(cobalt, path, "{}").toString()).contains("\"of\" is missing");
    assertThat(problem(cobalt, path, report("lines/river", "48.5 8.004", "")).toString())
        .contains("DOUBTFUL", "position: ", "as_typed");
    post(cobalt, path, report("lines/river", "48.5 8.004", ",\"as_typed\":true"), "Crossing", 201);
    assertThat(problem(cobalt, path, report("lines/river", "8.004 47.5", "")).toString())
        .as("swapped")
        .contains("DOUBTFUL");
    assertThat(problem(cobalt, path, report("lines/brook", "47.5 8.004", "")).toString())
        .contains("article: the agreement has no article lines/brook");
    assertThat(problem(cobalt, path, report("minima/air-air", "47.5 8.004", "")).toString())
        .contains("article: a line or a zone is named like");
    assertThat(problem(cobalt, path, report("lines/river", "x", "")).toString())
        .contains("position: ");
    String stranger = report("lines/river", "47.5 8.004", "").replace("\"amber\"", "\"azure\"");
    assertThat(problem(cobalt, path, stranger).toString())
        .contains("of: no card of azure is enrolled here");
    String elsewhere = report("lines/river", "47.5 8.004", "").replace(hash, "00000000");
    assertThat(problem(cobalt, path, elsewhere).toString()).contains("agreement: nothing here");
    String timeless =
        report("lines/river", "47.5 8.004", ",\"within_s\":9")
            .replace("\"time\":\"2026-11-26T06:00:00Z\",", "");
    assertThat(problem(cobalt, path, timeless).toString()).contains("within_s: of when?");
    String wide = report("lines/river", "47.5 8.004", ",\"within_m\":100001");
    assertThat(problem(cobalt, path, wide).toString()).contains("within_m: 100001 is not within");
    assertThat(problem(cobalt, path + "/amber.1.99/agree", "").get("code")).isEqualTo("NOT_FOUND");
  }

  private String declare(Side side, String basis) {
    Instant start = Instant.now().plusSeconds(3_600).truncatedTo(ChronoUnit.SECONDS);
    String feature =
        """
        {"type":"Feature","geometry":{"type":"Point","coordinates":[8.1,47.5]},"properties":{
          "name":"ferry","kind":"air","start":"%s","end":"%s",
          "lower":100,"upper":300,"unit":"m","datum":"MSL","radius_m":1000%s}}
        """
            .formatted(start, start.plusSeconds(600), basis);
    Response answer = side.ask(Method.POST, "/api/v1/operations", feature);
    assertThat(answer.status()).as(new String(answer.bytes(), UTF_8)).isEqualTo(201);
    Object done = OpenApi.json(answer.bytes());
    List<?> items = (List<?>) OpenApi.member(OpenApi.members(done), "operations");
    return OpenApi.member(OpenApi.members(items.getFirst()), "id").toString();
  }

  @Test
  void aBasisGoesWithItsOperationAndIsContestedBesideIt() throws IOException {
    String id =
        declare(
            amber,
            ",\"basis\":{\"text\":\"as of the truce\",\"language\":\"en\",\"agreement\":\"%s\","
                    .formatted(hash)
                + "\"article\":\"zones/ward\"}");
    carry(amber, cobalt);
    String path = "/api/v1/operations/" + id + "/basis";
    for (Side side : List.of(amber, cobalt)) {
      assertThat(get(side, path, "OperationBasis").toString())
          .contains("text=as of the truce", "agreement=" + hash, "contested=false", "contests=[]");
      String listed = new String(side.ask(Method.GET, "/api/v1/operations", "").bytes(), UTF_8);
      assertThat(listed).contains("\"basis\":{\"text\":\"as of the truce\",\"language\":\"en\"");
    }
    assertThat(problem(amber, path + "/contest", "{\"words\":\"x\"}").toString())
        .contains("it is of this party");
    assertThat(problem(cobalt, path + "/contest", "{}").toString()).contains("words: say why");
    post(cobalt, path + "/contest", "{\"words\":\"it ended\"}", "OperationBasis", 200);
    carry(cobalt, amber);
    for (Side side : List.of(amber, cobalt)) {
      assertThat(get(side, path, "OperationBasis").toString())
          .contains("contested=true", "party=cobalt", "words=it ended", "of_this_basis=true");
      assertThat(get(side, "/api/v1/contested-bases", "ContestedBases").toString())
          .contains("operation=" + id);
    }
    Response bundle = amber.ask(Method.GET, "/api/v1/bundle?operation=" + id, "");
    assertThat(BundleVerifier.verify(bundle.bytes(), List.of(amber.node().card())).words())
        .contains("basis-contested");
    String before = get(amber, path, "OperationBasis").toString();
    amber = reopened(amber);
    assertThat(get(amber, path, "OperationBasis").toString()).isEqualTo(before);
    post(cobalt, path + "/take-back", "{\"words\":\"we looked\"}", "OperationBasis", 200);
    carry(cobalt, amber);
    assertThat(get(amber, path, "OperationBasis").toString())
        .contains("contested=false", "words=we looked");
  }

  @Test
  void aBasisThatIsAskedForGoesToOperationsThatStateNone() {
    Instant start = Instant.now().plusSeconds(3_600).truncatedTo(ChronoUnit.SECONDS);
    String feature =
        """
        {"type":"Feature","geometry":{"type":"Point","coordinates":[8.1,47.5]},"properties":{
          "kind":"air","start":"%s","end":"%s",
          "lower":100,"upper":300,"unit":"m","datum":"MSL","radius_m":1000}}
        """
            .formatted(start, start.plusSeconds(600));
    String query = "/api/v1/operations?basis=the truce&basis_language=en".replace(" ", "%20");
    assertThat(amber.ask(Method.POST, query, feature).status()).isEqualTo(201);
    String listed = new String(amber.ask(Method.GET, "/api/v1/operations", "").bytes(), UTF_8);
    assertThat(listed).contains("\"basis\":{\"text\":\"the truce\",\"language\":\"en\"}");
    Response bad = amber.ask(Method.POST, "/api/v1/operations?basis_article=lines/river", feature);
    assertThat(new String(bad.bytes(), UTF_8)).contains("basis: text: say on what it rests");
  }
}
