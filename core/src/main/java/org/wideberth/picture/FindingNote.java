package org.wideberth.picture;

import java.util.List;
import org.wideberth.operation.OperationId;
import org.wideberth.operation.OperationMessage;
import org.wideberth.party.PartyId;
import org.wideberth.record.Hash;
import org.wideberth.record.JsonField;
import org.wideberth.record.JsonObject;
import org.wideberth.record.JsonWriter;
import org.wideberth.refusal.RefusalCode;

/// What a party says it computed of one finding between two operations, and from what.
///
/// @param finding its id
/// @param a the smaller operation id
/// @param b the other
/// @param rules hashes of the documents, sorted
/// @param says what it came to
record FindingNote(
    Hash finding,
    OperationId a,
    int aRevision,
    OperationId b,
    int bRevision,
    List<Hash> rules,
    Says says)
    implements FoundNote {
  /// Both parties' latest documents.
  private static final int RULES_MAX = 2;

  /// What the author of a note computed.
  enum Says {
    CONFLICT,
    WITHIN_TOLERANCE,
    APART,
    /// One of the operations is no longer live.
    ENDED
  }

  FindingNote {
    rules = List.copyOf(rules);
  }

  @Override
  public List<OperationId> operations() {
    return List.of(a, b);
  }

  @Override
  public boolean involves(PartyId party) {
    return a.party().equals(party) || b.party().equals(party);
  }

  @Override
  public PartyId across(PartyId party) {
    return a.party().equals(party) ? b.party() : a.party();
  }

  static FindingNote read(JsonField field) {
    return field.asObject(FindingNote::read);
  }

  private static FindingNote read(JsonObject from) {
    OperationId a = from.required("a").as(OperationId::parse);
    OperationId b = from.required("b").as(OperationId::parse);
    if (a.compareTo(b) >= 0) {
      throw from.refuse(RefusalCode.MALFORMED, "\"a\" must be the smaller operation id");
    }
    return new FindingNote(
        from.required("finding").asHash(),
        a,
        from.required("a_revision").asInt(1, OperationMessage.REVISION_MAX),
        b,
        from.required("b_revision").asInt(1, OperationMessage.REVISION_MAX),
        from.required("rules").asList(RULES_MAX, JsonField::asHash),
        from.required("verdict").asOneOf(Says.class));
  }

  void write(JsonWriter to) {
    to.put("finding", finding)
        .put("a", a.text())
        .put("a_revision", aRevision)
        .put("b", b.text())
        .put("b_revision", bRevision)
        .array("rules", rules, (list, hash) -> list.add(hash.toString()))
        .put("verdict", says);
  }
}
