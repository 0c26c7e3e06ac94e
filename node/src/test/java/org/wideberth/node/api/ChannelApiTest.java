package org.wideberth.node.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.wideberth.party.Card;
import org.wideberth.record.BundleReport;
import org.wideberth.record.BundleVerifier;

/// Messages and watches, from the sender's request to what the other side answers.
class ChannelApiTest extends TwoSides {
  @Test
  void aMessageIsReadAcknowledgedAnsweredAndActedOnEachByItself() {
    enrolEachOther();
    String flash =
        "{\"to\":[\"cobalt\"],\"phrase\":\"stop\","
            + "\"places\":[{\"label\":\"ford\",\"position\":\"47.1, 8.7\"}]}";
    Map<String, Object> sent = post(amber, "/api/v1/messages", flash, "Message", 201);
    String id = OpenApi.member(sent, "id").toString();
    String one = "/api/v1/messages/" + id;
    assertThat(sent.toString()).contains("precedence=flash", "at=[8.7, 47.1]");
    carry(amber, cobalt);
    assertThat(get(cobalt, "/api/v1/alarms", "Alarms").toString()).contains("code=FLASH", id);
    assertThat(get(cobalt, "/api/v1/messages?awaiting=true", "Messages").toString()).contains(id);

    post(cobalt, one + "/act", "{\"note\":\"all stopped\"}", "Message", 200);
    assertThat(get(cobalt, "/api/v1/alarms", "Alarms").toString()).contains("code=FLASH");
    post(cobalt, one + "/acknowledge", "", "Message", 200);
    assertThat(get(cobalt, "/api/v1/alarms", "Alarms").toString()).doesNotContain("FLASH");
    String answer = "{\"to\":[\"amber\"],\"answers\":\"%s\",\"text\":\"who?\"}".formatted(id);
    post(cobalt, "/api/v1/messages", answer, "Message", 201);
    carry(cobalt, amber);

    assertThat(get(amber, one, "Message").toString())
        .contains(
            "note=all stopped", "acted={", "acknowledged={", "answers=[cobalt.1.", "delivered=")
        .doesNotContain(" read=");
    get(amber, "/api/v1/phrases", "Phrases");
    Response bundle = amber.ask(Method.GET, "/api/v1/bundle?message=" + id, "");
    List<Card> cards = List.of(amber.node().card(), cobalt.node().card());
    BundleReport report = BundleVerifier.verify(bundle.bytes(), cards);
    assertThat(report.holds()).as(report.words()).isTrue();
    assertThat(get(amber, "/api/v1/threads", "Threads").toString()).contains("count=2", "total=1");
    assertThat(get(amber, "/api/v1/messages?thread=" + id, "Messages").toString()).contains("who?");
    assertThat(get(amber, "/api/v1/messages?limit=1", "Messages").toString())
        .contains("who?")
        .doesNotContain("all stopped");
  }

  @Test
  void aWarningUnderAConditionReachesTheOthersWhole() {
    enrolEachOther();
    String warning =
        "{\"to\":[\"cobalt\"],\"precedence\":\"immediate\",\"text\":\"the dam\",\"warning\":"
            + "{\"condition\":\"if the dam opens\",\"asked\":\"keep off the river bed\",\"around\":"
            + "{\"position\":\"47.1, 8.7\",\"radius_m\":5000},\"start\":\"261400ZNOV26\","
            + "\"end\":\"2026-11-26T18:00:00Z\",\"answer_by\":\"261300ZNOV26\"}}";
    Map<String, Object> sent = post(amber, "/api/v1/messages", warning, "Message", 201);
    carry(amber, cobalt);
    String one = "/api/v1/messages/" + OpenApi.member(sent, "id");
    assertThat(get(cobalt, one, "Message").toString())
        .contains("asked=keep off the river bed", "condition=if the dam opens", "radius_m=5000")
        .contains("start=2026-11-26T14:00:00.000Z", "answer_by=2026-11-26T13:00:00.000Z");
    assertThat(problem(amber, "/api/v1/messages", warning.replace("261400", "269900")).toString())
        .contains("warning.start");
    assertThat(problem(amber, "/api/v1/messages", warning.replace("5000", "0")).toString())
        .contains("warning.around.radius_m");
    String swapped = warning.replace("47.1, 8.7", "8.7, 47.1");
    String place =
        "{\"to\":[\"cobalt\"],\"text\":\"ford\",\"places\":[{\"position\":\"47.1, 8.7\"}]}";
    post(amber, "/api/v1/messages", place, "Message", 201);
    assertThat(problem(amber, "/api/v1/messages", swapped).toString())
        .contains("DOUBTFUL", "warning.around.position: ", "swapped");
    String meant = swapped.replaceFirst("\\{", "{\"as_typed\":true,");
    post(amber, "/api/v1/messages", meant, "Message", 201);
  }

  @Test
  void aLoggedTalkIsDisputedAndBothSidesWordsStand() {
    enrolEachOther();
    String talk =
        "{\"to\":[\"cobalt\"],\"text\":\"they wait\",\"talk\":{\"medium\":\"phone\","
            + "\"start\":\"261400ZNOV26\",\"end\":\"261404ZNOV26\"}}";
    Map<String, Object> sent = post(amber, "/api/v1/messages", talk, "Message", 201);
    carry(amber, cobalt);
    String one = "/api/v1/messages/" + OpenApi.member(sent, "id");
    assertThat(problem(cobalt, one + "/dispute", "").toString()).contains("say what was not");
    post(cobalt, one + "/dispute", "{\"note\":\"only until noon\"}", "Message", 200);
    carry(cobalt, amber);
    assertThat(get(amber, one, "Message").toString())
        .contains("they wait", "disputed={", "note=only until noon", "medium=phone");
  }

  @Test
  void theOthersSeeWhoSitsAtTheDesk() {
    enrolEachOther();
    String desk = "/api/v1/watch/duty";
    assertThat(get(amber, "/api/v1/watch", "Watches").toString())
        .contains("{party=amber, desk=duty, manned=false}");
    post(amber, desk + "/take", "{\"by\":\"Lt Weir\"}", "Watches", 200);
    post(amber, desk + "/hand-over", "{\"by\":\"Lt Weir\",\"text\":\"quiet\"}", "Watches", 200);
    carry(amber, cobalt);
    assertThat(get(cobalt, "/api/v1/watch", "Watches").toString())
        .contains("by=Lt Weir")
        .contains("party=amber")
        .doesNotContain("quiet");
    assertThat(problem(amber, desk + "/take", "{\"by\":\"Maj Khan\"}").toString())
        .contains("read it and name it: amber.1.2");
    post(amber, desk + "/take", "{\"by\":\"Maj Khan\",\"note\":\"amber.1.2\"}", "Watches", 200);
    post(amber, desk + "/leave", "{\"by\":\"Maj Khan\"}", "Watches", 200);
    carry(amber, cobalt);
    assertThat(get(cobalt, "/api/v1/watch", "Watches").toString()).contains("manned=false");
    assertThat(problem(amber, desk + "/leave", "{\"by\":\"Maj Khan\"}").get("code"))
        .isEqualTo("WRONG_STATE");
    assertThat(problem(amber, desk + "/take", "").toString()).contains("by: a display name");
    for (Side side : List.of(amber, cobalt)) {
      Response bundle = side.ask(Method.GET, "/api/v1/bundle?party=amber", "");
      List<Card> cards = List.of(amber.node().card(), cobalt.node().card());
      BundleReport report = BundleVerifier.verify(bundle.bytes(), cards);
      assertThat(report.holds()).as(report.words()).isTrue();
      assertThat(report.words()).contains("watch-left").doesNotContain("watch-handed-over");
      assertThat(report.words().split("watch-taken", -1)).as(report.words()).hasSize(3);
    }
    assertThat(amber.ask(Method.GET, "/api/v1/bundle?party=nobody", "").status()).isEqualTo(404);
    assertThat(amber.ask(Method.GET, "/api/v1/bundle?party=amber&fork=amber", "").status())
        .isEqualTo(400);
  }

  @Test
  void theChannelIsTestedByPeopleAndBothSidesSeeHowItStands() {
    enrolEachOther();
    String path = "/api/v1/channel-tests";
    assertThat(get(amber, path, "ChannelTests").toString())
        .contains("times=06:00,18:00", "party=cobalt", "standing=not-due", "missed=false");
    Map<String, Object> sent = post(amber, path, "", "Message", 201);
    assertThat(sent.toString()).contains("phrase=test", "to=[cobalt]");
    String id = OpenApi.member(sent, "id").toString();
    carry(amber, cobalt);
    post(cobalt, "/api/v1/messages/" + id + "/acknowledge", "", "Message", 200);
    carry(cobalt, amber);
    for (Side side : List.of(amber, cobalt)) {
      assertThat(get(side, path, "ChannelTests").toString())
          .contains("last={", "message=" + id, "answered=", "sender=amber");
    }
    assertThat(problem(amber, path, "{\"to\":[\"cobald\"]}").get("code"))
        .isEqualTo("UNKNOWN_PARTY");
  }

  @Test
  void aMessageThatCannotBeSentIsRefusedWithTheFieldAndTheFix() {
    enrolEachOther();
    String path = "/api/v1/messages";
    assertThat(problem(amber, path, "{\"to\":[\"cobalt\"]}").toString())
        .contains("text: a message needs a text or a phrase");
    assertThat(problem(amber, path, "{\"to\":[\"cobald\"],\"phrase\":\"test\"}").get("code"))
        .isEqualTo("UNKNOWN_PARTY");
    assertThat(problem(amber, path, "{\"to\":[\"cobalt\"],\"phrase\":\"fire\"}").toString())
        .contains("none of stop, unsafe, mayday");
    assertThat(problem(amber, path + "/cobalt.1.9/acknowledge", "").get("code"))
        .isEqualTo("NOT_FOUND");
    assertThat(amber.ask(Method.GET, path + "?limit=0", "").status()).isEqualTo(422);
    assertThat(amber.ask(Method.GET, path + "?awaiting=maybe", "").status()).isEqualTo(400);
    assertThat(amber.ask(Method.GET, path + "?before=amber.1.99", "").status()).isEqualTo(404);
  }
}
