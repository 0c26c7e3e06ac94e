package org.wideberth.conflict.proposal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wideberth.agreement.Period;
import org.wideberth.conflict.ArticleFinding;
import org.wideberth.conflict.BindingArticles;
import org.wideberth.conflict.LiveOperation;
import org.wideberth.conflict.Nearby;
import org.wideberth.geo.PreparedVolume;
import org.wideberth.geo.Separations;
import org.wideberth.geo.TimeWindow;
import org.wideberth.geo.Verdict;
import org.wideberth.geo.Volume;
import org.wideberth.operation.Operation;
import org.wideberth.operation.OperationContent;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// When the areas of an operation, at its heights, have no conflict with what was disclosed: exact
/// to the millisecond, by the separation code that finds conflicts. A statement about what is known
/// now and about nothing else; a pure function.
///
/// @param windows in order; each as long as can be, and at least as long as was asked for
/// @param next from when on to ask again, if there were more than [#COUNT_MAX]
public record WindowsWithoutConflict(List<Found> windows, Optional<Instant> next) {
  /// More than anybody reads at once.
  public static final int COUNT_MAX = 500;

  /// As far as an operation may last.
  public static final Duration AHEAD_MAX = Duration.ofDays(OperationContent.DAYS_MAX);

  /// Looks at volumes for one question, as in [Work]: a second or two.
  static final int LOOKS_MAX = 1_000_000;

  /// One window.
  ///
  /// @param articles what would be found about the operation by itself, by the articles, if it took
  ///     all of the window
  public record Found(TimeWindow window, List<ArticleFinding> articles) {
    public Found {
      articles = List.copyOf(articles);
    }
  }

  /// What is asked.
  ///
  /// @param operation as it would be if it were declared, each of its volumes taking all the time
  ///     between the two times
  /// @param within between which times
  /// @param length how long it needs, of all that
  public record Question(Operation operation, TimeWindow within, Duration length) {

    /// Where and how high, whatever the times of the volumes.
    public static Outcome<Question> of(Operation typed, TimeWindow within, Duration length) {
      Duration all = Duration.between(within.start(), within.end());
      if (all.compareTo(AHEAD_MAX) > 0) {
        return Outcome.refuse(
            RefusalCode.LIMIT_EXCEEDED,
            "to: at most %d days after from".formatted(AHEAD_MAX.toDays()));
      }
      if (length.isNegative() || length.isZero() || length.compareTo(all) > 0) {
        return Outcome.refuse(
            RefusalCode.OUT_OF_RANGE, "minutes: at least 1, and no more than from from to to");
      }
      return Outcome.accept(new Question(during(typed, within), within, length));
    }
  }

  public WindowsWithoutConflict {
    windows = List.copyOf(windows);
  }

  /// The windows that are asked for.
  ///
  /// @param nearby of the question's operation
  /// @param articles that bind its party
  public static Outcome<WindowsWithoutConflict> of(
      Question question, Nearby nearby, BindingArticles articles) {
    Optional<Spans> taken = taken(question, nearby);
    if (taken.isEmpty()) {
      return Outcome.refuse(
          RefusalCode.LIMIT_EXCEEDED,
          "more is disclosed there than can be looked at: ask for a smaller area or less time");
    }
    long from = question.within().start().toEpochMilli();
    long lastStart = question.within().end().minus(question.length()).toEpochMilli();
    List<Found> windows = new ArrayList<>();
    for (long[] starts : taken.get().gaps(from, lastStart)) {
      Instant start = Instant.ofEpochMilli(starts[0]);
      if (windows.size() == COUNT_MAX) {
        return Outcome.accept(new WindowsWithoutConflict(windows, Optional.of(start)));
      }
      Instant end = Instant.ofEpochMilli(starts[1] - 1).plus(question.length());
      TimeWindow window = new TimeWindow(start, end);
      LiveOperation there = LiveOperation.of(during(question.operation(), window));
      windows.add(new Found(window, articles.findings(there)));
    }
    return Outcome.accept(new WindowsWithoutConflict(windows, Optional.empty()));
  }

  /// The starts at which it would be in conflict; empty if that is too much to look at.
  private static Optional<Spans> taken(Question question, Nearby nearby) {
    Work work = new Work(LOOKS_MAX);
    List<PreparedVolume> own = new ArrayList<>();
    for (Volume volume : question.operation().content().volumes()) {
      own.add(PreparedVolume.of(new Volume(volume.area(), volume.heights(), Period.ALWAYS)));
    }
    Spans taken = new Spans();
    List<Clash> clashes = new ArrayList<>();
    for (Nearby.Other other : nearby.others()) {
      Clash.add(question.operation().kind(), own, other, false, 0, work, clashes);
    }
    for (Clash clash : clashes) {
      if (!HeightSearch.overlaps(question.within(), clash.when())) {
        continue;
      }
      PreparedVolume mine = own.get(clash.volume());
      if (clash.isApartInHeight(mine.volume().heights(), mine.reach())) {
        continue;
      }
      if (!work.spend(Work.GEOMETRY)) {
        return Optional.empty();
      }
      Verdict verdict =
          Separations.between(mine, clash.theirs(), clash.minimum(), clash.heights()).verdict();
      if (verdict != Verdict.APART) {
        for (TimeWindow when : clash.when()) {
          taken.add(
              when.start().minus(question.length()).toEpochMilli(), when.end().toEpochMilli());
        }
      }
    }
    return work.isSpent() ? Optional.empty() : Optional.of(taken);
  }

  private static Operation during(Operation operation, TimeWindow window) {
    OperationContent content = operation.content();
    List<Volume> volumes =
        content.volumes().stream()
            .map(volume -> new Volume(volume.area(), volume.heights(), window))
            .toList();
    return new Operation(
        operation.id(),
        operation.revision(),
        operation.state(),
        new OperationContent(
            content.kind(),
            content.priority(),
            content.grain(),
            content.name(),
            volumes,
            content.basis()),
        operation.readers(),
        operation.noticed(),
        operation.latest());
  }
}
