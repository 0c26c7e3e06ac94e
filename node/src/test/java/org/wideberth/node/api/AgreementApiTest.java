package org.wideberth.node.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Agreements between two whole nodes: countered, signed, in force from a time; suspended by two
/// people, and what a suspension never touches.
class AgreementApiTest extends TwoSides {
  private static final String RIVER =
      """
      ,"lines":[{"id":"river","name":"The river","path":[[474000000,80000000],[476000000,%s]],
      "tolerance_mm":50000,"reach_m":20000,"sides":[{"party":"amber","side":"left"}]}]%s\
      """;

  @Test
  void aLineIsCounteredSignedAndInForceFromItsTime() {
    enrolEachOther();
    String first = propose(amber, rules(1, RIVER.formatted("80000000", "")));
    carry(amber, cobalt);
    Instant from = Instant.now().plusSeconds(3_600).truncatedTo(ChronoUnit.SECONDS);
    String lineage =
        ",\"counters\":\"%s\",\"in_force_from\":%d".formatted(standard(first), from.toEpochMilli());
    String counter = propose(cobalt, rules(2, RIVER.formatted("80100000", lineage)));
    carry(cobalt, amber);

    Map<String, Object> changes = get(amber, path(counter, "changes"), "RulesChanges");
    assertThat(changes.toString())
        .contains("article=number", "change=changed", "article=in-force-from", "change=added")
        .contains("article=lines/river", "1 of 2 vertices moved, most of all vertex 2 by 752 m")
        .contains("from 47.6 8 to 47.6 8.01");
    assertThat(get(amber, path(counter, "changes?from=" + first), "RulesChanges"))
        .isEqualTo(changes);
    for (Side side : List.of(amber, cobalt)) {
      post(side, path(first, "adopt"), "", "Adopted", 200);
      post(side, path(counter, "adopt"), "", "Adopted", 200);
    }
    carry(amber, cobalt);
    carry(cobalt, amber);
    Map<String, Object> rules = get(amber, "/api/v1/rules", "Rules");
    assertThat(rules.toString())
        .contains("in_force=" + first, "disputed=false", "counters=" + first)
        .contains("in_force_from=" + JsonText.time(from));

    declare(amber, "now", from.minusSeconds(1_800));
    declare(amber, "then", from.plusSeconds(1_800));
    carry(amber, cobalt);
    List<?> findings =
        (List<?>)
            OpenApi.member(get(cobalt, "/api/v1/article-findings", "ArticleFindings"), "findings");
    assertThat(findings)
        .extracting(Object::toString)
        .satisfiesExactlyInAnyOrder(
            each -> assertThat(each).contains("name=now", "rules=" + first),
            each -> assertThat(each).contains("name=then", "rules=" + counter));
    String unknown = ",\"counters\":\"" + standard(nothing()) + "\"";
    assertThat(problem(amber, "/api/v1/rules", rules(3, unknown)).toString())
        .contains("counters: nobody has proposed rules");
  }

  @Test
  void aSuspensionTakesTwoPeopleAndTheNextFlashStillSounds() throws IOException {
    enrolEachOther();
    String hash = propose(amber, rules(1, RIVER.formatted("80000000", "")));
    post(amber, path(hash, "adopt"), "", "Adopted", 200);
    carry(amber, cobalt);
    post(cobalt, path(hash, "adopt"), "", "Adopted", 200);
    declare(amber, "ferry", Instant.now().plusSeconds(3_600).truncatedTo(ChronoUnit.SECONDS));
    carry(amber, cobalt);
    carry(cobalt, amber);

    String request = "{\"reason\":\"Flood.\",\"articles\":[\"lines/river\"],\"by\":\"Anna\"}";
    Map<String, Object> asked = post(amber, path(hash, "suspend"), request, "AgreementStep", 201);
    String confirm = "/api/v1/agreement-asks/" + OpenApi.member(asked, "id") + "/confirm";
    assertThat(problem(amber, confirm, "{\"by\":\"Anna\"}").toString())
        .contains("takes another person");
    assertThat(problem(amber, confirm, "{}").toString()).contains("by: say which person");
    carry(amber, cobalt);
    assertThat(get(cobalt, "/api/v1/rules", "Rules").toString())
        .contains("suspensions=[]", "step=suspension");
    assertThat(get(cobalt, "/api/v1/alarms", "Alarms").toString())
        .doesNotContain("AGREEMENT_SUSPENDED");
    post(amber, confirm, "{\"by\":\"Ben\"}", "AgreementStep", 200);
    carry(amber, cobalt);

    for (Side side : List.of(amber, cobalt)) {
      assertThat(get(side, "/api/v1/alarms", "Alarms").toString())
          .contains("AGREEMENT_SUSPENDED", "lines/river", "Anna and Ben", "Flood.");
      assertThat(get(side, "/api/v1/article-findings", "ArticleFindings").toString())
          .as("found as before, and marked")
          .contains("article=lines/river", "suspended=[{party=amber", "reason=Flood.");
    }
    cobalt = reopened(cobalt);
    assertThat(get(cobalt, "/api/v1/rules", "Rules").toString())
        .contains("suspensions=[{party=amber", "article=lines/river", "asked=[]");

    // Nothing of it touches the channel.
    post(
        amber,
        "/api/v1/messages",
        "{\"to\":[\"cobalt\"],\"phrase\":\"stop\",\"precedence\":\"flash\",\"text\":\"Stop.\"}",
        "Message",
        201);
    carry(amber, cobalt);
    assertThat(get(cobalt, "/api/v1/alarms", "Alarms").toString())
        .contains("code=FLASH,", "AGREEMENT_SUSPENDED");
    assertThat(get(amber, "/api/v1/rules", "Rules").toString()).contains("in_force=" + hash);

    twoPeople(amber, hash, "resume", "{\"reason\":\"Flood over.\",\"by\":\"Ben\"}");
    carry(amber, cobalt);
    assertThat(get(cobalt, "/api/v1/rules", "Rules").toString()).contains("suspensions=[]");
    assertThat(get(cobalt, "/api/v1/alarms", "Alarms").toString())
        .contains("code=FLASH,")
        .doesNotContain("AGREEMENT_SUSPENDED");
  }

  @Test
  void anEndIsSeenByBothAndTheOtherSideGoesOnFinding() {
    enrolEachOther();
    String hash = propose(amber, rules(1, ""));
    post(amber, path(hash, "adopt"), "", "Adopted", 200);
    carry(amber, cobalt);
    post(cobalt, path(hash, "adopt"), "", "Adopted", 200);
    carry(cobalt, amber);
    Instant from = Instant.now().plusSeconds(7_200).truncatedTo(ChronoUnit.SECONDS);
    twoPeople(
        amber,
        hash,
        "end",
        "{\"reason\":\"Over.\",\"from\":\"%s\",\"by\":\"Ben\"}".formatted(from));
    carry(amber, cobalt);

    assertThat(get(cobalt, "/api/v1/rules", "Rules").toString())
        .contains("in_force=" + hash, "ends=[{party=amber", "from=" + JsonText.time(from));
    assertThat(get(cobalt, "/api/v1/alarms", "Alarms").toString()).contains("AGREEMENT_ENDED");
    assertThat(problem(amber, path(hash, "end"), "{\"reason\":\"x\",\"by\":\"Ben\"}").toString())
        .contains("from: an end says from when");
  }

  @Test
  void termsOfTheChannelAreAdoptedSeenAndNamedByWhatFollowsFromThem() {
    enrolEachOther();
    String terms =
        """
        ,"ladder":{"next_desk_s":20,"commander_s":30},"answer_deadlines":[{"precedence":"priority",\
        "acknowledged_s":10,"answered_s":600}],"test_times":["05:30","17:30"]\
        """;
    String first = propose(amber, rules(1, ""));
    String hash = propose(amber, rules(2, terms));
    assertThat(get(amber, path(hash, "changes?from=" + first), "RulesChanges").toString())
        .contains("article=ladder", "to next desk after 20 s, the commander 30 s later")
        .contains("article=answer-deadlines/priority", "answered within 600 s")
        .contains("article=test-times", "daily at 05:30, 17:30 UTC");
    assertThat(problem(amber, "/api/v1/rules", rules(3, terms.replace("20", "5"))).toString())
        .contains("ladder.next_desk_s: 5 is not within 10 to 3600");
    post(amber, path(hash, "adopt"), "", "Adopted", 200);
    carry(amber, cobalt);
    assertThat(get(amber, "/api/v1/channel-tests", "ChannelTests").toString())
        .as("adopted by one alone")
        .doesNotContain("agreed");
    post(cobalt, path(hash, "adopt"), "", "Adopted", 200);
    carry(cobalt, amber);
    assertThat(problem(amber, path(hash, "suspend"), suspend("ladder")).toString())
        .contains("articles: ladder is about the channel, which nobody suspends");
    String message = "{\"to\":[\"cobalt\"],\"precedence\":\"priority\",\"text\":\"well?\"}";
    Map<String, Object> sent = post(amber, "/api/v1/messages", message, "Message", 201);
    String one = "/api/v1/messages/" + OpenApi.member(sent, "id");
    carry(amber, cobalt);
    post(cobalt, one + "/acknowledge", "", "Message", 200);
    carry(cobalt, amber);
    for (Side side : List.of(amber, cobalt)) {
      assertThat(get(side, "/api/v1/rules", "Rules").toString())
          .contains("in_force=" + hash, "ladder={next_desk_s=20, commander_s=30}");
      assertThat(get(side, "/api/v1/channel-tests", "ChannelTests").toString())
          .contains("agreed={times=05:30,17:30, article=test-times, rules=[{hash=" + hash);
      assertThat(get(side, one, "Message").toString())
          .contains("due=[{what=acknowledged, until=", "what=answered, until=")
          .contains("overdue=false", "article=answer-deadlines/priority, rules=[{hash=" + hash);
    }
  }

  private static String suspend(String article) {
    return "{\"reason\":\"x\",\"articles\":[\"%s\"],\"by\":\"Anna\"}".formatted(article);
  }

  private void twoPeople(Side side, String hash, String verb, String request) {
    Map<String, Object> asked = post(side, path(hash, verb), request, "AgreementStep", 201);
    String confirm = "/api/v1/agreement-asks/" + OpenApi.member(asked, "id") + "/confirm";
    post(side, confirm, "{\"by\":\"Carl\"}", "AgreementStep", 200);
  }

  private static String path(String hash, String verb) {
    return "/api/v1/rules/" + hash + "/" + verb;
  }

  private static String standard(String hash) {
    return Base64.getEncoder().encodeToString(Base64.getUrlDecoder().decode(hash));
  }

  private static String nothing() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[32]);
  }

  private void declare(Side side, String name, Instant start) {
    String feature =
        """
        {"type":"Feature","geometry":{"type":"Point","coordinates":[8.02,47.5]},"properties":{
          "name":"%s","kind":"air","start":"%s","end":"%s",
          "lower":100,"upper":300,"unit":"m","datum":"MSL","radius_m":1000}}
        """
            .formatted(name, start, start.plusSeconds(600));
    assertThat(side.ask(Method.POST, "/api/v1/operations", feature).status()).isEqualTo(201);
  }
}
