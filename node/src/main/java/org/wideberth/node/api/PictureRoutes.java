package org.wideberth.node.api;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.wideberth.conflict.ArticleFinding;
import org.wideberth.conflict.Finding;
import org.wideberth.geo.Volume;
import org.wideberth.node.engine.EngineView;
import org.wideberth.party.PartyId;
import org.wideberth.picture.Picture;
import org.wideberth.record.Hash;
import org.wideberth.refusal.Outcome;

/// What is found.
final class PictureRoutes {
  private static final PageLimit LIMIT = new PageLimit(200, 10_000);

  private final Core core;

  PictureRoutes(Core core) {
    this.core = core;
  }

  List<Route> routes() {
    return List.of(
        Routes.get("/api/v1/findings", Role.OBSERVER, this::findings),
        Routes.get("/api/v1/article-findings", Role.OBSERVER, this::articleFindings));
  }

  /// @param findings one more than are asked for, if there are so many
  /// @param total how many there are of those that are asked about
  private record Found(
      List<SettlementJson.Shown> findings,
      int total,
      Set<PartyId> noRules,
      Set<PartyId> unresolved) {
    static Found in(EngineView view, Optional<Volume> area, Optional<Hash> after, int limit) {
      Picture picture = view.picture();
      PartyId self = view.ownCard().party();
      Set<PartyId> noRules = new TreeSet<>();
      Set<PartyId> unresolved = new TreeSet<>();
      Set<PartyId> parties = new TreeSet<>(picture.parties());
      parties.addAll(view.cards().keySet());
      for (PartyId party : parties) {
        boolean agreed =
            picture
                .agreement()
                .between(self, party)
                .at(view.now())
                .filter(now -> !now.rules().isEmpty())
                .isPresent();
        if (!party.equals(self) && !agreed) {
          noRules.add(party);
        }
        if (picture.unresolved(party)) {
          unresolved.add(party);
        }
      }
      Optional<List<Finding>> there = area.map(volume -> picture.outlook().findings(volume));
      return new Found(
          there
              .map(all -> behind(all, after).limit(limit + 1L))
              .orElseGet(() -> picture.findings(after, limit + 1).stream())
              .map(each -> SettlementJson.Shown.in(view, each.id()).orElseThrow())
              .toList(),
          there.map(List::size).orElseGet(() -> picture.findings().size()),
          noRules,
          unresolved);
    }

    private static Stream<Finding> behind(List<Finding> all, Optional<Hash> after) {
      return all.stream().filter(each -> after.map(id -> each.id().compareTo(id) > 0).orElse(true));
    }
  }

  private Response findings(Request request) {
    return Problems.answer(
        LIMIT
            .of(request)
            .then(
                limit ->
                    PageLimit.after(request, HashText::parse)
                        .then(after -> area(request).map(area -> page(area, after, limit)))),
        page -> page);
  }

  private Outcome<Optional<Volume>> area(Request request) {
    return AreaQuery.isAsked(request)
        ? AreaQuery.of(request, core.read(EngineView::now)).map(Optional::of)
        : Outcome.accept(Optional.empty());
  }

  private Response page(Optional<Volume> area, Optional<Hash> after, int limit) {
    Found found = core.read(view -> Found.in(view, area, after, limit));
    List<SettlementJson.Shown> shown = found.findings().stream().limit(limit).toList();
    Optional<String> next =
        found.findings().size() > limit
            ? Optional.of(HashText.of(shown.getLast().found().orElseThrow().id()))
            : Optional.empty();
    return Response.json(
        200,
        JsonText.object(
            json ->
                json.objects("findings", shown, SettlementJson::finding)
                    .number("total", found.total())
                    .text("next", next)
                    .texts("no_rules_with", PictureJson.words(found.noRules()))
                    .texts("unresolved", PictureJson.words(found.unresolved()))));
  }

  private Response articleFindings(Request request) {
    return Problems.answer(
        LIMIT
            .of(request)
            .then(
                limit ->
                    PageLimit.after(request, HashText::parse).map(after -> articles(after, limit))),
        page -> page);
  }

  private Response articles(Optional<Hash> after, int limit) {
    return core.read(
        view -> {
          // One more, to see whether that is all.
          List<ArticleFinding> found = view.picture().articleFindings(after, limit + 1);
          List<ArticleFinding> shown = found.stream().limit(limit).toList();
          Optional<String> next =
              found.size() > limit
                  ? Optional.of(HashText.of(shown.getLast().id()))
                  : Optional.empty();
          int total = view.picture().articleFindings().size();
          return Response.json(200, ArticleJson.page(view, shown, total, next));
        });
  }
}
