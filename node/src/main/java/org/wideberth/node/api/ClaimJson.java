package org.wideberth.node.api;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wideberth.agreement.AgreementState;
import org.wideberth.channel.MessageId;
import org.wideberth.claim.Arithmetic;
import org.wideberth.claim.Arithmetic.Result;
import org.wideberth.claim.BasisContest;
import org.wideberth.claim.Claim;
import org.wideberth.claim.ClaimBody;
import org.wideberth.claim.Crossing;
import org.wideberth.claim.Sighting;
import org.wideberth.geo.LineSide;
import org.wideberth.geo.PositionText;
import org.wideberth.operation.Basis;
import org.wideberth.operation.Operation;
import org.wideberth.operation.OperationId;
import org.wideberth.party.DisplayName;
import org.wideberth.party.PartyId;
import org.wideberth.record.Audience;
import org.wideberth.record.EntryPlace;
import org.wideberth.record.JsonField;

/// What is claimed and contested, as `openapi.yaml` shows it. Everything here is immutable and is
/// written without the engine's lock: what arithmetic says of a claimed position takes a while.
final class ClaimJson {
  private ClaimJson() {}

  /// A report and what is said to it.
  ///
  /// @param agreement with the document that it names, if it is here
  record Shown(Crossing crossing, AgreementState agreement) {}

  static byte[] crossing(Shown shown) {
    return JsonText.object(json -> crossing(json, shown));
  }

  static void crossing(JsonText json, Shown shown) {
    Crossing crossing = shown.crossing();
    ClaimBody.Reported report = crossing.report();
    Arithmetic arithmetic =
        Arithmetic.by(
            Optional.ofNullable(shown.agreement().documents().get(report.line().agreement())),
            report.line());
    json.text("id", crossing.id().text())
        .text("reporter", crossing.reporter().text())
        .time("time", crossing.time())
        .text("of", report.of().text())
        .text("agreement", HashText.of(report.line().agreement()))
        .text("article", report.line().article())
        .text("name", arithmetic.name())
        .text("state", crossing.state().word())
        .text("operation", report.operation().map(OperationId::text))
        .texts("messages", report.messages().stream().map(ClaimJson::message).toList())
        .texts("to", audience(crossing.to()));
    List<Claim> claims = new ArrayList<>();
    crossing.claims().getOrDefault(crossing.reporter(), List.of()).forEach(claims::add);
    crossing
        .claims()
        .forEach(
            (party, of) -> {
              if (!party.equals(crossing.reporter())) {
                claims.addAll(of);
              }
            });
    json.objects("claims", claims, (each, claim) -> claim(each, claim, arithmetic, report.of()));
  }

  private static String message(EntryPlace at) {
    return MessageId.of(at, Optional.empty()).text();
  }

  private static List<String> audience(Audience to) {
    return to instanceof Audience.Named(var parties)
        ? parties.stream().map(PartyId::text).toList()
        : List.of("*");
  }

  private static void claim(JsonText json, Claim claim, Arithmetic arithmetic, PartyId of) {
    json.text("id", claim.id().text())
        .text("party", claim.author().text())
        .time("time", claim.time())
        .text("by", claim.by().map(DisplayName::text))
        .text("sort", JsonField.wordOf(claim.sort()))
        .text("standing", JsonField.wordOf(claim.standing()))
        .text("words", claim.sighting().words());
    claim.sighting().place().ifPresent(place -> place(json, place));
    claim
        .sighting()
        .time()
        .ifPresent(time -> json.time("seen", time.at()).number("within_s", time.withinS()));
    json.object("arithmetic", each -> arithmetic(each, arithmetic.of(claim.sighting(), of), of));
    takenBack(json, claim.takenBack());
  }

  private static void place(JsonText json, Sighting.Place place) {
    json.text("position", PositionText.decimal(place.at()))
        .lonLat("at", place.at().lonE7(), place.at().latE7())
        .number("within_m", place.withinM());
  }

  private static void takenBack(JsonText json, Optional<Claim.TakenBack> takenBack) {
    takenBack.ifPresent(
        back ->
            json.object(
                "taken_back",
                each ->
                    each.time("time", back.time())
                        .text("by", back.by().map(DisplayName::text))
                        .text("words", back.words())));
  }

  private static void arithmetic(JsonText json, Result result, PartyId of) {
    switch (result) {
      case Result.OfLine(var side, var keeps, boolean certain, boolean during) ->
          json.text("side", word(side))
              .text("keeps", keeps.map(ClaimJson::word))
              .flag("certain", certain)
              .flag("during", during);
      case Result.OfZone(boolean inside, boolean reaches, boolean binds, boolean during) ->
          json.flag("inside", inside)
              .flag("reaches", reaches)
              .flag("binds", binds)
              .flag("during", during);
      case Result.Nothing _ -> {}
    }
    json.text("words", Arithmetic.words(result, of));
  }

  private static String word(LineSide side) {
    return JsonField.wordOf(side);
  }

  /// The basis of an operation, and who contests it.
  ///
  /// @param operation as it is now
  record OnBasis(Operation operation, List<BasisContest> contests) {
    Optional<Basis> basis() {
      return operation.content().basis();
    }

    boolean isOfNow(BasisContest contest) {
      return basis().filter(basis -> basis.hash().equals(contest.basis())).isPresent();
    }

    /// Whether somebody contests the basis that is stated now.
    boolean isContested() {
      return contests.stream().anyMatch(each -> each.stands() && isOfNow(each));
    }
  }

  static byte[] basis(OnBasis shown) {
    return JsonText.object(json -> basis(json, shown));
  }

  static void basis(JsonText json, OnBasis shown) {
    json.text("operation", shown.operation().id().text())
        .text("party", shown.operation().party().text())
        .text("name", shown.operation().content().name())
        .flag("contested", shown.isContested());
    shown.basis().ifPresent(basis -> json.object("basis", each -> basis(each, basis)));
    json.objects("contests", shown.contests(), (each, contest) -> contest(each, contest, shown));
  }

  private static void basis(JsonText json, Basis basis) {
    json.text("text", basis.text())
        .text("language", basis.language())
        .text("agreement", basis.agreement().map(HashText::of))
        .text("article", basis.article())
        .text("message", basis.message());
  }

  private static void contest(JsonText json, BasisContest contest, OnBasis shown) {
    Instant time = contest.time();
    json.text("id", contest.id().text())
        .text("party", contest.author().text())
        .time("time", time)
        .text("by", contest.by().map(DisplayName::text))
        .text("words", contest.words())
        .number("revision", contest.revision())
        .flag("of_this_basis", shown.isOfNow(contest));
    takenBack(json, contest.takenBack());
  }
}
