package org.wideberth.node.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.wideberth.agreement.KindPair;
import org.wideberth.record.BundleReport;
import org.wideberth.record.BundleVerifier;

/// Lines, zones and lead times, from the rules to what both sides find.
class ArticleApiTest extends TwoSides {
  /// Northwards through 8.0° E: amber keeps to the west. Up to 300 m around 47.5° N 7.9° E nobody
  /// enters.
  private static final String ARTICLES =
      """
      ,"lines":[{"id":"river","name":"The river","path":[[474000000,80000000],[476000000,80000000]],
      "tolerance_mm":50000,"reach_m":20000,"sides":[{"party":"amber","side":"left"}]}],
      "zones":[{"id":"ward","name":"The ward","kind":"keep-out",
      "area":{"circle":{"centre":[475000000,79000000],"radius_cm":30000}},
      "heights":{"datum":"MSL","lower":0,"upper":100000},
      "start":1700000000000,"end":4000000000000,"binds":["amber","cobalt"]}],
      "lead_times":[{"kind":"air","seconds":86400}]\
      """;

  @Test
  void bothSidesFindWhatCrossesEntersAndComesLate() {
    enrolEachOther();
    Map<String, Object> answer = post(amber, "/api/v1/rules", rules(ARTICLES), "Proposed", 201);
    String hash = OpenApi.member(answer, "hash").toString();
    carry(amber, cobalt);
    post(amber, "/api/v1/rules/" + hash + "/adopt", "", "Adopted", 200);
    post(cobalt, "/api/v1/rules/" + hash + "/adopt", "", "Adopted", 200);
    carry(cobalt, amber);
    String nothing = get(amber, "/api/v1/article-findings", "ArticleFindings").toString();
    assertThat(nothing).contains("findings=[]", "total=0");

    declare("ferry", 8.0);
    declare("visit", 7.9);
    carry(amber, cobalt);
    carry(cobalt, amber);

    Map<String, Object> here = get(amber, "/api/v1/article-findings", "ArticleFindings");
    String there = get(cobalt, "/api/v1/article-findings", "ArticleFindings").toString();
    assertThat(there).contains("party=amber, finding=");
    assertThat(there.replace("party=amber, finding=", "party=cobalt, finding="))
        .as("each faces the other, and all else is the same")
        .isEqualTo(here.toString());
    assertThat(here.toString())
        .contains("article=lines/river", "what=crosses-line", "keeps=left", "most_m=1000")
        .contains("article=zones/ward", "what=enters-zone", "title=The ward")
        .contains("article=lead-times/air", "what=late-notice", "agreed_lead_s=86400", "lead_s=")
        .contains("rules=" + hash, "disputed=false", "total=4");

    Map<String, Object> first = get(amber, "/api/v1/article-findings?limit=3", "ArticleFindings");
    String rest = "/api/v1/article-findings?limit=3&after=" + first.get("next");
    assertThat((List<?>) OpenApi.member(first, "findings")).hasSize(3);
    assertThat((List<?>) OpenApi.member(get(amber, rest, "ArticleFindings"), "findings"))
        .hasSize(1);
    assertThat(amber.ask(Method.GET, "/api/v1/article-findings?limit=0", "").status())
        .isEqualTo(422);
  }

  private void crossing() {
    enrolEachOther();
    String line = ARTICLES.substring(0, ARTICLES.indexOf(",\n\"zones\""));
    Map<String, Object> answer = post(amber, "/api/v1/rules", rules(line), "Proposed", 201);
    String hash = OpenApi.member(answer, "hash").toString();
    carry(amber, cobalt);
    post(amber, "/api/v1/rules/" + hash + "/adopt", "", "Adopted", 200);
    post(cobalt, "/api/v1/rules/" + hash + "/adopt", "", "Adopted", 200);
    carry(cobalt, amber);
    declare("ferry", 8.0);
    carry(amber, cobalt);
    carry(cobalt, amber);
  }

  /// The members of what is found under the line.
  private Map<String, Object> found(Side side) {
    List<?> all =
        (List<?>)
            OpenApi.member(get(side, "/api/v1/article-findings", "ArticleFindings"), "findings");
    return all.stream()
        .map(OpenApi::members)
        .filter(each -> "lines/river".equals(each.get("article")))
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, Object> facing(Map<String, Object> found) {
    return OpenApi.members(((List<?>) OpenApi.member(found, "facing")).getFirst());
  }

  @Test
  void aCrossingIsTakenUpOfferedAgreedToAndBundledWithWhatWasSaid() throws IOException {
    crossing();
    for (Side side : List.of(amber, cobalt)) {
      assertThat(get(side, "/api/v1/alarms", "Alarms").toString())
          .contains("code=FINDING_UNTAKEN", "is found under lines/river", "nobody here has taken");
    }
    String id = OpenApi.member(found(cobalt), "id").toString();
    String between = OpenApi.member(facing(found(amber)), "finding").toString();
    post(cobalt, "/api/v1/findings/" + id + "/take?with=amber", "", "TakenUp", 200);
    assertThat(problem(cobalt, "/api/v1/findings/" + id + "/take?with=relief", "").toString())
        .contains("with: the finding is not to be settled with relief");
    Object operation = OpenApi.member(OpenApi.members(found(amber).get("operation")), "id");
    String offer = "{\"operation\":\"" + operation + "\",\"withdraw\":true}";
    post(cobalt, "/api/v1/findings/" + between + "/offer", offer, "TakenUp", 201);
    carry(cobalt, amber);
    Map<String, Object> seen = facing(found(amber));
    assertThat(seen.toString()).contains("settlement=offered", "yields=amber");
    Object asked =
        OpenApi.member(
            OpenApi.members(((List<?>) OpenApi.member(seen, "offers")).getFirst()), "id");
    post(amber, "/api/v1/offers/" + asked + "/agree", "", "TakenUp", 200);
    carry(amber, cobalt);
    Map<String, Object> taken = get(cobalt, "/api/v1/findings/" + between, "TakenUp");
    assertThat(taken.toString())
        .contains("settlement=agreed", "open=true", "article=lines/river", "sides=[amber, cobalt]");
    for (String query : List.of("operation=" + operation, "finding=" + id, "finding=" + between)) {
      Response bundle = amber.ask(Method.GET, "/api/v1/bundle?" + query, "");
      BundleReport report =
          BundleVerifier.verify(bundle.bytes(), List.of(amber.node().card(), cobalt.node().card()));
      assertThat(report.holds()).as(report.words()).isTrue();
      assertThat(report.words())
          .as(query)
          .contains("finding-taken", "change-offered", "offer-agreed");
    }
    amber.ask(Method.POST, "/api/v1/operations/" + operation + "/withdraw", "");
    carry(amber, cobalt);
    assertThat(get(cobalt, "/api/v1/findings/" + between, "TakenUp").toString())
        .contains("settlement=carried-out", "open=false");
    assertThat(get(cobalt, "/api/v1/alarms", "Alarms").toString()).doesNotContain("FINDING_UN");
    cobalt = reopened(cobalt);
    assertThat(get(cobalt, "/api/v1/findings/" + between, "TakenUp").toString())
        .contains("settlement=carried-out");
  }

  @Test
  void rulesThatCannotBeReadAreRefusedWithTheField() {
    String crossing = ARTICLES.replace("[476000000,80000000]", "[474000000,80000000]");
    assertThat(problem(amber, "/api/v1/rules", rules(crossing)).toString())
        .contains("lines[0].path: vertex 2 repeats the one before it");
    String stranger = ARTICLES.replace("\"party\":\"amber\"", "\"party\":\"azure\"");
    assertThat(problem(amber, "/api/v1/rules", rules(stranger)).toString())
        .contains("azure is not a member under these rules");
  }

  private void declare(String name, double longitude) {
    Instant start = Instant.now().plusSeconds(3_600).truncatedTo(ChronoUnit.SECONDS);
    String feature =
        """
        {"type":"Feature","geometry":{"type":"Point","coordinates":[%s,47.5]},"properties":{
          "name":"%s","kind":"air","start":"%s","end":"%s",
          "lower":100,"upper":300,"unit":"m","datum":"MSL","radius_m":1000}}
        """
            .formatted(longitude, name, start, start.plusSeconds(600));
    Response answer = amber.ask(Method.POST, "/api/v1/operations", feature);
    assertThat(answer.status()).as(new String(answer.bytes(), UTF_8)).isEqualTo(201);
  }

  private static String rules(String articles) {
    List<String> minima =
        KindPair.all().stream()
            .map(
                pair ->
                    "{\"kinds\":[\"%s\",\"%s\"],\"lateral_cm\":100,\"vertical_tenth_mm\":1}"
                        .formatted(pair.first().word(), pair.second().word()))
            .toList();
    return """
    {"v":1,"theatre":"lower-valley","number":1,"title":"First","members":["amber","cobalt"],\
    "minima":[%s]%s}\
    """
        .formatted(String.join(",", minima), articles);
  }
}
