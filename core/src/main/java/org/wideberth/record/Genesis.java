package org.wideberth.record;

import org.wideberth.party.Identity;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// The body of entry 0 of an epoch: the keys that the log is bound to. Theatre and party stand in
/// the entry. Immutable.
public record Genesis(NoteKey log, NoteKey witness, SealKey seal, Hash tls, Hash recovery) {
  public static final String TYPE = "genesis";

  public static Genesis of(Identity identity) {
    return new Genesis(
        identity.log(), identity.witness(), identity.seal(), identity.tls(), identity.recovery());
  }

  public static Outcome<Genesis> parse(byte[] body) {
    return Json.read(
        body,
        Limits.BODY_BYTES_MAX,
        object -> {
          object
              .required("type")
              .as(
                  type ->
                      type.equals(TYPE)
                          ? Outcome.accept(type)
                          : Outcome.refuse(RefusalCode.MALFORMED, "not a genesis"));
          return new Genesis(
              object.required("log").as(NoteKey::parse),
              object.required("witness").as(NoteKey::parse),
              object.required("seal").as(SealKey::parse),
              object.required("tls").asHash(),
              object.required("recovery").asHash());
        });
  }

  public byte[] toBytes() {
    return JsonWriter.object(
        out ->
            out.put("type", TYPE)
                .put("log", log.toString())
                .put("witness", witness.toString())
                .put("seal", seal.toString())
                .put("tls", tls)
                .put("recovery", recovery));
  }
}
