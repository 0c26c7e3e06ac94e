package org.wideberth.claim;

import java.time.Instant;
import java.util.Optional;
import org.wideberth.agreement.LineArticle;
import org.wideberth.agreement.Rules;
import org.wideberth.agreement.ZoneArticle;
import org.wideberth.geo.Areas;
import org.wideberth.geo.Datum;
import org.wideberth.geo.DividingLine;
import org.wideberth.geo.Effort;
import org.wideberth.geo.HeightBand;
import org.wideberth.geo.LineSide;
import org.wideberth.geo.PreparedVolume;
import org.wideberth.geo.Separations;
import org.wideberth.geo.TimeWindow;
import org.wideberth.geo.Volume;
import org.wideberth.party.PartyId;

/// Where a claimed position lies to the line or zone that it is claimed of. It is arithmetic about
/// what is claimed, the same on every node that has the document: it says nothing of whether the
/// claim is so. Heights are not looked at. Made ready once for an article: that takes a millisecond
/// for each 1,000 km of it. Immutable.
public final class Arithmetic {
  /// Steps of comparing for one position: a circle of uncertainty against a line takes some
  /// hundreds. When they are spent, what cannot be told is said to be uncertain.
  private static final long EFFORT = 1_000_000;

  private static final int CM_PER_M = 100;
  private static final HeightBand ANY_HEIGHT = new HeightBand(Datum.MSL, 0, 1, Optional.empty());
  private static final TimeWindow ANY_TIME = new TimeWindow(TimeWindow.FIRST, TimeWindow.LAST);

  /// What it comes to for one claim.
  public sealed interface Result {

    /// A position and a line.
    ///
    /// @param side of the line on which it lies
    /// @param keeps the side to which the party in question keeps, if it is bound
    /// @param certain whether all within the claimed uncertainty lies there too
    /// @param during whether the line is agreed for the claimed time
    record OfLine(LineSide side, Optional<LineSide> keeps, boolean certain, boolean during)
        implements Result {}

    /// A position and a zone.
    ///
    /// @param inside whether it lies in it
    /// @param reaches whether something within the claimed uncertainty does
    /// @param binds whether the party in question is bound
    /// @param during whether the zone is agreed for the claimed time
    record OfZone(boolean inside, boolean reaches, boolean binds, boolean during)
        implements Result {}

    /// There is nothing to reckon with.
    record Nothing(Why why) implements Result {}
  }

  /// Why there is nothing to reckon with.
  public enum Why {
    /// No document with that hash was proposed or adopted here.
    AGREEMENT_NOT_HERE,
    /// The document has no such line or zone.
    NO_SUCH_ARTICLE,
    /// No position is claimed.
    NO_POSITION
  }

  private sealed interface Ready {
    record Line(LineArticle article, DividingLine line) implements Ready {}

    record Zone(ZoneArticle article, PreparedVolume volume) implements Ready {}

    record Lacking(Why why) implements Ready {}
  }

  private final Ready ready;

  private Arithmetic(Ready ready) {
    this.ready = ready;
  }

  /// By an article of a document.
  ///
  /// @param rules the document that it names, if it is here
  public static Arithmetic by(Optional<Rules> rules, ArticleRef article) {
    return new Arithmetic(
        rules.map(each -> ready(each, article)).orElse(new Ready.Lacking(Why.AGREEMENT_NOT_HERE)));
  }

  private static Ready ready(Rules rules, ArticleRef article) {
    Optional<Ready> line =
        rules.document().articles().lines().stream()
            .filter(each -> each.article().equals(article.article()))
            .findFirst()
            .map(each -> new Ready.Line(each, each.line()));
    Optional<Ready> zone =
        rules.document().articles().zones().stream()
            .filter(each -> each.article().equals(article.article()))
            .findFirst()
            .map(each -> new Ready.Zone(each, PreparedVolume.of(each.volume())));
    return line.or(() -> zone).orElse(new Ready.Lacking(Why.NO_SUCH_ARTICLE));
  }

  /// What people call the line or zone; empty if it is not here.
  public Optional<String> name() {
    return switch (ready) {
      case Ready.Line line -> Optional.of(line.article().name());
      case Ready.Zone zone -> Optional.of(zone.article().name());
      case Ready.Lacking _ -> Optional.empty();
    };
  }

  /// Where the claimed position lies.
  ///
  /// @param of whose crossing it is said to be
  public Result of(Sighting sighting, PartyId of) {
    if (ready instanceof Ready.Lacking(Why why)) {
      return new Result.Nothing(why);
    }
    if (sighting.place().isEmpty()) {
      return new Result.Nothing(Why.NO_POSITION);
    }
    Sighting.Place place = sighting.place().get();
    return switch (ready) {
      case Ready.Line(var article, var line) -> {
        LineSide side = line.sideOf(place.at());
        yield new Result.OfLine(
            side,
            Optional.ofNullable(article.sides().get(of)),
            isCertain(line, side, place),
            during(article.during(), sighting.time()));
      }
      case Ready.Zone(var article, var volume) ->
          new Result.OfZone(
              touches(volume, circle(place, 1)),
              touches(volume, circle(place, place.withinM() * CM_PER_M)),
              article.binds().contains(of),
              during(Optional.of(article.volume().time()), sighting.time()));
      case Ready.Lacking(Why why) -> new Result.Nothing(why);
    };
  }

  /// Whether nothing within the uncertainty lies on the other side, or on either if the position
  /// lies on none.
  private static boolean isCertain(DividingLine line, LineSide side, Sighting.Place place) {
    if (place.withinM() == 0) {
      return true;
    }
    PreparedVolume around = circle(place, place.withinM() * CM_PER_M);
    Effort effort = Effort.of(EFFORT);
    boolean left =
        side != LineSide.LEFT && line.crossing(around, LineSide.RIGHT, effort).isPresent();
    boolean right =
        side != LineSide.RIGHT && line.crossing(around, LineSide.LEFT, effort).isPresent();
    return !left && !right;
  }

  private static PreparedVolume circle(Sighting.Place place, int radiusCm) {
    return PreparedVolume.of(
        new Volume(
            Areas.circle(place.at(), Math.max(1, radiusCm)).orThrow(), ANY_HEIGHT, ANY_TIME));
  }

  private static boolean touches(PreparedVolume zone, PreparedVolume circle) {
    return Separations.touching(zone, circle, Effort.of(EFFORT)).isPresent();
  }

  private static boolean during(Optional<TimeWindow> window, Optional<Sighting.Time> time) {
    if (window.isEmpty() || time.isEmpty()) {
      return true;
    }
    Instant earliest = time.get().at().minusSeconds(time.get().withinS());
    Instant latest = time.get().at().plusSeconds(time.get().withinS());
    return !latest.isBefore(window.get().start()) && earliest.isBefore(window.get().end());
  }

  /// In words for people.
  ///
  /// @param of whose crossing it is said to be
  public static String words(Result result, PartyId of) {
    return switch (result) {
      case Result.Nothing(Why why) ->
          switch (why) {
            case AGREEMENT_NOT_HERE -> "the agreement that it names is not here";
            case NO_SUCH_ARTICLE -> "the agreement has no such line or zone";
            case NO_POSITION -> "no position is claimed";
          };
      case Result.OfLine(var side, var keeps, boolean certain, boolean during) ->
          "the claimed position lies "
              + switch (side) {
                case LEFT -> "to the left of the line";
                case RIGHT -> "to the right of the line";
                case ON -> "on the line, within its tolerance";
                case BEYOND -> "further from the line than it reaches";
              }
              + (certain ? "" : ", but within its uncertainty also elsewhere")
              + keeps
                  .map(
                      each ->
                          "; %s keeps to the %s"
                              .formatted(of, each == LineSide.LEFT ? "left" : "right"))
                  .orElse("; the line does not bind " + of)
              + during(during);
      case Result.OfZone(boolean inside, boolean reaches, boolean binds, boolean during) ->
          "the claimed position lies "
              + (inside ? "inside the zone" : "outside the zone")
              + (!inside && reaches ? ", but its uncertainty reaches into it" : "")
              + (binds ? "" : "; the zone does not bind " + of)
              + during(during);
    };
  }

  private static String during(boolean during) {
    return during ? "" : "; the article is not for the claimed time";
  }
}
