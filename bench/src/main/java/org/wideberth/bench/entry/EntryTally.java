package org.wideberth.bench.entry;

import java.util.Optional;
import java.util.Random;
import org.wideberth.geo.EntryChecks;
import org.wideberth.geo.EntryChecks.Checked;
import org.wideberth.geo.Position;
import org.wideberth.geo.PositionText;
import org.wideberth.refusal.Outcome;

/// Types positions, right and wrong ones, and counts what is said of them.
///
/// What counts as a wrong one: it is not where it was meant to be by more than 100 m, which is what
/// read-back takes for the same place. A slipped digit has put it more than 5 km from everything
/// that the message is about; old maps are read for places that the picture has.
final class EntryTally {
  /// What is done to a position.
  enum Kind {
    RIGHT,
    SWAP,
    SLIP,
    DATUM,
    SQUARE,
    /// A slip of more than 100 m that stays near: it is left to read-back.
    SLIP_NEAR
  }

  private static final double SAME_M = 100;

  /// A digit that slipped is one that took the position further from all that it is about.
  private static final double FAR_M = 5_000;

  private final Kind kind;
  private final Random random;

  int typed;
  int flagged;
  int refused;
  int mended;

  EntryTally(Kind kind, long seed) {
    this.kind = kind;
    this.random = new Random(seed * 31 + kind.name().hashCode());
  }

  /// One position typed, in the scene that it is about.
  ///
  /// @param meant where it should be
  record Case(Scene scene, Position meant, String text) {}

  Case next() {
    while (true) {
      Optional<Case> found = draw();
      if (found.isPresent()) {
        return found.get();
      }
    }
  }

  private Optional<Case> draw() {
    if (kind == Kind.DATUM) {
      OldMap map = OldMap.any(random);
      Scene scene = Scene.at(map.somewhere(random), random);
      Position meant = scene.knownPlace(random);
      Position read = map.read(Scene.measured(meant, random), random);
      return wrong(scene, meant, Form.any(random).write(read));
    }
    Scene scene = Scene.at(Scene.anywhere(random), random);
    Position meant = scene.meant(random);
    Form form =
        switch (kind) {
          case SQUARE -> Form.anyGrid(random);
          case SWAP -> Form.anyAngles(random);
          default -> Form.any(random);
        };
    String text = form.write(meant);
    return switch (kind) {
      case RIGHT, DATUM -> Optional.of(new Case(scene, meant, text));
      case SWAP -> wrong(scene, meant, Mistakes.swapped(text));
      case SLIP, SLIP_NEAR ->
          Mistakes.slipped(text, form.isGrid(), random)
              .filter(slipped -> isFar(scene, slipped) == (kind == Kind.SLIP))
              .flatMap(slipped -> wrong(scene, meant, slipped));
      case SQUARE -> wrong(scene, meant, Mistakes.otherSquare(text, random));
    };
  }

  /// What is no position at all is far too.
  private static boolean isFar(Scene scene, String text) {
    return !(PositionText.parse(text) instanceof Outcome.Accepted<Position>(var at))
        || scene.isFurther(at, FAR_M);
  }

  private static Optional<Case> wrong(Scene scene, Position meant, String text) {
    boolean same =
        PositionText.parse(text) instanceof Outcome.Accepted<Position>(var at)
            && Scene.metres(at, meant) <= SAME_M;
    return same ? Optional.empty() : Optional.of(new Case(scene, meant, text));
  }

  void check(Case each) {
    typed++;
    switch (EntryChecks.check(each.text(), each.scene().around())) {
      case Outcome.Refused<Checked> _ -> refused++;
      case Outcome.Accepted<Checked>(var checked) -> {
        flagged += checked.doubts().isEmpty() ? 0 : 1;
        boolean named =
            checked.doubts().stream()
                .flatMap(doubt -> doubt.meant().stream())
                .anyMatch(position -> Scene.metres(position, each.meant()) <= SAME_M);
        mended += named ? 1 : 0;
      }
    }
  }

  /// Of all, those that do not go out unnoticed.
  double stopped() {
    return (flagged + refused) / (double) typed;
  }
}
