package org.wideberth.node.cli;

import java.util.Optional;
import org.wideberth.channel.MessageId;
import org.wideberth.claim.ClaimBody;
import org.wideberth.claim.Sighting;
import org.wideberth.geo.PositionText;
import org.wideberth.party.TheatreId;
import org.wideberth.record.BodyWords;
import org.wideberth.refusal.Outcome;

/// Says what an opened body claims. Whatever it is, it becomes a sentence.
final class ClaimSentences {
  /// A body does not say of which theatre it is; its entry does, and it is not shown.
  private static final TheatreId ANY = new TheatreId("any");

  private ClaimSentences() {}

  static String of(String type, byte[] body) {
    return switch (ClaimBody.parse(ANY, body)) {
      case Outcome.Refused<ClaimBody> _ -> BodyWords.TYPE_ONLY.words(type, body);
      case Outcome.Accepted<ClaimBody>(ClaimBody said) ->
          said(said)
              + said.by().map(name -> " (" + Table.printable(name.text()) + ")").orElse("")
              + words(said);
    };
  }

  private static String said(ClaimBody body) {
    return switch (body) {
      case ClaimBody.Reported reported ->
          "reported that something of %s crossed or entered %s%s"
              .formatted(reported.of(), reported.line().article(), where(reported.sighting()));
      case ClaimBody.Spoken spoken -> {
        String report = MessageId.of(spoken.report(), Optional.empty()).text();
        yield switch (spoken.stance()) {
              case CORRECTED -> "corrected its report " + report;
              case CONTESTED -> "contested report " + report;
              case AGREED -> "agreed to report " + report;
              case TAKEN_BACK -> "took back what it said last in the matter of report " + report;
            }
            + where(spoken.sighting());
      }
      case ClaimBody.OnBasis basis ->
          (basis.contested()
                  ? "contested the basis of operation %s, revision %d"
                  : "no longer contested the basis of operation %s, revision %d")
              .formatted(basis.operation(), basis.revision());
    };
  }

  private static String where(Sighting sighting) {
    return sighting
            .place()
            .map(
                place ->
                    " at "
                        + PositionText.decimal(place.at())
                        + (place.withinM() == 0 ? "" : " within %d m".formatted(place.withinM())))
            .orElse("")
        + sighting
            .time()
            .map(
                time ->
                    " at "
                        + time.at()
                        + (time.withinS() == 0 ? "" : " within %d s".formatted(time.withinS())))
            .orElse("");
  }

  private static String words(ClaimBody body) {
    String words =
        switch (body) {
          case ClaimBody.Reported reported -> reported.sighting().words();
          case ClaimBody.Spoken spoken -> spoken.sighting().words();
          case ClaimBody.OnBasis basis -> basis.words();
        };
    return words.isEmpty() ? "" : ": \"" + Table.printable(words) + "\"";
  }
}
