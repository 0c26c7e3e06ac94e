package org.wideberth.node.api;

import java.util.Collection;
import java.util.List;
import org.wideberth.conflict.Finding;
import org.wideberth.geo.Position;
import org.wideberth.party.PartyId;
import org.wideberth.picture.Placeholder;
import org.wideberth.record.JsonField;

/// Findings and placeholders as `openapi.yaml` shows them.
final class PictureJson {
  private PictureJson() {}

  static void finding(JsonText json, Finding finding) {
    Position at = finding.at();
    json.text("id", HashText.of(finding.id()))
        .text("article", finding.article())
        .text("verdict", JsonField.wordOf(finding.verdict()))
        .objects("operations", List.of(finding.first(), finding.second()), PictureJson::side)
        .object(
            "interval",
            interval ->
                interval
                    .time("start", finding.interval().start())
                    .time("end", finding.interval().end()))
        .lonLat("at", at.lonE7(), at.latE7())
        .thousandths("lower_m", finding.lowerMm())
        .thousandths("upper_m", finding.upperMm())
        .texts("rules", finding.rules().stream().map(HashText::of).toList())
        .flag("disputed", finding.disputed())
        .texts("notes", finding.heightNotes());
  }

  /// The data of an event about a finding.
  static byte[] change(Finding finding, String change) {
    return JsonText.object(
        json -> {
          finding(json, finding);
          json.text("change", change);
        });
  }

  private static void side(JsonText json, Finding.Side side) {
    json.text("id", side.operation().text())
        .text("party", side.party().text())
        .number("revision", side.revision())
        .text("kind", side.kind().word())
        .text("name", side.name())
        .flag("seen_by_other", side.seenByOther());
  }

  static byte[] placeholder(Placeholder placeholder, boolean resolved) {
    return JsonText.object(
        json ->
            json.text("origin", placeholder.at().origin().toString())
                .number("seq", placeholder.at().seq())
                .text("reason", JsonField.wordOf(placeholder.reason()))
                .text("words", placeholder.words())
                .flag("resolved", resolved));
  }

  static List<String> words(Collection<PartyId> parties) {
    return parties.stream().map(PartyId::text).toList();
  }
}
