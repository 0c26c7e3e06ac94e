package org.wideberth.agreement;

import java.util.Optional;
import org.wideberth.record.Hash;
import org.wideberth.record.Json;
import org.wideberth.record.JsonField;
import org.wideberth.record.JsonObject;
import org.wideberth.record.JsonWriter;
import org.wideberth.record.Limits;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// The body of an entry about rules; always to everybody. Both kinds hold the whole text, so that
/// who joins late needs nobody's proposal.
public sealed interface RulesMessage extends RulesSaying {
  String PROPOSED = "rules-proposed";
  String ADOPTED = "rules-adopted";

  Rules rules();

  /// Who wrote it for the party, if that is said.
  Optional<Speaker> by();

  /// Put before the others; binds nobody.
  record Proposed(Rules rules, Optional<Speaker> by) implements RulesMessage {
    public Proposed(Rules rules) {
      this(rules, Optional.empty());
    }
  }

  /// From this entry on the party that wrote it holds itself to these rules and no others: at once,
  /// or from the time on that they name.
  record Adopted(Rules rules, Optional<Speaker> by) implements RulesMessage {
    public Adopted(Rules rules) {
      this(rules, Optional.empty());
    }
  }

  /// True if bodies of this type are read by [#parse].
  static boolean knows(String type) {
    return type.equals(PROPOSED) || type.equals(ADOPTED);
  }

  static Outcome<RulesMessage> parse(byte[] body) {
    return Json.read(body, Limits.BODY_BYTES_MAX, RulesMessage::read);
  }

  private static RulesMessage read(JsonObject from) {
    JsonField type = from.required("type");
    JsonField document = from.required("document");
    Rules rules = document.check(Rules.parse(document.asText(Limits.BODY_BYTES_MAX)));
    Optional<Speaker> by = from.optional("by").map(each -> each.asObject(Speaker::read));
    return switch (type.asText(32)) {
      case PROPOSED -> new Proposed(rules, by);
      case ADOPTED -> {
        JsonField hashField = from.required("hash");
        Hash hash = hashField.asHash();
        if (!hash.equals(rules.hash())) {
          throw hashField.refuse(
              RefusalCode.UNPROVEN, "it is not the SHA-256 of the document beside it");
        }
        yield new Adopted(rules, by);
      }
      default -> throw type.refuse(RefusalCode.MALFORMED, "not about rules");
    };
  }

  /// The bytes of a body that says this.
  default byte[] toBytes() {
    return JsonWriter.object(
        out -> {
          switch (this) {
            case Proposed _ -> out.put("type", PROPOSED).put("document", rules().text());
            case Adopted _ ->
                out.put("type", ADOPTED)
                    .put("hash", rules().hash())
                    .put("document", rules().text());
          }
          by().ifPresent(each -> out.object("by", each::write));
        });
  }
}
