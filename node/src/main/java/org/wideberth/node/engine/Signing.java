package org.wideberth.node.engine;

import org.wideberth.picture.ChannelDecisions;
import org.wideberth.picture.Draft;
import org.wideberth.picture.Picture;
import org.wideberth.picture.RulesDecisions;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// Decides what a person may be asked to sign, without writing it: once for what is shown, and once
/// more when the signature has come. Stateless.
final class Signing {
  private Signing() {}

  static Outcome<Draft> draft(Picture picture, Command act) {
    return switch (act) {
      case Command.NoteMessage(var id, var step, var words, var by) ->
          ChannelDecisions.note(picture, id, step, words, by);
      case Command.AdoptRules(var hash, var by) -> RulesDecisions.adopt(picture, hash, by);
      default -> Outcome.refuse(RefusalCode.MALFORMED, "act: nobody signs this");
    };
  }
}
