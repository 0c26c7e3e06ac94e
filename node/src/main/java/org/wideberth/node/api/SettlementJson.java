package org.wideberth.node.api;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.wideberth.agreement.Steps;
import org.wideberth.channel.MessageId;
import org.wideberth.conflict.ArticleFinding;
import org.wideberth.conflict.Finding;
import org.wideberth.geo.Height;
import org.wideberth.geo.HeightBand;
import org.wideberth.geo.HeightText;
import org.wideberth.geo.TimeWindow;
import org.wideberth.node.engine.EngineView;
import org.wideberth.operation.OperationId;
import org.wideberth.party.DisplayName;
import org.wideberth.party.PartyId;
import org.wideberth.record.Hash;
import org.wideberth.record.JsonField;
import org.wideberth.settlement.Change;
import org.wideberth.settlement.Escalation;
import org.wideberth.settlement.FindingName;
import org.wideberth.settlement.Offer;
import org.wideberth.settlement.Settlement;
import org.wideberth.settlement.TakenUp;

/// How findings are being settled, as `openapi.yaml` shows it.
final class SettlementJson {
  /// The latest offers of a finding, shown with it; the one that counts is shown besides.
  private static final int OFFERS_MAX = 16;

  private SettlementJson() {}

  /// @param found the finding, if it is between two operations and found now
  /// @param open whether it is found now
  /// @param escalation how much it presses, if it is found now
  /// @param steps what is suspended
  record Shown(
      Settlement settlement,
      Optional<Finding> found,
      boolean open,
      Escalation escalation,
      Steps steps) {
    static Optional<Shown> in(EngineView view, Hash finding) {
      return view.picture().settlement(finding).map(settlement -> of(view, finding, settlement));
    }

    private static Shown of(EngineView view, Hash finding, Settlement settlement) {
      Optional<Finding> found = view.picture().finding(finding);
      Optional<TimeWindow> interval =
          switch (settlement.takenUp().finding()) {
            case FindingName.Pair _ -> found.map(Finding::interval);
            case FindingName.Single single ->
                view.picture().articleFinding(single.finding()).map(ArticleFinding::interval);
          };
      Instant now = view.now();
      return new Shown(
          settlement,
          found,
          interval.isPresent(),
          interval
              .map(each -> Escalation.of(settlement.state(), each, now))
              .orElse(Escalation.NONE),
          view.picture().agreement().steps());
    }

    FindingName name() {
      return settlement.takenUp().finding();
    }
  }

  /// The data of an event.
  static byte[] changed(Settlement settlement) {
    return JsonText.object(
        json -> json.text("finding", HashText.of(settlement.takenUp().finding().id())));
  }

  /// A finding that is open, with what is said of it.
  static void finding(JsonText json, Shown shown) {
    Finding found = shown.found().orElseThrow();
    PictureJson.finding(json, found);
    AgreementJson.suspended(json, found.article(), found.rules(), shown.steps());
    members(json, shown);
  }

  /// A finding by itself, found or not.
  static void takenUp(JsonText json, Shown shown) {
    TakenUp takenUp = shown.settlement().takenUp();
    json.text("finding", HashText.of(takenUp.finding().id()))
        .text("article", takenUp.finding().article())
        .texts(
            "operations", takenUp.finding().operations().stream().map(OperationId::text).toList())
        .texts("sides", takenUp.finding().sides().stream().map(PartyId::text).toList())
        .flag("open", shown.open());
    members(json, shown);
  }

  /// How what is found under an article stands with one whom the own party faces over it.
  static void facing(JsonText json, PartyId self, Shown shown) {
    json.text("party", shown.name().across(self).text())
        .text("finding", HashText.of(shown.name().id()));
    members(json, shown);
  }

  private static void members(JsonText json, Shown shown) {
    Settlement settlement = shown.settlement();
    json.objects("taken", settlement.takenUp().taken().entrySet(), SettlementJson::taking)
        .objects(
            "offers",
            settlement.takenUp().offers().stream().limit(OFFERS_MAX).toList(),
            SettlementJson::offer)
        .text("settlement", settlement.state().word())
        .text("yields", settlement.yields().map(PartyId::text))
        .text("agreed", settlement.agreed().map(Offer::id).map(MessageId::text))
        .text("escalation", shown.escalation().word());
  }

  private static void taking(JsonText json, Map.Entry<PartyId, TakenUp.Taking> taken) {
    json.text("party", taken.getKey().text())
        .time("time", taken.getValue().time())
        .text("by", taken.getValue().by().map(DisplayName::text))
        .text("words", taken.getValue().words());
  }

  private static void offer(JsonText json, Offer offer) {
    json.text("id", offer.id().text())
        .text("author", offer.author().text())
        .time("time", offer.time())
        .text("by", offer.said().by().map(DisplayName::text))
        .text("operation", offer.said().operation().text())
        .number("revision", offer.said().revision())
        .text("yields", offer.yields().text())
        .flag("withdraw", offer.said().change() instanceof Change.Withdraw);
    if (offer.said().change() instanceof Change.Move(var time, var heights)) {
      time.ifPresent(window -> json.time("start", window.start()).time("end", window.end()));
      heights.ifPresent(band -> heights(json, band));
    }
    json.text("words", offer.said().words())
        .text("answers", offer.answers().map(MessageId::text))
        .text("state", JsonField.wordOf(offer.state()));
    offer.answered().ifPresent(said -> json.object("answered", each -> said(each, said)));
    offer.withdrawn().ifPresent(said -> json.object("withdrawn", each -> said(each, said)));
  }

  private static void heights(JsonText json, HeightBand band) {
    json.text("lower", HeightText.format(new Height(band.datum(), band.lower())))
        .text("upper", HeightText.format(new Height(band.datum(), band.upper())));
  }

  private static void said(JsonText json, Offer.Said said) {
    json.time("time", said.time())
        .text("by", said.by().map(DisplayName::text))
        .text("words", said.words());
  }
}
