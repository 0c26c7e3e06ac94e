package org.wideberth.simulator.adversary;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.wideberth.node.engine.Alarm;
import org.wideberth.operation.OperationId;
import org.wideberth.party.PartyId;
import org.wideberth.picture.OperationDecisions;
import org.wideberth.picture.Picture;
import org.wideberth.record.Checkpoint;
import org.wideberth.record.Cosignature;
import org.wideberth.record.Hash;
import org.wideberth.record.HoldingNote;
import org.wideberth.record.JsonWriter;
import org.wideberth.record.LogCopy;
import org.wideberth.record.Origin;
import org.wideberth.record.Salt;
import org.wideberth.record.SignedCheckpoint;
import org.wideberth.simulator.world.Traffic;

/// What liars do, one method each. Where a lie can be seen at once, it says by which alarm.
final class Lies {
  private static final long HUGE = (1L << 53) - 1;
  private static final int FLOOD = 120;

  private final Traffic traffic;

  Lies(Traffic traffic) {
    this.traffic = traffic;
  }

  /// Does it.
  ///
  /// @return the alarm that the honest node must raise about the liar once it has heard it
  Optional<Alarm.Code> tell(Deed.Kind kind, Liar liar, Honest victim, Honest other, Random dice) {
    Optional<Alarm.Code> entry = writeAndTell(kind, liar, victim, other, dice);
    return entry.isPresent() ? entry : send(kind, liar, victim, other, dice);
  }

  /// Lies in the liar's own log.
  private Optional<Alarm.Code> writeAndTell(
      Deed.Kind kind, Liar liar, Honest victim, Honest other, Random dice) {
    boolean unresolved = true;
    switch (kind) {
      case EQUIVOCATE, LIE_ON -> {
        if (kind == Deed.Kind.EQUIVOCATE || liar.equivocates()) {
          liar.equivocate(operation(liar), operation(liar));
        } else {
          liar.write(operation(liar), liar.now(), true);
        }
        liar.tell(other.party());
        unresolved = false;
      }
      case WITHHOLD, WRONG_BODY -> liar.write(operation(liar), liar.now(), false);
      case UNREADABLE_ENTRY -> liar.writeLeaf("{\"v\":1,\"nonsense\":true}".getBytes(UTF_8));
      case NEWER_VERSION -> liar.writeLeaf("{\"v\":7,\"to\":[\"*\"]}".getBytes(UTF_8));
      case NOT_ENTITLED -> liar.write(foreign(victim), liar.now(), true);
      case FALSE_TIME -> {
        Duration off = Duration.ofDays(dice.nextInt(20_000));
        Instant time = dice.nextBoolean() ? Instant.EPOCH.plus(off) : liar.now().plus(off);
        liar.write(operation(liar), time, true);
        unresolved = false;
      }
      default -> {
        return Optional.empty();
      }
    }
    liar.tell(victim.party());
    if (kind == Deed.Kind.WRONG_BODY) {
      liar.send(victim.party(), bodies(liar, liar.size() - 1, operation(liar), dice));
    }
    return unresolved ? Optional.of(Alarm.Code.UNRESOLVED) : Optional.empty();
  }

  /// Frames that cannot be used.
  private Optional<Alarm.Code> send(
      Deed.Kind kind, Liar liar, Honest victim, Honest other, Random dice) {
    PartyId to = victim.party();
    switch (kind) {
      case EQUIVOCATE, LIE_ON, FALSE_TIME -> {
        return Optional.empty();
      }
      case GARBAGE -> liar.send(to, garbage(dice));
      case OVERSIZE ->
          liar.send(
              to,
              Liar.entries(
                  liar.origin().toString(),
                  liar.size(),
                  List.of(new byte[17 * 1024]),
                  liar.history(to),
                  liar.history(to).checkpoint()));
      case WRONG_HELLO -> liar.hello(to, "elsewhere");
      case FALSE_PROOF -> liar.send(to, typed("fork", "proof", "{\"v\":1}"));
      case FORGED_KEYS -> liar.send(to, typed("keys", "keys", other.card().text()));
      case REVOKED_KEY -> {
        liar.send(to, typed("keys", "keys", liar.succession(dice).text()));
        liar.write(operation(liar), liar.now(), true);
        liar.tell(to);
        return Optional.of(Alarm.Code.REPLACED_KEY_USED);
      }
      case KEYS_TWICE -> {
        liar.send(to, typed("keys", "keys", liar.succession(dice).text()));
        liar.send(to, typed("keys", "keys", liar.anotherSuccession(dice).text()));
        return Optional.of(Alarm.Code.KEYS_DISPUTED);
      }
      case GARBAGE_PARCEL ->
          liar.send(
              to,
              JsonWriter.object(
                  out ->
                      out.put("type", "relay")
                          .put("to", other.party().text())
                          .put("hops", 2)
                          .put("parcel", "{\"v\":1,\"courier\":{}}")));
      default -> {
        more(kind, liar, victim, other, dice);
        return Optional.empty();
      }
    }
    return Optional.of(Alarm.Code.GARBAGE);
  }

  /// Another end of the victim's log, under the victim's own key, for somebody else to believe.
  void signAs(Liar liar, Honest victim, Honest other) {
    LogCopy log = victim.engine().read(view -> view.log(victim.party())).orElseThrow();
    int kept = Math.toIntExact(log.size() - 1);
    History forged = History.after(log, kept, victim.keys());
    forged.write(operation(liar), Salt.of(new byte[Salt.BYTES]), liar.now(), true);
    liar.send(
        other.party(),
        Liar.entries(
            victim.card().origin().toString(), 0, forged.leaves(0), forged, forged.checkpoint()));
  }

  private static byte[] typed(String type, String name, String text) {
    return JsonWriter.object(out -> out.put("type", type).put(name, text));
  }

  /// Lies that nobody can see by themselves, or that cost only the time to read them.
  private void more(Deed.Kind kind, Liar liar, Honest victim, Honest other, Random dice) {
    PartyId to = victim.party();
    switch (kind) {
      case FLOOD -> {
        for (int i = 0; i < FLOOD; i++) {
          liar.send(to, question(i, victim.card().origin(), i % 7));
        }
      }
      case HUGE_SIZE -> {
        String note =
            SignedCheckpoint.sign(
                    new Checkpoint(liar.origin(), HUGE, Hash.sha256(new byte[] {1})),
                    liar.made().keys().log())
                .note();
        liar.send(to, checkpoints(note, liar.origin(), HUGE));
      }
      case FOREIGN_KEY -> {
        String forged =
            SignedCheckpoint.sign(
                    new Checkpoint(liar.origin(), 3, Hash.of(Parties.seed(dice))),
                    liar.made().keys().log())
                .note()
                .replace(liar.party().text(), other.party().text());
        liar.send(to, checkpoints(forged, other.card().origin(), 3));
      }
      case FALSE_RECEIPT, EMPTY_RECEIPT -> receipt(kind, liar, victim, dice);
      case REPLAY -> liar.oldFrame(dice).ifPresent(frame -> liar.send(to, frame));
      case STALL -> liar.stall();
      case ALTERED_RELAY -> alter(liar, victim, other);
      case ASK_FOREIGN_BODIES -> {
        Origin origin = victim.card().origin();
        liar.send(to, wantBodies(origin));
        liar.send(to, wantBodies(other.card().origin()));
        liar.send(to, question(4, origin, 0));
        liar.send(to, question(4, other.card().origin(), 0));
      }
      default -> throw new IllegalStateException("no lie: " + kind);
    }
  }

  private byte[] operation(Liar liar) {
    Picture nothing = Picture.empty(Parties.THEATRE, liar.party());
    return OperationDecisions.declare(nothing, 1, liar.size(), traffic.next(List.of(), true))
        .orThrow()
        .body();
  }

  /// The withdrawal of somebody else's operation.
  private byte[] foreign(Honest victim) {
    Picture nothing = Picture.empty(Parties.THEATRE, victim.party());
    byte[] body =
        OperationDecisions.declare(nothing, 1, 999, traffic.next(List.of(), true)).orThrow().body();
    return new String(body, UTF_8)
        .replace(OperationId.first(victim.party(), 1, 999).text(), victim.party().text() + ".1.1")
        .getBytes(UTF_8);
  }

  private static byte[] garbage(Random dice) {
    return switch (dice.nextInt(5)) {
      case 0 -> Parties.seed(dice);
      case 1 -> "{\"type\":\"entries\",\"origin\":".getBytes(UTF_8);
      case 2 -> ("[".repeat(5_000) + "]".repeat(5_000)).getBytes(UTF_8);
      case 3 -> "{\"type\":\"want\",\"origin\":7,\"from\":\"x\"}".getBytes(UTF_8);
      default -> ("{\"type\":\"ping\",\"number\":" + "9".repeat(40) + "}").getBytes(UTF_8);
    };
  }

  private static byte[] question(int which, Origin origin, long from) {
    return switch (which % 5) {
      case 0, 1 -> JsonWriter.object(out -> out.put("type", "ping").put("number", from));
      case 2 ->
          JsonWriter.object(
              out ->
                  out.put("type", "prove").put("origin", origin.toString()).put("size", from + 1));
      case 3 -> wantBodies(origin);
      default ->
          JsonWriter.object(
              out -> out.put("type", "want").put("origin", origin.toString()).put("from", from));
    };
  }

  private static byte[] wantBodies(Origin origin) {
    return JsonWriter.object(
        out ->
            out.put("type", "want-bodies")
                .put("origin", origin.toString())
                .array("seqs", List.of(0, 1, 2, 3, 4, 5, 6, 7), (list, seq) -> list.add(seq)));
  }

  private static byte[] checkpoints(String note, Origin origin, long size) {
    return JsonWriter.object(
        out ->
            out.put("type", "checkpoints")
                .array("checkpoints", List.of(note), JsonWriter.Elements::add)
                .array(
                    "holds",
                    List.of(size),
                    (list, held) ->
                        list.object(o -> o.put("origin", origin.toString()).put("size", held)))
                .array("links", List.<String>of(), JsonWriter.Elements::add));
  }

  private static byte[] bodies(Liar liar, int seq, byte[] body, Random dice) {
    return JsonWriter.object(
        out ->
            out.put("type", "bodies")
                .put("origin", liar.origin().toString())
                .array(
                    "bodies",
                    List.of(seq),
                    (list, each) ->
                        list.object(
                            o ->
                                o.put("seq", each)
                                    .put("salt", Parties.seed(dice))
                                    .put("body", body))));
  }

  /// A receipt for a root that never was, or for all of a log of which the liar has nothing.
  private static void receipt(Deed.Kind kind, Liar liar, Honest victim, Random dice) {
    Optional<SignedCheckpoint> head =
        victim.runs()
            ? victim.engine().read(view -> view.log(victim.party()).flatMap(LogCopy::newest))
            : Optional.empty();
    if (head.isEmpty()) {
      return;
    }
    SignedCheckpoint signed = head.get();
    Cosignature cosigned = Cosignature.sign(signed, liar.now(), liar.made().keys().witness());
    Checkpoint held =
        kind == Deed.Kind.EMPTY_RECEIPT
            ? signed.checkpoint()
            : new Checkpoint(signed.origin(), signed.size(), Hash.of(Parties.seed(dice)));
    HoldingNote note =
        HoldingNote.sign(
            liar.origin(), held, liar.now(), new TreeSet<>(), liar.made().keys().log());
    liar.send(
        victim.party(),
        JsonWriter.object(
            out ->
                out.put("type", "receipt")
                    .put("checkpoint", signed.note())
                    .put("cosignature", cosigned.line())
                    .put("holding", note.note())));
  }

  /// An honest party's log with one byte changed, under that party's own checkpoint.
  private static void alter(Liar liar, Honest victim, Honest author) {
    if (!author.runs() || author == victim) {
      return;
    }
    author
        .engine()
        .read(
            view -> {
              LogCopy log = view.log(author.party()).orElseThrow();
              if (log.size() > 1 && log.newest().isPresent()) {
                byte[] leaf = log.entry(log.size() - 1).clone();
                leaf[leaf.length / 2] ^= 1;
                List<byte[]> leaves = new ArrayList<>(log.entries(0, (int) log.size() - 1));
                leaves.add(leaf);
                liar.send(
                    victim.party(),
                    Liar.entries(
                        log.origin().toString(),
                        0,
                        leaves,
                        new History(liar.made().keys()),
                        log.newest().get().note()));
              }
              return true;
            });
  }
}
