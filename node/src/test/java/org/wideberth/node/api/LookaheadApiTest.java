package org.wideberth.node.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What would be found, what would end it, and when there is nothing.
class LookaheadApiTest extends TwoSides {
  private final Instant start =
      Instant.now().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(8));

  private static String feature(String name, double lon, Instant start, String more) {
    return """
    {"type":"Feature","geometry":{"type":"Point","coordinates":[%s,46.2]},"properties":{"name":"%s",
    "kind":"air","start":"%s","end":"%s","lower":300,"upper":900,"unit":"m","datum":"MSL",
    "radius_m":800%s}}\
    """
        .formatted(lon, name, start, start.plus(Duration.ofHours(1)), more);
  }

  private void agree(String articles) {
    enrolEachOther();
    String adopt = "/api/v1/rules/" + propose(amber, rules(1, articles)) + "/adopt";
    assertThat(amber.ask(Method.POST, adopt, "").status()).isEqualTo(200);
    carry(amber, cobalt);
    assertThat(cobalt.ask(Method.POST, adopt, "").status()).isEqualTo(200);
    carry(cobalt, amber);
  }

  private static String declare(Side side, String feature) {
    Response answer = side.ask(Method.POST, "/api/v1/operations", feature);
    assertThat(answer.status()).isEqualTo(201);
    return word(first(OpenApi.members(OpenApi.json(answer.bytes())), "operations"), "id");
  }

  private static Map<String, Object> first(Map<String, Object> from, String list) {
    return OpenApi.members(((List<?>) OpenApi.member(from, list)).getFirst());
  }

  private static String word(Map<String, Object> from, String name) {
    return OpenApi.member(from, name).toString();
  }

  private static List<?> list(Map<String, Object> from, String name) {
    return (List<?>) OpenApi.member(from, name);
  }

  private static List<String> ids(Side side, String query) {
    Response answer = side.ask(Method.GET, "/api/v1/operations?" + query, "");
    assertThat(answer.status()).isEqualTo(200);
    return list(OpenApi.members(OpenApi.json(answer.bytes())), "features").stream()
        .map(each -> OpenApi.members(OpenApi.member(OpenApi.members(each), "properties")))
        .map(properties -> OpenApi.member(properties, "id").toString())
        .toList();
  }

  @Test
  void whatIsAroundAPlaceAtAMoment() {
    enrolEachOther();
    String theirs = declare(cobalt, feature("survey", 7.1, start, ""));
    carry(cobalt, amber);
    String mine = declare(amber, feature("ferry", 7.2, start.plus(Duration.ofHours(1)), ""));
    String during = start.plus(Duration.ofMinutes(59)).toString();
    String after = start.plus(Duration.ofHours(1)).toString();

    assertThat(ids(amber, "near=46.2,7.15&radius_m=5000&at=" + during)).containsExactly(theirs);
    assertThat(ids(amber, "near=46.2,7.15&radius_m=5000&at=" + after)).containsExactly(mine);
    // The circle of 800 m around 7.1 begins 3,060 m west of 7.15.
    assertThat(ids(amber, "near=46.2,7.15&radius_m=3000&at=" + during)).isEmpty();
    assertThat(ids(amber, "near=46.2,7.15&radius_m=3100&at=" + during)).containsExactly(theirs);
    assertThat(ids(amber, "near=46.2,7.15")).as("now").isEmpty();
    assertThat(ids(cobalt, "near=46.2,7.15&at=" + after)).as("not carried there").isEmpty();
  }

  private List<String> found(String query, int total) {
    Map<String, Object> page = get(amber, "/api/v1/findings?" + query, "Findings");
    assertThat(page.get("total")).as(query).hasToString(Integer.toString(total));
    return list(page, "findings").stream().map(each -> word(OpenApi.members(each), "id")).toList();
  }

  @Test
  void whatIsFoundAroundAPlaceAtAMoment() {
    agree("");
    for (double lon : new double[] {7.1, 7.2, 7.2}) {
      declare(cobalt, feature("survey", lon, start, ""));
    }
    carry(cobalt, amber);
    for (double lon : new double[] {7.1005, 7.2005}) {
      declare(amber, feature("ferry", lon, start, ""));
    }
    String during = "&at=" + start.plus(Duration.ofMinutes(59));
    String east = "near=46.2,7.2&radius_m=3000" + during;

    List<String> all = found("limit=10", 3);
    List<String> there = found(east, 2);
    assertThat(there).hasSize(2).isEqualTo(all.stream().filter(there::contains).toList());
    List<String> others = found("near=46.2,7.1&radius_m=3000" + during, 1);
    assertThat(others).hasSize(1).doesNotContainAnyElementsOf(there);
    assertThat(found("near=46.2,7.15&radius_m=20000" + during, 3)).isEqualTo(all);
    assertThat(found(east + "&limit=1", 2)).containsExactly(there.getFirst());
    assertThat(found(east + "&limit=1&after=" + there.getFirst(), 2))
        .containsExactly(there.getLast());
    assertThat(found("near=46.2,7.2", 0)).as("now").isEmpty();
    assertThat(found("near=46.2,8.2" + during, 0)).as("elsewhere").isEmpty();
  }

  @Test
  void aPlaceThatIsNotOneIsRefusedByItsName() {
    enrolEachOther();
    for (String path : List.of("/api/v1/operations?", "/api/v1/findings?")) {
      for (String query :
          List.of("near=here", "radius_m=5", "near=46.2,7.1&radius_m=0", "near=46.2,7.1&at=noon")) {
        Response answer = amber.ask(Method.GET, path + query, "");
        assertThat(answer.status()).isIn(400, 422);
        String field = query.substring(query.lastIndexOf('&') + 1).replaceFirst("=.*", "");
        assertThat(new String(answer.bytes(), UTF_8))
            .contains(query.equals("radius_m=5") ? "near: " : field + ": ");
      }
    }
  }

  @Test
  void whatIfFilesNothingAndItsProposalDeclaredIsFoundNoMore() {
    agree("");
    declare(cobalt, feature("survey", 7.1005, start.minus(Duration.ofMinutes(48)), ""));
    carry(cobalt, amber);
    String mine = feature("ferry", 7.1, start, "");
    Map<String, Object> before = get(amber, "/api/v1/operations", "OperationCollection");

    Map<String, Object> would =
        first(post(amber, "/api/v1/what-if", mine, "WhatIf", 200), "operations");
    assertThat(get(amber, "/api/v1/operations", "OperationCollection")).isEqualTo(before);
    assertThat(list(would, "findings")).hasSize(1);
    Map<String, Object> finding = first(would, "findings");
    assertThat(finding).containsEntry("with", "cobalt");
    Map<String, Object> proposal = first(finding, "proposals");
    assertThat(proposal.toString()).contains("own=true", "kind=time", "cost=12,", "by=12,");
    Instant later = start.plus(Duration.ofMinutes(12));
    assertThat(word(proposal, "words"))
        .startsWith("amber starts 12 minutes later: ")
        .contains(later.toString().substring(11, 16) + "Z to ");

    String content = raw(amber.ask(Method.POST, "/api/v1/what-if", mine), "content");
    Map<String, Object> then =
        first(post(amber, "/api/v1/what-if", content, "WhatIf", 200), "operations");
    assertThat(list(then, "findings")).isEmpty();
    declare(amber, content);
    assertThat(list(get(amber, "/api/v1/findings", "Findings"), "findings")).isEmpty();
  }

  /// The first member of that name, as it stands in the answer.
  private static String raw(Response answer, String name) {
    String text = new String(answer.bytes(), UTF_8);
    int from = text.indexOf("\"" + name + "\":") + name.length() + 3;
    int depth = 0;
    for (int at = from; ; at++) {
      depth += text.charAt(at) == '{' ? 1 : text.charAt(at) == '}' ? -1 : 0;
      if (depth == 0) {
        return text.substring(from, at + 1);
      }
    }
  }

  @Test
  void proposalsOfAFindingAreForEitherSideAndTheSameOnBothNodes() {
    agree("");
    String mine = declare(amber, feature("ferry", 7.1, start, ""));
    declare(cobalt, feature("survey", 7.1005, start.minus(Duration.ofMinutes(48)), ""));
    carry(cobalt, amber);
    carry(amber, cobalt);
    String finding = word(first(get(amber, "/api/v1/findings", "Findings"), "findings"), "id");
    String path = "/api/v1/findings/" + finding + "/proposals";
    Map<String, Object> here = get(amber, path, "Proposals");
    Map<String, Object> there = get(cobalt, path, "Proposals");
    assertThat(list(here, "proposals")).hasSize(3).hasSameSizeAs(list(there, "proposals"));
    for (int i = 0; i < 3; i++) {
      Map<String, Object> one = OpenApi.members(list(here, "proposals").get(i));
      Map<String, Object> other = OpenApi.members(list(there, "proposals").get(i));
      assertThat(word(one, "words")).isEqualTo(word(other, "words"));
      assertThat(word(one, "own")).isNotEqualTo(word(other, "own"));
    }

    // Filed as a revision, just as it is, the own one ends it.
    String revise = "/api/v1/operations/" + mine;
    String own =
        list(here, "proposals").stream()
                .map(OpenApi::members)
                .anyMatch(each -> word(each, "own").equals("true"))
            ? "own"
            : "none";
    assertThat(own).isEqualTo("own");
    String moved = feature("ferry", 7.1, start.plus(Duration.ofMinutes(12)), "");
    Map<String, Object> would = post(amber, revise + "/what-if", moved, "Would", 200);
    assertThat(list(would, "ends").toString()).contains(finding);
    assertThat(list(would, "findings")).isEmpty();
    assertThat(would.toString()).contains("revision=2,", "id=" + mine);
    post(amber, revise + "/revise", moved, "Step", 200);
    assertThat(problemOf(path)).containsEntry("code", "NOT_FOUND");
  }

  private Map<String, Object> problemOf(String path) {
    Response answer = amber.ask(Method.GET, path, "");
    assertThat(answer.status()).isEqualTo(404);
    return OpenApi.members(OpenApi.json(answer.bytes()));
  }

  @Test
  void whatIsRefusedWhenDeclaringIsRefusedHereInTheSameWords() {
    agree("");
    String mine = declare(amber, feature("ferry", 7.1, start, ""));
    for (String bad :
        List.of(
            "{}",
            feature("ferry", 7.1, start, ",\"audience\":[\"nobody\"]"),
            feature("ferry", 7.1, start, ",\"colour\":\"red\""))) {
      Map<String, Object> declared = problem(amber, "/api/v1/operations", bad);
      assertThat(problem(amber, "/api/v1/what-if", bad)).isEqualTo(declared);
      assertThat(problem(amber, "/api/v1/windows", bad)).isEqualTo(declared);
      assertThat(problem(amber, "/api/v1/operations/" + mine + "/what-if", bad))
          .isEqualTo(problem(amber, "/api/v1/operations/" + mine + "/revise", bad));
    }
    String theirs = declare(cobalt, feature("survey", 7.3, start, ""));
    carry(cobalt, amber);
    String other = "/api/v1/operations/" + theirs;
    String good = feature("survey", 7.3, start, "");
    assertThat(problem(amber, other + "/what-if", good))
        .isEqualTo(problem(amber, other + "/revise", good));
    String many =
        "{\"type\":\"FeatureCollection\",\"features\":[%s]}"
            .formatted(String.join(",", Collections.nCopies(21, good)));
    assertThat(problem(amber, "/api/v1/what-if", many)).containsEntry("code", "LIMIT_EXCEEDED");
  }

  @Test
  void whatWouldBeFoundUnderArticlesIsSaidToo() {
    agree(",\"lead_times\":[{\"kind\":\"air\",\"seconds\":864000}]");
    Map<String, Object> would =
        first(
            post(amber, "/api/v1/what-if", feature("ferry", 7.1, start, ""), "WhatIf", 200),
            "operations");
    assertThat(list(would, "article_findings").toString())
        .contains("lead-times/air", "late-notice");
  }

  @Test
  void theWindowsWithoutAConflictReachFromOneOperationToTheNext() {
    agree("");
    declare(cobalt, feature("survey", 7.11, start, ""));
    declare(cobalt, feature("relay", 7.11, start.plus(Duration.ofMinutes(150)), ""));
    carry(cobalt, amber);
    String mine = feature("ferry", 7.1, start, "");
    String query =
        "?minutes=45&from=%s&to=%s"
            .formatted(start.minus(Duration.ofMinutes(44)), start.plus(Duration.ofHours(5)));
    Map<String, Object> found = post(amber, "/api/v1/windows" + query, mine, "Windows", 200);
    assertThat(list(found, "windows")).hasSize(2);
    assertThat(first(found, "windows"))
        .containsEntry("start", JsonText.time(start.plus(Duration.ofMinutes(60))))
        .containsEntry("end", JsonText.time(start.plus(Duration.ofMinutes(150))));
    // As long as the operation, from now on for a day.
    assertThat(list(post(amber, "/api/v1/windows", mine, "Windows", 200), "windows")).hasSize(3);
    assertThat(word(problem(amber, "/api/v1/windows?minutes=0", mine), "detail"))
        .startsWith("minutes: ");
    assertThat(word(problem(amber, "/api/v1/windows?from=noon", mine), "detail"))
        .startsWith("from: ");
  }
}
