package org.wideberth.node.cli;

import java.util.HexFormat;
import java.util.Optional;
import org.wideberth.agreement.AgreementBody;
import org.wideberth.agreement.AgreementBody.Asked;
import org.wideberth.agreement.AgreementBody.Done;
import org.wideberth.agreement.Rules;
import org.wideberth.agreement.RulesMessage;
import org.wideberth.agreement.Speaker;
import org.wideberth.record.Hash;
import org.wideberth.refusal.Outcome;

/// What parties said of their agreements, in words.
final class AgreementSentences {
  private static final int HASH_CHARS_SHOWN = 8;

  private AgreementSentences() {}

  /// Empty if the body says nothing of an agreement, or cannot be read.
  static Optional<String> of(String type, byte[] body) {
    if (RulesMessage.knows(type)) {
      return RulesMessage.parse(body) instanceof Outcome.Accepted<RulesMessage>(var said)
          ? Optional.of(words(said))
          : Optional.empty();
    }
    return AgreementBody.knows(type)
            && AgreementBody.parse(body) instanceof Outcome.Accepted<AgreementBody>(var said)
        ? Optional.of(words(said))
        : Optional.empty();
  }

  private static String words(RulesMessage said) {
    Rules rules = said.rules();
    return "%s the rules \"%s\", number %d (%s)%s"
        .formatted(
            said instanceof RulesMessage.Proposed ? "proposed" : "adopted",
            Table.printable(rules.document().title()),
            rules.document().number(),
            shown(rules.hash()),
            said.by().map(by -> ", by " + name(by)).orElse(""));
  }

  private static String words(AgreementBody said) {
    return switch (said) {
      case Asked asked ->
          "asked for the %s of %s of the rules %s%s, by %s: \"%s\"; another person has to do it"
              .formatted(
                  asked.step().word(),
                  asked.articles().isEmpty() ? "all" : String.join(", ", asked.articles()),
                  shown(asked.agreement()),
                  asked.from().map(from -> " from " + from).orElse(""),
                  name(asked.by()),
                  Table.printable(asked.reason()));
      case Done done ->
          "did what was asked for, the %s of an agreement, by %s"
              .formatted(done.step().word(), name(done.by()));
    };
  }

  private static String shown(Hash hash) {
    return HexFormat.of().formatHex(hash.bytes()).substring(0, HASH_CHARS_SHOWN);
  }

  private static String name(Speaker person) {
    return Table.printable(person.toString());
  }
}
