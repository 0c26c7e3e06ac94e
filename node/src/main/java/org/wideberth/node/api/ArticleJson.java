package org.wideberth.node.api;

import java.util.List;
import java.util.Optional;
import org.wideberth.agreement.Steps;
import org.wideberth.conflict.ArticleFinding;
import org.wideberth.conflict.ArticleFinding.Under;
import org.wideberth.geo.LineSide;
import org.wideberth.node.engine.EngineView;
import org.wideberth.party.PartyId;
import org.wideberth.record.Hash;
import org.wideberth.record.JsonField;

/// What is found about single operations under articles, as `openapi.yaml` shows it.
final class ArticleJson {
  private ArticleJson() {}

  static void finding(JsonText json, ArticleFinding finding) {
    json.text("id", HashText.of(finding.id()))
        .text("article", finding.article())
        .object(
            "operation",
            operation ->
                operation
                    .text("id", finding.operation().text())
                    .text("party", finding.party().text())
                    .number("revision", finding.revision())
                    .text("kind", finding.kind().word())
                    .text("name", finding.name()))
        .objects("under", finding.under(), ArticleJson::under)
        .flag("disputed", finding.disputed());
  }

  private static void marked(JsonText json, ArticleFinding finding, Steps steps) {
    finding(json, finding);
    List<Hash> rules = finding.under().stream().map(Under::rules).toList();
    AgreementJson.suspended(json, finding.article(), rules, steps);
  }

  private static void under(JsonText json, Under under) {
    json.text("rules", HashText.of(under.rules()))
        .text("title", under.title())
        .text("what", under.what().word())
        .flag("certain", under.certain())
        .object(
            "interval",
            interval ->
                interval
                    .time("start", under.interval().start())
                    .time("end", under.interval().end()));
    under.at().ifPresent(at -> json.lonLat("at", at.lonE7(), at.latE7()));
    Optional<LineSide> keeps = under.keeps();
    json.text("keeps", keeps.map(JsonField::wordOf))
        .thousandths("least_m", under.leastMm())
        .thousandths("most_m", under.mostMm());
    under
        .lead()
        .ifPresent(
            lead -> json.number("lead_s", lead.givenS()).number("agreed_lead_s", lead.agreedS()));
    json.texts("notes", under.notes());
  }

  /// The data of an event.
  static byte[] change(Optional<ArticleFinding> before, Optional<ArticleFinding> after) {
    return JsonText.object(
        json -> {
          finding(json, after.or(() -> before).orElseThrow());
          json.text("change", after.isEmpty() ? "closed" : before.isEmpty() ? "opened" : "changed");
        });
  }

  /// A finding, who has suspended its article, and how it stands with each whom the own party faces
  /// over it.
  private static void faced(JsonText json, EngineView view, ArticleFinding finding) {
    marked(json, finding, view.picture().agreement().steps());
    PartyId self = view.picture().self();
    json.objects(
        "facing",
        view.picture().facing(finding.id()),
        (item, name) ->
            SettlementJson.facing(
                item, self, SettlementJson.Shown.in(view, name.id()).orElseThrow()));
  }

  static byte[] page(
      EngineView view, List<ArticleFinding> shown, int total, Optional<String> next) {
    return JsonText.object(
        json ->
            json.objects("findings", shown, (item, each) -> faced(item, view, each))
                .number("total", total)
                .text("next", next));
  }
}
