package org.wideberth.node.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RouterTest {
  private static final Route LIST = route(Method.GET, "/api/v1/operations");
  private static final Route ADD = route(Method.POST, "/api/v1/operations");
  private static final Route END = route(Method.POST, "/api/v1/operations/{id}/end");
  private static final Route TILE = route(Method.GET, "/record/{party}/tile/{tile...}");
  private final Router router = new Router(List.of(LIST, ADD, END, TILE));

  @Test
  void namesStandForOneSegmentEach() {
    assertThat(router.find(Method.POST, "/api/v1/operations/amber.1.17/end"))
        .isEqualTo(new Router.Found(END, Map.of("id", "amber.1.17")));
    assertThat(router.find(Method.POST, "/api/v1/operations//end")).isEqualTo(new Router.Unknown());
    assertThat(router.find(Method.POST, "/api/v1/operations/a/b/end"))
        .isEqualTo(new Router.Unknown());
  }

  @Test
  void aLastNameWithDotsTakesTheRest() {
    assertThat(router.find(Method.GET, "/record/amber/tile/0/x001/234.p/8"))
        .isEqualTo(new Router.Found(TILE, Map.of("party", "amber", "tile", "0/x001/234.p/8")));
    assertThat(router.find(Method.GET, "/record/amber/tile")).isEqualTo(new Router.Unknown());
  }

  @Test
  void aKnownPathTellsItsMethods() {
    assertThat(router.find(Method.DELETE, "/api/v1/operations"))
        .isEqualTo(new Router.OtherMethods(Set.of("GET", "POST")));
  }

  @Test
  void aSlashAtTheEndIsAnotherPath() {
    assertThat(router.find(Method.GET, "/api/v1/operations/")).isEqualTo(new Router.Unknown());
    assertThat(router.find(Method.GET, "/")).isEqualTo(new Router.Unknown());
  }

  private static Route route(Method method, String path) {
    return new Route(method, path, Optional.empty(), 0, request -> Response.nothing());
  }
}
