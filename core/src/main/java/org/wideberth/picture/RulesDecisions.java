package org.wideberth.picture;

import java.util.List;
import java.util.Optional;
import org.wideberth.agreement.Lineage;
import org.wideberth.agreement.Rules;
import org.wideberth.agreement.RulesMessage;
import org.wideberth.agreement.Speaker;
import org.wideberth.record.Audience;
import org.wideberth.record.Hash;
import org.wideberth.record.Limits;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// What the own party may write about rules, given the picture as it is.
public final class RulesDecisions {
  private RulesDecisions() {}

  /// Puts a document before the others. Its exact text is what they adopt.
  public static Outcome<Draft> propose(Picture picture, String text, Optional<Speaker> by) {
    return Rules.parse(text)
        .then(
            rules -> {
              Lineage lineage = rules.document().lineage();
              if (!rules.document().theatre().equals(picture.theatre())) {
                return Outcome.refuse(
                    RefusalCode.MALFORMED, "theatre: this is the theatre " + picture.theatre());
              }
              for (Optional<Hash> named : List.of(lineage.amends(), lineage.counters())) {
                if (named.isPresent()
                    && !picture.agreement().documents().containsKey(named.get())) {
                  return Outcome.refuse(
                      RefusalCode.NOT_FOUND,
                      (named.equals(lineage.amends()) ? "amends" : "counters")
                          + ": nobody has proposed rules "
                          + named.get());
                }
              }
              return draft(new RulesMessage.Proposed(rules, by));
            });
  }

  /// Holds the own party to a document that somebody proposed or adopted.
  public static Outcome<Draft> adopt(Picture picture, Hash hash, Optional<Speaker> by) {
    Optional<Rules> rules = Optional.ofNullable(picture.agreement().documents().get(hash));
    if (rules.isEmpty()) {
      return Outcome.refuse(RefusalCode.NOT_FOUND, "nobody has proposed rules " + hash);
    }
    if (!rules.get().document().members().contains(picture.self())) {
      return Outcome.refuse(
          RefusalCode.UNKNOWN_PARTY, picture.self() + " is not a member under these rules");
    }
    if (picture.agreement().latest(picture.self()).equals(rules)
        && picture.agreement().holdsOn(picture.self(), hash)) {
      return Outcome.refuse(RefusalCode.WRONG_STATE, "these rules are adopted already");
    }
    return draft(new RulesMessage.Adopted(rules.get(), by));
  }

  private static Outcome<Draft> draft(RulesMessage message) {
    byte[] body = message.toBytes();
    return body.length <= Limits.BODY_BYTES_MAX
        ? Outcome.accept(new Draft(Audience.everyone(), body))
        : Outcome.refuse(
            RefusalCode.LIMIT_EXCEEDED,
            "the document takes %d bytes, more than %d"
                .formatted(body.length, Limits.BODY_BYTES_MAX));
  }
}
