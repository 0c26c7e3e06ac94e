package org.wideberth.conflict.proposal;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.wideberth.geo.Area;
import org.wideberth.geo.Height;
import org.wideberth.geo.HeightBand;
import org.wideberth.geo.HeightText;
import org.wideberth.geo.TimeWindow;
import org.wideberth.geo.Volume;
import org.wideberth.operation.OperationContent;

/// Says a proposal in one sentence: what would be so, to nobody in particular. Stateless.
public final class ProposalWords {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("HH:mm'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final long MINUTE_MS = 60_000;
  private static final int CM_PER_M = 100;

  private ProposalWords() {}

  /// As in `amber starts 12 minutes later: 10:12Z to 11:12Z on 2026-12-01`.
  public static String of(Proposal proposal) {
    String party = proposal.mover().party().text();
    return switch (proposal.change()) {
      case Change.Shifted(var minutes) ->
          "%s starts %s %s: %s"
              .formatted(
                  party,
                  counted(Math.abs(minutes), "minute"),
                  minutes < 0 ? "sooner" : "later",
                  window(span(proposal.content())));
      case Change.Raised(var by, var unit) ->
          "%s is %,d %s %s: %s"
              .formatted(
                  party,
                  Math.abs(by),
                  unit.symbol(),
                  by < 0 ? "lower" : "higher",
                  heights(proposal.content()));
      case Change.Moved moved ->
          "%s is %,d m further %s".formatted(party, moved.metres(), moved.towards().word());
      case Change.Trimmed(var cuts) ->
          party
              + " "
              + String.join("; ", cuts.stream().map(cut -> cut(cut, proposal.before())).toList());
    };
  }

  private static String cut(Cut cut, OperationContent before) {
    Volume whole = before.volumes().get(cut.volume());
    String of = before.volumes().size() == 1 ? "" : " in volume " + (cut.volume() + 1);
    TimeWindow time = whole.time();
    HeightBand band = whole.heights();
    return switch (cut) {
      case Cut.Starts(var _, var at) ->
          "starts at %s%s instead of %s".formatted(moment(at), of, moment(time.start()));
      case Cut.Ends(var _, var at) ->
          "ends at %s%s instead of %s".formatted(moment(at), of, moment(time.end()));
      case Cut.Top(var _, var at) ->
          "reaches up to %s%s instead of %s"
              .formatted(height(band, at), of, height(band, band.upper()));
      case Cut.Bottom(var _, var at) ->
          "begins at %s%s instead of %s"
              .formatted(height(band, at), of, height(band, band.lower()));
      case Cut.Width(var _, var cm) ->
          "has %s of %,d m%s instead of %,d m"
              .formatted(
                  widthOf(whole.area()), cm / CM_PER_M, of, whole.area().widthCm() / CM_PER_M);
      case Cut.Dropped(var volume) -> "leaves out volume " + (volume + 1);
    };
  }

  private static String widthOf(Area area) {
    return switch (area) {
      case Area.Circle _ -> "a radius";
      case Area.Corridor _ -> "a half-width";
      case Area.Polygon _ -> "a margin";
    };
  }

  private static String heights(OperationContent content) {
    List<String> bands = new ArrayList<>();
    for (Volume volume : content.volumes()) {
      HeightBand band = volume.heights();
      String words = height(band, band.lower()) + " to " + height(band, band.upper());
      if (!bands.contains(words)) {
        bands.add(words);
      }
    }
    return bands.size() <= 2
        ? String.join(", ", bands)
        : bands.getFirst() + ", and %d other bands".formatted(bands.size() - 1);
  }

  private static String height(HeightBand band, int value) {
    return HeightText.format(new Height(band.datum(), value));
  }

  private static TimeWindow span(OperationContent content) {
    Instant start = TimeWindow.LAST;
    Instant end = TimeWindow.FIRST;
    for (Volume volume : content.volumes()) {
      start = volume.time().start().isBefore(start) ? volume.time().start() : start;
      end = volume.time().end().isAfter(end) ? volume.time().end() : end;
    }
    return new TimeWindow(start, end);
  }

  /// The day once, if it is one.
  private static String window(TimeWindow window) {
    String day = DAY.format(window.start());
    return day.equals(DAY.format(window.end()))
        ? "%s to %s on %s".formatted(clock(window.start()), clock(window.end()), day)
        : "%s to %s".formatted(moment(window.start()), moment(window.end()));
  }

  private static String moment(Instant time) {
    return DAY.format(time) + " " + clock(time);
  }

  private static String clock(Instant time) {
    return (time.toEpochMilli() % MINUTE_MS == 0 ? MINUTE : SECOND).format(time);
  }

  private static String counted(long number, String what) {
    return "%,d %s%s".formatted(number, what, number == 1 ? "" : "s");
  }
}
