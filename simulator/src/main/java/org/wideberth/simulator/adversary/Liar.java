package org.wideberth.simulator.adversary;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.wideberth.node.engine.PeerChannel;
import org.wideberth.party.Card;
import org.wideberth.party.PartyId;
import org.wideberth.party.Succession;
import org.wideberth.party.Succession.NewKeys;
import org.wideberth.record.Body;
import org.wideberth.record.Genesis;
import org.wideberth.record.Json;
import org.wideberth.record.JsonWriter;
import org.wideberth.record.NoteSigner;
import org.wideberth.record.Origin;
import org.wideberth.record.Salt;
import org.wideberth.record.SignatureType;
import org.wideberth.record.SignedCheckpoint;
import org.wideberth.simulator.world.Agenda;

/// A party that lies: has real keys and its own tools, and says to each peer what it likes. It
/// answers hellos and wants, so that honest nodes keep listening to it, until it stalls.
final class Liar implements Participant {
  private static final int FRAME_BYTES_MAX = 1 << 20;

  private final Parties.Made made;
  private final Agenda agenda;
  private final Random random;
  private final Map<PartyId, PeerChannel> channels = new HashMap<>();
  private final List<History> histories = new ArrayList<>();
  private final List<byte[]> heard = new ArrayList<>();
  private Optional<NewKeys> next = Optional.empty();
  private boolean stalled;

  Liar(Parties.Made made, Agenda agenda, Random random) {
    this.made = made;
    this.agenda = agenda;
    this.random = random;
    History history = new History(made.keys());
    history.write(Genesis.of(made.card().identity()).toBytes(), salt(), now(), true);
    histories.add(history);
  }

  private Salt salt() {
    return Salt.of(Parties.seed(random));
  }

  Instant now() {
    return Instant.ofEpochMilli(agenda.millis());
  }

  @Override
  public PartyId party() {
    return made.card().party();
  }

  @Override
  public Card card() {
    return made.card();
  }

  Parties.Made made() {
    return made;
  }

  Origin origin() {
    return made.card().origin();
  }

  @Override
  public boolean runs() {
    return true;
  }

  @Override
  public boolean knows(PartyId party) {
    return true;
  }

  void stall() {
    stalled = true;
  }

  boolean linked(PartyId peer) {
    return channels.containsKey(peer);
  }

  @Override
  public void up(PartyId peer, PeerChannel channel) {
    channels.put(peer, channel);
    hello(peer, Parties.THEATRE.text());
  }

  @Override
  public void down(PartyId peer, PeerChannel channel) {
    channels.remove(peer, channel);
  }

  @Override
  public void frame(PartyId peer, PeerChannel channel, byte[] frame) {
    if (stalled) {
      return;
    }
    if (heard.size() < 50) {
      heard.add(frame);
    }
    String text = new String(frame, 0, Math.min(frame.length, 64), UTF_8);
    if (text.startsWith("{\"type\":\"hello\"")) {
      tell(peer);
    } else if (text.startsWith("{\"type\":\"want\"")) {
      want(peer, frame);
    }
  }

  private void want(PartyId peer, byte[] frame) {
    Json.read(
        frame,
        FRAME_BYTES_MAX,
        object -> {
          object.ignoreOthers();
          boolean mine = object.required("origin").asText(256).equals(origin().toString());
          if (mine) {
            entries(peer, history(peer), object.required("from").asInt(0, Integer.MAX_VALUE));
          }
          return mine;
        });
  }

  void send(PartyId peer, byte[] frame) {
    PeerChannel channel = channels.get(peer);
    if (channel != null && !stalled) {
      channel.send(frame);
    }
  }

  /// Of two histories, half of the peers are told one and half the other.
  History history(PartyId peer) {
    return histories.get(Math.floorMod(peer.text().hashCode(), histories.size()));
  }

  boolean equivocates() {
    return histories.size() > 1;
  }

  void hello(PartyId peer, String theatre) {
    History history = history(peer);
    send(
        peer,
        JsonWriter.object(
            out ->
                out.put("type", "hello")
                    .put("v", 1)
                    .put("theatre", theatre)
                    .put("party", party().text())
                    .put("card", made.card().text())
                    .array("checkpoints", List.of(history.checkpoint()), JsonWriter.Elements::add)
                    .array(
                        "holds",
                        List.of(history.size()),
                        (list, size) ->
                            list.object(
                                o -> o.put("origin", origin().toString()).put("size", size)))
                    .array("links", List.<String>of(), JsonWriter.Elements::add)
                    .put("heard", true)));
  }

  /// Everything of the history that is for this peer.
  void tell(PartyId peer) {
    entries(peer, history(peer), 0);
  }

  private void entries(PartyId peer, History history, int from) {
    if (from < history.size()) {
      send(
          peer,
          entries(origin().toString(), from, history.leaves(from), history, history.checkpoint()));
    }
  }

  /// An entries frame, honest or not.
  static byte[] entries(
      String origin, int first, List<byte[]> leaves, History bodiesOf, String checkpoint) {
    List<Integer> told = new ArrayList<>();
    for (int seq = first; seq < first + leaves.size(); seq++) {
      if (seq < bodiesOf.size() && bodiesOf.tells(seq)) {
        told.add(seq);
      }
    }
    return JsonWriter.object(
        out ->
            out.put("type", "entries")
                .put("origin", origin)
                .put("first", first)
                .array(
                    "entries",
                    leaves,
                    (list, leaf) -> list.add(Base64.getEncoder().encodeToString(leaf)))
                .array(
                    "bodies",
                    told,
                    (list, seq) -> {
                      Body body = bodiesOf.body(seq);
                      list.object(
                          o ->
                              o.put("seq", seq)
                                  .put("salt", body.salt().bytes())
                                  .put("body", body.bytes()));
                    })
                .put("checkpoint", checkpoint)
                .array("consistency", List.<String>of(), JsonWriter.Elements::add));
  }

  /// Splits the history: from now on there are two.
  void equivocate(byte[] one, byte[] other) {
    if (histories.size() == 1) {
      History second = histories.getFirst().fork();
      histories.getFirst().write(one, salt(), now(), true);
      second.write(other, salt(), now(), true);
      histories.add(second);
    } else {
      histories.getFirst().write(one, salt(), now(), true);
      histories.getLast().write(other, salt(), now(), true);
    }
  }

  /// Its own succession, the first one it made.
  NewKeys succession(Random dice) {
    if (next.isEmpty()) {
      next = Optional.of(anotherSuccession(dice));
    }
    return next.get();
  }

  /// A succession to keys that are made for it.
  NewKeys anotherSuccession(Random dice) {
    Parties.Made after = Parties.next(made, dice);
    Succession.Reason[] reasons = Succession.Reason.values();
    SignedCheckpoint head = histories.getFirst().head();
    return new NewKeys(
        Succession.sign(
            made.card().identity(),
            head.size(),
            head.root(),
            reasons[dice.nextInt(reasons.length)],
            now(),
            after.card().identity(),
            new NoteSigner(Succession.recoveryName(origin()), SignatureType.NOTE, made.recovery())),
        after.card());
  }

  /// Writes to every history.
  void write(byte[] body, Instant time, boolean tell) {
    Salt salt = salt();
    histories.forEach(history -> history.write(body, salt, time, tell));
  }

  void writeLeaf(byte[] leaf) {
    Body nothing = Body.of(salt(), new byte[] {'{', '}'}).orThrow();
    histories.forEach(history -> history.writeLeaf(leaf, nothing, false));
  }

  int size() {
    return histories.getFirst().size();
  }

  Optional<byte[]> oldFrame(Random dice) {
    return heard.isEmpty() ? Optional.empty() : Optional.of(heard.get(dice.nextInt(heard.size())));
  }
}
