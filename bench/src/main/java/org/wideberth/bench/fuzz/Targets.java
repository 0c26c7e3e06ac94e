package org.wideberth.bench.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.wideberth.agreement.AgreementBody;
import org.wideberth.agreement.RulesDocument;
import org.wideberth.channel.ChannelBody;
import org.wideberth.channel.LinkTested;
import org.wideberth.channel.WatchBody;
import org.wideberth.claim.ClaimBody;
import org.wideberth.gateway.geojson.ChunkInput;
import org.wideberth.gateway.geojson.FeatureFile;
import org.wideberth.gateway.geojson.OperationsFromGeoJson;
import org.wideberth.gateway.tracks.OperationsFromTracks;
import org.wideberth.gateway.tracks.PartyRule;
import org.wideberth.geo.HeightText;
import org.wideberth.geo.PositionText;
import org.wideberth.geo.TimeText;
import org.wideberth.operation.OperationMessage;
import org.wideberth.party.Card;
import org.wideberth.party.Succession;
import org.wideberth.people.RosterBody;
import org.wideberth.people.SignedAct;
import org.wideberth.picture.HeldEntry;
import org.wideberth.picture.Picture;
import org.wideberth.record.Audience;
import org.wideberth.record.BodiesErased;
import org.wideberth.record.Body;
import org.wideberth.record.Bundle;
import org.wideberth.record.BundleVerifier;
import org.wideberth.record.Checkpoint;
import org.wideberth.record.Entry;
import org.wideberth.record.ForkProof;
import org.wideberth.record.Genesis;
import org.wideberth.record.Hash;
import org.wideberth.record.HoldingNote;
import org.wideberth.record.LogResumed;
import org.wideberth.record.Note;
import org.wideberth.record.Salt;
import org.wideberth.record.Sealed;
import org.wideberth.record.SignedCheckpoint;
import org.wideberth.record.TilePath;
import org.wideberth.refusal.Outcome;
import org.wideberth.settlement.SettlementBody;

/// The targets by name.
final class Targets {
  private static final Salt SALT = Salt.of(new byte[Salt.BYTES]);

  private Targets() {}

  /// All of them, in order of name.
  static Map<String, Supplier<Target>> all() {
    Map<String, Supplier<Target>> all = new TreeMap<>();
    all.put("entry", () -> target(Targets::entry, Samples::entries));
    all.put("body", () -> target(Targets::body, Samples::bodies));
    all.put("note", () -> target(Targets::note, Samples::notes));
    all.put("tile", () -> target(Targets::tile, Samples::tiles));
    all.put("bundle", () -> target(Targets::bundle, Samples::bundles));
    all.put("sealed", () -> target(Targets::sealed, Samples::sealed));
    all.put("geojson", () -> target(Targets::geoJson, Samples::geoJson));
    all.put("tracks", () -> target(Targets::tracks, Samples::tracks));
    all.put("texts", () -> target(Targets::texts, Samples::texts));
    all.put("fold", () -> target(Targets::fold, Samples::folds));
    all.put("frame", FrameTarget::new);
    all.put("courier", CourierTarget::new);
    all.put("api", ApiTarget::new);
    return all;
  }

  static Target named(String name) {
    Supplier<Target> target = all().get(name);
    return Objects.requireNonNull(target, "no target " + name + " in " + all().keySet()).get();
  }

  /// What takes bytes and may throw.
  @FunctionalInterface
  private interface Taking {
    void take(byte[] bytes) throws Exception;
  }

  private static Target target(Taking taking, Supplier<List<byte[]>> seeds) {
    return new Target() {
      @Override
      public void take(byte[] bytes) throws Exception {
        taking.take(bytes);
      }

      @Override
      public List<byte[]> seeds() {
        return seeds.get();
      }
    };
  }

  /// What was read and is written again reads as the same.
  static <T> void same(
      Outcome<T> read, Function<T, byte[]> write, Function<byte[], Outcome<T>> parse) {
    if (read instanceof Outcome.Accepted<T>(var value)) {
      T again = parse.apply(write.apply(value)).orThrow();
      if (!again.equals(value)) {
        throw new IllegalStateException("written and read again it is another: " + value);
      }
    }
  }

  private static void entry(byte[] bytes) {
    same(Entry.parse(bytes), Entry::toBytes, Entry::parse);
  }

  private static void body(byte[] bytes) {
    if (Body.of(SALT, bytes) instanceof Outcome.Accepted<Body>(var body)) {
      body.type();
    }
    same(OperationMessage.parse(bytes), OperationMessage::toBytes, OperationMessage::parse);
    same(Genesis.parse(bytes), Genesis::toBytes, Genesis::parse);
    same(LogResumed.parse(bytes), LogResumed::toBytes, LogResumed::parse);
    same(BodiesErased.parse(bytes), BodiesErased::toBytes, BodiesErased::parse);
    same(
        ChannelBody.parse(Samples.THEATRE, bytes),
        ChannelBody::toBytes,
        again -> ChannelBody.parse(Samples.THEATRE, again));
    same(
        WatchBody.parse(Samples.THEATRE, bytes),
        WatchBody::toBytes,
        again -> WatchBody.parse(Samples.THEATRE, again));
    same(AgreementBody.parse(bytes), AgreementBody::toBytes, AgreementBody::parse);
    same(RosterBody.parse(bytes), RosterBody::toBytes, RosterBody::parse);
    same(SignedAct.parse(bytes), SignedAct::toBytes, SignedAct::parse);
    same(LinkTested.parse(bytes), LinkTested::toBytes, LinkTested::parse);
    same(
        ClaimBody.parse(Samples.THEATRE, bytes),
        ClaimBody::toBytes,
        again -> ClaimBody.parse(Samples.THEATRE, again));
    same(
        SettlementBody.parse(Samples.THEATRE, bytes),
        SettlementBody::toBytes,
        again -> SettlementBody.parse(Samples.THEATRE, again));
    RulesDocument.parse(bytes);
  }

  private static void note(byte[] bytes) {
    String text = new String(bytes, UTF_8);
    same(
        Note.parse(text).map(Note::toString),
        note -> note.getBytes(UTF_8),
        again -> Note.parse(again).map(Note::toString));
    same(Card.parse(text), card -> card.text().getBytes(UTF_8), again -> Card.parse(utf8(again)));
    Checkpoint.parse(text);
    SignedCheckpoint.verify(text, Samples.AMBER.log().key());
    HoldingNote.verify(text, Samples.AMBER.log().key());
    HoldingNote.holderOf(text);
    Succession.parse(text);
    Succession.NewKeys.parse(text);
  }

  private static String utf8(byte[] bytes) {
    return new String(bytes, UTF_8);
  }

  private static void tile(byte[] bytes) {
    TilePath.parse(utf8(bytes));
  }

  private static void bundle(byte[] bytes) {
    same(Bundle.parse(bytes), Bundle::toBytes, Bundle::parse);
    BundleVerifier.verify(bytes, List.of(Samples.card(Samples.AMBER)));
    ForkProof.accused(bytes);
    ForkProof.verify(bytes, Samples.AMBER.log().key());
  }

  private static void sealed(byte[] bytes) {
    if (Sealed.parse(bytes) instanceof Outcome.Accepted<Sealed>(var sealed)) {
      Samples.AMBER.seal().open(sealed, Hash.sha256(bytes));
    }
  }

  private static void geoJson(byte[] bytes) throws Exception {
    OperationsFromGeoJson.parse(bytes);
    ChunkInput.parse(bytes);
    FeatureFile file = new FeatureFile(new ByteArrayInputStream(bytes));
    while (file.next() instanceof Outcome.Accepted<Optional<FeatureFile.Raw>>(var raw)
        && raw.isPresent()) {
      file.otherMembers();
    }
  }

  private static void tracks(byte[] bytes) throws Exception {
    OperationsFromTracks.read(new ByteArrayInputStream(bytes), PartyRule.ALL);
  }

  private static void texts(byte[] bytes) {
    String text = utf8(bytes);
    PositionText.parse(text);
    TimeText.parse(text);
    HeightText.parse(text);
  }

  /// Leaves and bodies as they come, in one log: the first half is a leaf, the second its body.
  private static void fold(byte[] bytes) {
    Picture picture =
        Picture.empty(Samples.AMBER.origin().theatre(), Samples.AMBER.origin().party());
    int half = bytes.length / 2;
    byte[] leaf = Arrays.copyOf(bytes, half);
    Body loose = Body.of(SALT, Arrays.copyOfRange(bytes, half, bytes.length)).orThrow();
    List<HeldEntry> held = new ArrayList<>();
    held.add(HeldEntry.of(Samples.COBALT.origin(), 0, leaf, Optional.of(loose)));
    Body whole = Body.of(SALT, bytes).orThrow();
    Entry entry =
        new Entry(
            Samples.COBALT.origin(),
            1,
            Instant.EPOCH,
            Audience.everyone(),
            List.of(),
            whole.hash());
    held.add(HeldEntry.of(Samples.COBALT.origin(), 1, entry.toBytes(), Optional.of(whole)));
    picture.apply(held);
    String once = picture.digest();
    picture.apply(held);
    if (!picture.digest().equals(once)) {
      throw new IllegalStateException("the same entries once more change the picture");
    }
  }
}
