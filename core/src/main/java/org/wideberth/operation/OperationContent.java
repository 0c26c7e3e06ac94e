package org.wideberth.operation;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wideberth.geo.Volume;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.Refusal;
import org.wideberth.refusal.RefusalCode;

/// What an operation discloses of itself at one revision: everything but its state and readers.
/// Always within the limits below; [#of] says which one somebody else's content breaks.
///
/// @param kind what it is
/// @param priority 0 to [#PRIORITY_MAX]; a word between people, no verdict depends on it
/// @param grain how coarsely the volumes were rounded before they came here
/// @param name what people call it, at most [#NAME_CHARS_MAX] characters, none of them a control
///     character or one that changes the direction of text
/// @param volumes at least one, in the author's order
/// @param basis on what the author says that it rests
public record OperationContent(
    Kind kind,
    int priority,
    Grain grain,
    String name,
    List<Volume> volumes,
    Optional<Basis> basis) {
  /// Two digits are more ranks than people can rank by.
  public static final int PRIORITY_MAX = 99;

  /// A line on a list.
  public static final int NAME_CHARS_MAX = 120;

  /// Vertices of all its volumes together, a circle's centre counting as one: with them its body
  /// fits into half a mebibyte, and one hostile operation cannot hold up a node (ASTM F3548-21
  /// has the same number).
  public static final int VERTICES_MAX = 10_000;

  /// Kilometres of edges of all its volumes together: two and a half times round the Earth. Edges
  /// are compared kilometre by kilometre, and without it half a mebibyte of long ones would take a
  /// node a gibibyte to hold.
  public static final int EDGES_KM_MAX = 100_000;

  /// Days from the earliest start to the latest end (ASTM F3548-21 plans no further ahead).
  public static final int DAYS_MAX = 56;

  private static final long MILLIS_MAX = DAYS_MAX * 86_400_000L;

  public OperationContent {
    volumes = List.copyOf(volumes);
    Refusal refusal = problem(priority, name, volumes);
    if (refusal != null) {
      throw new IllegalArgumentException(refusal.toString());
    }
  }

  /// Without a basis.
  public OperationContent(Kind kind, int priority, Grain grain, String name, List<Volume> volumes) {
    this(kind, priority, grain, name, volumes, Optional.empty());
  }

  /// The content of an operation that somebody else describes, without a basis.
  public static Outcome<OperationContent> of(
      Kind kind, int priority, Grain grain, String name, List<Volume> volumes) {
    return of(kind, priority, grain, name, volumes, Optional.empty());
  }

  /// The content of an operation that somebody else describes.
  public static Outcome<OperationContent> of(
      Kind kind,
      int priority,
      Grain grain,
      String name,
      List<Volume> volumes,
      Optional<Basis> basis) {
    Refusal refusal = problem(priority, name, volumes);
    return refusal == null
        ? Outcome.accept(new OperationContent(kind, priority, grain, name, volumes, basis))
        : Outcome.refuse(refusal);
  }

  private static @Nullable Refusal problem(int priority, String name, List<Volume> volumes) {
    if (priority < 0 || priority > PRIORITY_MAX) {
      return new Refusal(
          RefusalCode.OUT_OF_RANGE, "priority: it must be from 0 to " + PRIORITY_MAX);
    }
    if (name.length() > NAME_CHARS_MAX || !isPrintable(name)) {
      return new Refusal(
          RefusalCode.MALFORMED,
          "name: at most %d characters, without control characters".formatted(NAME_CHARS_MAX));
    }
    if (volumes.isEmpty()) {
      return new Refusal(RefusalCode.MALFORMED, "volumes: an operation needs at least one");
    }
    return geometryProblem(volumes);
  }

  private static @Nullable Refusal geometryProblem(List<Volume> volumes) {
    long vertices = 0;
    double edgesAtMostKm = 0;
    long start = Long.MAX_VALUE;
    long end = Long.MIN_VALUE;
    for (Volume volume : volumes) {
      vertices += volume.area().vertices().size();
      edgesAtMostKm += EdgeLength.atMostKilometres(volume.area());
      start = Math.min(start, volume.time().start().toEpochMilli());
      end = Math.max(end, volume.time().end().toEpochMilli());
    }
    if (vertices > VERTICES_MAX) {
      return new Refusal(
          RefusalCode.LIMIT_EXCEEDED,
          "volumes: %d vertices are more than the %d of an operation: split it"
              .formatted(vertices, VERTICES_MAX));
    }
    if (edgesAtMostKm > EDGES_KM_MAX
        && volumes.stream().mapToDouble(each -> EdgeLength.kilometres(each.area())).sum()
            > EDGES_KM_MAX) {
      return new Refusal(
          RefusalCode.LIMIT_EXCEEDED,
          "volumes: their edges together are longer than %d km: split the operation"
              .formatted(EDGES_KM_MAX));
    }
    if (end - start > MILLIS_MAX) {
      return new Refusal(
          RefusalCode.LIMIT_EXCEEDED,
          "volumes: from the first start to the last end is more than %d days: split the operation"
              .formatted(DAYS_MAX));
    }
    return null;
  }

  /// Written out rather than asked of the platform, whose tables grow with each release: two nodes
  /// must never differ on whether a name can be read.
  private static boolean isPrintable(String text) {
    return text.chars()
        .noneMatch(
            c ->
                c < 0x20
                    || (c >= 0x7f && c < 0xa0)
                    || c == 0x061c
                    || (c >= 0x200b && c <= 0x200f)
                    || (c >= 0x2028 && c <= 0x202e)
                    || (c >= 0x2060 && c <= 0x206f)
                    || c == 0xfeff);
  }
}
