package org.wideberth.node.engine;

import java.time.Instant;
import java.util.Optional;
import org.wideberth.people.PersonId;
import org.wideberth.picture.AgreementDecisions;
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

  /// @param person who is to sign it, if anybody is
  static Outcome<Draft> draft(
      Picture picture, Command act, Optional<PersonId> person, Instant now) {
    return switch (act) {
      case Command.NoteMessage(var id, var step, var words, var by) ->
          ChannelDecisions.note(picture, id, step, words, by);
      case Command.AdoptRules(var hash, var by) -> RulesDecisions.adopt(picture, hash, by);
      case Command.AskStep(var step, var rules, var articles, var from, var reason, var by) ->
          AgreementDecisions.ask(picture, step, rules, articles, from, reason, by);
      case Command.ConfirmStep(var asked, var by) ->
          AgreementDecisions.confirm(picture, asked, by, person, now);
      default -> Outcome.refuse(RefusalCode.MALFORMED, "act: nobody signs this");
    };
  }
}
