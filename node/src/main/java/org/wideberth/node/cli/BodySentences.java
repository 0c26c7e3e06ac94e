package org.wideberth.node.cli;

import java.util.Optional;
import org.wideberth.record.BodyWords;
import org.wideberth.record.Json;
import org.wideberth.record.Limits;
import org.wideberth.refusal.Outcome;

/// Says what opened bodies declare, for [VerifyCommand].
final class BodySentences implements BodyWords {
  private record Subject(Optional<String> operation, Optional<String> name, long revision) {}

  @Override
  public String words(String type, byte[] body) {
    Outcome<Subject> read =
        Json.read(
            body,
            Limits.OPERATION_BODY_BYTES_MAX,
            members -> {
              Subject subject =
                  new Subject(
                      members.optional("operation").map(field -> field.asText(128)),
                      members.optional("name").map(field -> field.asText(256)),
                      members
                          .optional("revision")
                          .map(field -> field.asLong(0, Long.MAX_VALUE))
                          .orElse(0L));
              members.ignoreOthers();
              return subject;
            });
    if (!(read instanceof Outcome.Accepted<Subject>(var subject))) {
      return BodyWords.TYPE_ONLY.words(type, body);
    }
    String which =
        subject.operation().map(Table::printable).orElse("its operation")
            + subject.name().map(name -> " \"" + Table.printable(name) + "\"").orElse("")
            + (subject.revision() > 0 ? ", revision " + subject.revision() : "");
    return switch (type) {
      case "genesis" -> "began its log and named its keys";
      case "operation-drafted" -> "committed to the private draft of operation " + which;
      case "operation-declared" -> "declared operation " + which;
      case "operation-revised" -> "revised operation " + which;
      case "operation-disclosed" -> "disclosed operation " + which + " to more readers";
      case "operation-activated" -> "said that operation " + which + " had begun";
      case "operation-ended" -> "said that operation " + which + " was over";
      case "operation-withdrawn" -> "withdrew operation " + which;
      case "rules-proposed" -> "proposed a document of rules";
      case "rules-adopted" -> "adopted a document of rules";
      case "findings-noted" -> "noted which findings it opened and closed";
      default -> BodyWords.TYPE_ONLY.words(type, body);
    };
  }
}
