package org.wideberth.node.api;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.wideberth.conflict.ArticleFinding;
import org.wideberth.conflict.Finding;
import org.wideberth.conflict.proposal.Change;
import org.wideberth.conflict.proposal.Proposal;
import org.wideberth.conflict.proposal.ProposalWords;
import org.wideberth.conflict.proposal.Proposals;
import org.wideberth.conflict.proposal.WindowsWithoutConflict;
import org.wideberth.gateway.geojson.OperationInput;
import org.wideberth.gateway.geojson.OperationsToGeoJson;
import org.wideberth.node.engine.Lookahead.Would;
import org.wideberth.operation.OperationContent;
import org.wideberth.party.PartyId;
import org.wideberth.record.Audience;

/// Proposals, and what is only thought of, as `openapi.yaml` shows them.
final class ProposalJson {
  private ProposalJson() {}

  /// @param audience of an operation that is not declared yet
  static void proposals(JsonText json, Proposals found, PartyId self, Optional<Audience> audience) {
    json.objects("proposals", found.list(), (item, each) -> proposal(item, each, self, audience))
        .texts("remarks", found.remarks());
  }

  private static void proposal(
      JsonText json, Proposal proposal, PartyId self, Optional<Audience> audience) {
    json.text("operation", proposal.mover().text())
        .text("party", proposal.mover().party().text())
        .flag("own", proposal.mover().party().equals(self))
        .text("kind", proposal.change().kind().word())
        .number("cost", proposal.cost())
        .text("words", ProposalWords.of(proposal));
    switch (proposal.change()) {
      case Change.Shifted(var minutes) -> json.number("by", minutes).text("unit", "min");
      case Change.Raised(var by, var unit) -> json.number("by", by).text("unit", unit.symbol());
      case Change.Moved moved ->
          json.number("by", moved.metres())
              .text("unit", "m")
              .text("towards", moved.towards().word());
      case Change.Trimmed _ -> {}
    }
    json.texts("also_ends", ids(proposal.alsoEnds()))
        .texts(
            "also_ends_articles",
            proposal.alsoEndsArticles().stream().map(ArticleFinding::article).toList())
        .raw("content", content(proposal.content(), audience));
  }

  private static List<String> ids(List<Finding> findings) {
    return findings.stream().map(each -> HashText.of(each.id())).toList();
  }

  private static byte[] content(OperationContent content, Optional<Audience> audience) {
    return OperationsToGeoJson.writeInputs(
        List.of(
            new OperationInput(
                content.name(),
                content.kind(),
                content.priority(),
                content.grain(),
                audience,
                content.volumes(),
                content.basis())));
  }

  static void would(JsonText json, Would would, PartyId self) {
    json.text("id", would.operation().id().text())
        .number("revision", would.operation().revision())
        .text("name", would.operation().content().name())
        .number("total", would.total())
        .objects(
            "findings",
            IntStream.range(0, would.findings().size()).boxed().toList(),
            (item, place) -> {
              Finding finding = would.findings().get(place);
              PictureJson.finding(item, finding);
              item.text("with", finding.across(self).party().text());
              if (place < would.proposals().size()) {
                proposals(item, would.proposals().get(place), self, would.request().audience());
              }
            })
        .objects("article_findings", would.articles(), ArticleJson::finding)
        .texts("ends", ids(would.ends()));
  }

  static void windows(JsonText json, WindowsWithoutConflict found) {
    json.objects(
            "windows",
            found.windows(),
            (item, each) ->
                item.time("start", each.window().start())
                    .time("end", each.window().end())
                    .objects("article_findings", each.articles(), ArticleJson::finding))
        .time("next", found.next());
  }
}
