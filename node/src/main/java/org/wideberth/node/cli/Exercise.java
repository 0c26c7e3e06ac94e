package org.wideberth.node.cli;

import java.io.PrintWriter;
import org.wideberth.party.TheatreId;
import org.wideberth.refusal.Outcome;

/// What a command says first in an exercise, so that nobody takes it for the real thing.
final class Exercise {
  private Exercise() {}

  static void banner(PrintWriter out, NodeClient node) {
    if (TheatreId.parse(node.get("/api/v1/me").text("theatre"))
        instanceof Outcome.Accepted<TheatreId>(var theatre)) {
      banner(out, theatre);
    }
  }

  static void banner(PrintWriter out, TheatreId theatre) {
    if (theatre.isExercise()) {
      out.println("*** EXERCISE " + theatre + " - EXERCISE - nothing here is real - EXERCISE ***");
    }
  }
}
