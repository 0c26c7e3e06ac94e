package org.wideberth.node.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/// Positions that people type, in messages, operations and read-backs, from request to answer.
class ReadBackApiTest extends TwoSides {
  private static final String MESSAGES = "/api/v1/messages";
  private static final String CHECK = "/api/v1/positions/check";

  private static String message(String position, String more) {
    return "{\"to\":[\"cobalt\"],\"text\":\"look\",\"places\":[{\"position\":\"%s\"}]%s}"
        .formatted(position, more);
  }

  private static String polygon(String coordinates) {
    return """
    {"type":"Feature","geometry":{"type":"Polygon","coordinates":[[%s]]},
     "properties":{"kind":"static","start":"2026-12-01T06:00:00Z","end":"2026-12-01T07:00:00Z",
       "lower":0,"upper":100,"unit":"m","datum":"MSL","audience":["cobalt"]}}\
    """
        .formatted(coordinates);
  }

  private String declared() {
    String ring = "[8.7,47.1],[8.72,47.1],[8.72,47.12],[8.7,47.12],[8.7,47.1]";
    Map<String, Object> done = post(amber, "/api/v1/operations", polygon(ring), "Declared", 201);
    return done.toString().replaceAll("(?s).*id=(amber[.0-9]+).*", "$1");
  }

  @Test
  void aPlaceIsReadBackWrongThenRightAndBothSidesSeeIt() {
    enrolEachOther();
    Map<String, Object> sent = post(amber, MESSAGES, message("47.1, 8.7", ""), "Message", 201);
    String one = MESSAGES + "/" + OpenApi.member(sent, "id");
    assertThat(sent.toString()).contains("read_back={state=not-read-back, difference_m=0");
    carry(amber, cobalt);

    String wrong = "{\"places\":[{\"place\":1,\"position\":\"47.18, 8.7\"}]}";
    post(cobalt, one + "/read-back", wrong, "Message", 200);
    carry(cobalt, amber);
    for (Side side : new Side[] {amber, cobalt}) {
      assertThat(get(side, one, "Message").toString())
          .contains("read_back={state=differs, difference_m=8894", "differs=true");
    }

    String right = "{\"places\":[{\"place\":1,\"position\":\"47°06.000'N 008°42.000'E\"}]}";
    post(cobalt, one + "/read-back", right, "Message", 200);
    carry(cobalt, amber);
    for (Side side : new Side[] {amber, cobalt}) {
      assertThat(get(side, one, "Message").toString())
          .contains("read_back={state=confirmed, difference_m=0", "differs=false", "differs=true");
    }
  }

  @Test
  void theAreaAndTimesOfAWarningAreReadBackWrongThenRight() {
    enrolEachOther();
    String warning =
        """
        {"to":["cobalt"],"text":"look","warning":{"condition":"if the dam opens",
         "asked":"keep off","around":{"position":"47.1, 8.7","radius_m":500},
         "start":"2026-11-26T14:00:00Z","end":"2026-11-26T18:00:00Z"}}\
        """;
    Map<String, Object> sent = post(amber, MESSAGES, warning, "Message", 201);
    String one = MESSAGES + "/" + OpenApi.member(sent, "id");
    assertThat(sent.toString()).contains("read_back={state=not-read-back");
    carry(amber, cobalt);
    String read =
        "{\"around\":{\"position\":\"47.1, 8.7\",\"radius_m\":%d},"
            + "\"start\":\"%s\",\"end\":\"261800ZNOV26\"}";
    String wrong = read.formatted(50, "2026-11-26T14:10:00Z");
    post(cobalt, one + "/read-back", wrong, "Message", 200);
    carry(cobalt, amber);
    for (Side side : new Side[] {amber, cobalt}) {
      assertThat(get(side, one, "Message").toString())
          .contains("state=differs, difference_m=450", "difference_s=600", "item=around");
    }
    String right = read.formatted(500, "261400ZNOV26");
    post(cobalt, one + "/read-back", right, "Message", 200);
    carry(cobalt, amber);
    for (Side side : new Side[] {amber, cobalt}) {
      assertThat(get(side, one, "Message").toString())
          .contains("state=confirmed, difference_m=0", "difference_s=0");
    }
    String more = "{\"answer_by\":\"261300ZNOV26\"}";
    assertThat(problem(cobalt, one + "/read-back", more).toString())
        .contains("answer_by:", "does not say one; leave it out");
  }

  @Test
  void whatCannotBeReadBackIsRefusedWithTheFieldAndTheFix() {
    enrolEachOther();
    Map<String, Object> sent = post(amber, MESSAGES, message("47.1, 8.7", ""), "Message", 201);
    String path = MESSAGES + "/" + OpenApi.member(sent, "id") + "/read-back";
    carry(amber, cobalt);
    assertThat(problem(cobalt, path, "{\"places\":[]}").toString())
        .contains("places: give at least one place");
    String twice = "{\"place\":1,\"position\":\"47.1, 8.7\"}";
    assertThat(problem(cobalt, path, "{\"places\":[%s,%s]}".formatted(twice, twice)).toString())
        .contains("place 1 is there twice");
    assertThat(problem(cobalt, path, "{\"places\":[{\"place\":1,\"position\":\"x\"}]}").toString())
        .contains("places[0].position");
    assertThat(problem(cobalt, path, "{\"places\":[%s]}".formatted(twice.replace(":1", ":2"))))
        .containsEntry("code", "NOT_FOUND");
    assertThat(problem(amber, path, "{\"places\":[%s]}".formatted(twice)))
        .containsEntry("code", "WRONG_STATE");
  }

  @Test
  void aPlaceThatLooksMistypedIsNotSentUntilAPersonMeansIt() {
    enrolEachOther();
    String about = ",\"operations\":[\"%s\"]".formatted(declared());
    Map<String, Object> doubted = problem(amber, MESSAGES, message("8.71, 47.11", about));
    assertThat(doubted).containsEntry("code", "DOUBTFUL");
    assertThat(doubted.toString())
        .contains("places[0].position: latitude and longitude look swapped: 47.1100000, 8.7100000")
        .contains("mend it, or say \"as_typed\": true if it is meant");
    post(amber, MESSAGES, message("47.11, 8.71", about), "Message", 201);
    String meant = about + ",\"as_typed\":true";
    post(amber, MESSAGES, message("8.71, 47.11", meant), "Message", 201);

    String check = "{\"position\":\"41.11, 8.71\"%s}".formatted(about);
    assertThat(post(amber, CHECK, check, "PositionChecked", 200).toString())
        .contains("slip=digit", "meant=47.1100000, 8.7100000", "distance_m=66");
    String right = "{\"position\":\"47.11, 8.71\"%s}".formatted(about);
    assertThat(post(amber, CHECK, right, "PositionChecked", 200).toString()).contains("doubts=[]");
    assertThat(problem(amber, CHECK, "{\"position\":\"47.11\"}").toString())
        .contains("a position is written in decimal degrees");
  }

  @Test
  void anAnswerIsCheckedAgainstThePlacesOfItsThread() {
    enrolEachOther();
    Map<String, Object> sent = post(amber, MESSAGES, message("47.1, 8.7", ""), "Message", 201);
    carry(amber, cobalt);
    String answers =
        "{\"to\":[\"amber\"],\"answers\":\"%s\",\"text\":\"here\",\"places\":[{\"position\":\"%s\"}]}";
    String id = OpenApi.member(sent, "id").toString();
    assertThat(problem(cobalt, MESSAGES, answers.formatted(id, "47.1, 6.7")).toString())
        .contains("a digit of the longitude looks mistaken, 6 for 8");
    post(cobalt, MESSAGES, answers.formatted(id, "47.13, 8.71"), "Message", 201);
  }

  @Test
  void anOperationWithAVertexOutOfPlaceIsNotDeclaredUntilAPersonMeansIt() {
    enrolEachOther();
    String path = "/api/v1/operations";
    declared();
    String ring = "[8.7,47.1],[8.72,47.1],[8.72,47.62],[8.7,47.12],[8.7,47.1]";
    Map<String, Object> doubted = problem(amber, path, polygon(ring));
    assertThat(doubted).containsEntry("code", "DOUBTFUL");
    assertThat(doubted.toString())
        .contains("operation 1, volume 1, position 3: a digit of the latitude looks mistaken");
    String swapped = "[47.1,8.7],[47.1,8.72],[47.12,8.72],[47.1,8.7]";
    assertThat(problem(amber, path, polygon(swapped)).toString()).contains("look swapped");
    post(amber, path + "?as_typed=true", polygon(swapped), "Declared", 201);
    String far = "[12.1,57.1],[12.2,57.1],[12.2,57.2],[12.1,57.1]";
    post(amber, path, polygon(far), "Declared", 201);
    assertThat(problem(amber, path + "?as_typed=maybe", polygon(ring)).toString())
        .contains("as_typed: true or false is expected");
  }
}
