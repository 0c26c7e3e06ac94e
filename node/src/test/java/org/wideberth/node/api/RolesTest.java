package org.wideberth.node.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Every route is asked in every role, and answers or not as `docs/roles.md` says. The routes are
/// the running router's: one that is not in the table fails.
class RolesTest extends TwoSides {
  private static final Path TABLE =
      Path.of(System.getProperty("wideberth.root", "..")).resolve("docs/roles.md");
  private static final List<String> CALLERS =
      List.of("nobody", "observer", "duty officer", "commander", "API token");

  private static Map<String, List<Boolean>> table() throws IOException {
    Map<String, List<Boolean>> rows = new LinkedHashMap<>();
    for (String line : Files.readAllLines(TABLE)) {
      if (line.startsWith("| `")) {
        String[] cells = line.split("\\|", -1);
        List<Boolean> may = new ArrayList<>();
        for (int i = 2; i < 2 + CALLERS.size(); i++) {
          may.add(cells[i].strip().equals("yes"));
        }
        rows.put(cells[1].strip().replace("`", ""), may);
      }
    }
    return rows;
  }

  private Optional<String> cookie(int caller) {
    if (caller == 0) {
      return Optional.of("none=x");
    }
    if (caller == 4) {
      return Optional.empty();
    }
    String role = CALLERS.get(caller).replace(' ', '-');
    Map<String, Object> made =
        post(
            amber,
            "/api/v1/invitations",
            "{\"person\":\"Kim\",\"role\":\"%s\"}".formatted(role),
            "Invitation",
            201);
    String link = OpenApi.member(made, "link").toString();
    String code = link.substring(link.indexOf('=') + 1);
    Response entered = amber.ask(Method.POST, "/api/v1/session", "{\"code\":\"" + code + "\"}");
    String set = Objects.requireNonNull(entered.headers().get("Set-Cookie"));
    return Optional.of(set.substring(0, set.indexOf(';')));
  }

  /// Whether the gate lets the caller through to the route; what the route then says is another
  /// matter.
  private boolean isLetIn(Route route, int caller) {
    String path = route.path().replaceAll("\\{[^}]*\\}", "x");
    Optional<String> cookie = cookie(caller);
    Response answer =
        cookie.isPresent()
            ? amber
                .node()
                .api()
                .answerCookie(route.method(), path, cookie.get(), "[]".getBytes(UTF_8))
            : amber.ask(route.method(), path, "[]");
    if (answer.content() instanceof Response.Events) {
      return true;
    }
    String words = new String(answer.bytes(), UTF_8);
    boolean stopped =
        words.contains("sign in with a one-time link") || words.contains("this needs the role");
    assertThat(stopped && answer.status() < 401).as(words).isFalse();
    return !stopped;
  }

  @Test
  void everyRouteAnswersEveryRoleAsTheTableSays() throws IOException {
    Map<String, List<Boolean>> table = table();
    List<Route> routes = amber.node().api().routes();
    assertThat(table.keySet())
        .as("docs/roles.md has a row for every route")
        .isEqualTo(
            new TreeSet<>(routes.stream().map(each -> each.method() + " " + each.path()).toList()));
    for (Route route : routes) {
      List<Boolean> may = new ArrayList<>();
      for (int caller = 0; caller < CALLERS.size(); caller++) {
        may.add(isLetIn(route, caller));
      }
      assertThat(may)
          .as("%s %s for %s", route.method(), route.path(), CALLERS)
          .isEqualTo(table.get(route.method() + " " + route.path()));
    }
  }
}
