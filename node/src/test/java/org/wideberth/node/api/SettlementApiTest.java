package org.wideberth.node.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.wideberth.agreement.RulesDocument;
import org.wideberth.geo.Minimum;
import org.wideberth.party.Card;
import org.wideberth.party.PartyId;
import org.wideberth.party.TheatreId;
import org.wideberth.record.BundleReport;
import org.wideberth.record.BundleVerifier;

/// A conflict between two nodes: taken up, offers made, agreed to, carried out, and all of it there
/// after a restart.
class SettlementApiTest extends TwoSides {
  private final Instant start =
      Instant.now().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(8));

  private String finding = "";
  private String ferry = "";

  private static String feature(String name, double lon, Instant start) {
    return """
    {"type":"Feature","geometry":{"type":"Point","coordinates":[%s,46.2]},"properties":{"name":"%s",
    "kind":"air","start":"%s","end":"%s","lower":300,"upper":900,"unit":"m","datum":"MSL",
    "radius_m":800}}\
    """
        .formatted(lon, name, start, start.plus(Duration.ofHours(1)));
  }

  private void conflict() {
    enrolEachOther();
    String rules =
        RulesDocument.uniform(
                new TheatreId("lower-valley"),
                1,
                "Valley",
                List.of(new PartyId("amber"), new PartyId("cobalt")),
                Minimum.ofMetresAndFeet(9260, 1000))
            .toText();
    Object hash = OpenApi.json(amber.ask(Method.POST, "/api/v1/rules", rules).bytes());
    String adopt = "/api/v1/rules/" + OpenApi.member(OpenApi.members(hash), "hash") + "/adopt";
    assertThat(amber.ask(Method.POST, adopt, "").status()).isEqualTo(200);
    carry(amber, cobalt);
    assertThat(cobalt.ask(Method.POST, adopt, "").status()).isEqualTo(200);
    ferry = declare(amber, feature("ferry", 7.1, start));
    declare(cobalt, feature("convoy", 7.11, start));
    carry(cobalt, amber);
    carry(amber, cobalt);
    Map<String, Object> found = get(amber, "/api/v1/findings", "Findings");
    List<?> items = (List<?>) OpenApi.member(found, "findings");
    finding = OpenApi.member(OpenApi.members(items.getFirst()), "id").toString();
  }

  private static String declare(Side side, String feature) {
    Response answer = side.ask(Method.POST, "/api/v1/operations", feature);
    Object done = OpenApi.json(answer.bytes());
    List<?> items = (List<?>) OpenApi.member(OpenApi.members(done), "operations");
    return OpenApi.member(OpenApi.members(items.getFirst()), "id").toString();
  }

  private Map<String, Object> takenUp(Side by) {
    return get(by, "/api/v1/findings/" + finding, "TakenUp");
  }

  private static Object newest(Map<String, Object> takenUp) {
    List<?> offers = (List<?>) OpenApi.member(takenUp, "offers");
    return OpenApi.member(OpenApi.members(offers.getFirst()), "id");
  }

  @Test
  void aConflictIsTakenUpCounteredAgreedToAndCarriedOut() throws IOException {
    conflict();
    for (Side side : List.of(amber, cobalt)) {
      assertThat(get(side, "/api/v1/alarms", "Alarms").toString())
          .contains("code=FINDING_UNTAKEN", "nobody here has taken it up");
      assertThat(get(side, "/api/v1/findings", "Findings").toString())
          .contains("settlement=untaken", "escalation=notice", "taken=[]");
    }
    String one = "/api/v1/findings/" + finding;
    post(amber, one + "/take", "{\"words\":\"Weir has it\"}", "TakenUp", 200);
    assertThat(get(amber, "/api/v1/alarms", "Alarms").toString())
        .doesNotContain("FINDING_UNTAKEN")
        .contains("code=FINDING_UNSETTLED", "NOTICE: ");
    assertThat(problem(amber, one + "/take", "").toString()).contains("taken up here already");
    String own = "{\"operation\":\"" + ferry + "\",\"withdraw\":true}";
    post(amber, one + "/offer", own, "TakenUp", 201);
    post(amber, "/api/v1/offers/" + newest(takenUp(amber)) + "/withdraw", "", "TakenUp", 200);
    String later = start.plus(Duration.ofHours(1)).toString();
    String end = start.plus(Duration.ofHours(2)).toString();
    Object second = second(takenUp(amber));
    String ask = "{\"operation\":\"" + second + "\",\"lower\":\"FL085\",\"upper\":\"FL095\"}";
    post(amber, one + "/offer", ask, "TakenUp", 201);
    carry(amber, cobalt);
    assertThat(takenUp(cobalt).toString())
        .contains("settlement=offered", "lower=FL085", "words=Weir has it");
    String counter =
        "{\"operation\":\"%s\",\"start\":\"%s\",\"end\":\"%s\",\"answers\":\"%s\"}"
            .formatted(ferry, later, end, newest(takenUp(cobalt)));
    post(cobalt, one + "/offer", counter, "TakenUp", 201);
    carry(cobalt, amber);
    assertThat(takenUp(amber).toString()).contains("state=countered", "state=open");
    String agree = "/api/v1/offers/" + newest(takenUp(amber)) + "/agree";
    assertThat(problem(cobalt, agree, "").toString()).contains("only the other side answers it");
    post(amber, agree, "", "TakenUp", 200);
    carry(amber, cobalt);
    assertThat(takenUp(cobalt).toString())
        .contains("settlement=agreed", "yields=amber", "escalation=none");
    assertThat(get(cobalt, "/api/v1/alarms", "Alarms").toString()).doesNotContain("FINDING_UN");
    bundleSaysWhatWasSaid();
    assertThat(
            amber
                .ask(
                    Method.POST,
                    "/api/v1/operations/" + ferry + "/revise",
                    feature("ferry", 7.1, start.plus(Duration.ofHours(1))))
                .status())
        .isEqualTo(200);
    carry(amber, cobalt);
    assertThat(takenUp(cobalt).toString()).contains("settlement=carried-out", "open=false");
    bundleSaysWhatWasSaid();
    String before = takenUp(amber).toString();
    amber = reopened(amber);
    assertThat(takenUp(amber).toString()).isEqualTo(before);
  }

  private void bundleSaysWhatWasSaid() {
    Response bundle = amber.ask(Method.GET, "/api/v1/bundle?finding=" + finding, "");
    List<Card> cards = List.of(amber.node().card(), cobalt.node().card());
    BundleReport report = BundleVerifier.verify(bundle.bytes(), cards);
    assertThat(report.holds()).as(report.words()).isTrue();
    for (String said : List.of("finding-taken", "change-offered", "offer-agreed")) {
      assertThat(report.words()).contains(said);
    }
    String words = report.words();
    assertThat(words.split("change-offered", -1)).as(words).hasSize(4);
  }

  private static Object second(Map<String, Object> takenUp) {
    return ((List<?>) OpenApi.member(takenUp, "operations")).getLast();
  }

  @Test
  void whatCannotBeOfferedIsRefusedWithTheFieldAndTheFix() {
    conflict();
    String offer = "/api/v1/findings/" + finding + "/offer";
    assertThat(problem(amber, offer, "{}").toString()).contains("\"operation\" is missing");
    String of = "{\"operation\":\"" + ferry + "\"";
    assertThat(problem(amber, offer, of + "}").toString()).contains("words: say what is to change");
    assertThat(problem(amber, offer, of + ",\"start\":\"2026-12-01T06:00:00Z\"}").toString())
        .contains("start: give start and end, or neither");
    assertThat(problem(amber, offer, of + ",\"lower\":\"5 m MSL\",\"upper\":\"FL090\"}").toString())
        .contains("lower: both heights must be from the same datum");
    assertThat(problem(amber, "/api/v1/offers/cobalt.1.99/agree", "").get("code"))
        .isEqualTo("NOT_FOUND");
    assertThat(problem(amber, "/api/v1/findings/01234567/take", "").get("code"))
        .isEqualTo("NOT_FOUND");
  }
}
