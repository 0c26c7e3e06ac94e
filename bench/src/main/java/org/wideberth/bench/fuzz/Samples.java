package org.wideberth.bench.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.wideberth.agreement.AgreementBody;
import org.wideberth.agreement.Speaker;
import org.wideberth.channel.Attachment;
import org.wideberth.channel.ChannelBody;
import org.wideberth.channel.Desk;
import org.wideberth.channel.FileName;
import org.wideberth.channel.LinkResult;
import org.wideberth.channel.LinkTested;
import org.wideberth.channel.MediaType;
import org.wideberth.channel.MessageContent;
import org.wideberth.channel.NamedPlace;
import org.wideberth.channel.Phrase;
import org.wideberth.channel.Precedence;
import org.wideberth.channel.References;
import org.wideberth.channel.Step;
import org.wideberth.channel.WatchBody;
import org.wideberth.channel.Wording;
import org.wideberth.gateway.tracks.OperationsFromTracks;
import org.wideberth.geo.Datum;
import org.wideberth.geo.HeightBand;
import org.wideberth.geo.Position;
import org.wideberth.geo.TimeWindow;
import org.wideberth.operation.OperationId;
import org.wideberth.party.Card;
import org.wideberth.party.DisplayName;
import org.wideberth.party.Identity;
import org.wideberth.party.PartyId;
import org.wideberth.party.PartyKeys;
import org.wideberth.party.PeerAddress;
import org.wideberth.party.Succession;
import org.wideberth.party.TheatreId;
import org.wideberth.people.Assertion;
import org.wideberth.people.Passkey;
import org.wideberth.people.PersonId;
import org.wideberth.people.PersonRole;
import org.wideberth.people.RosterBody;
import org.wideberth.people.SignedAct;
import org.wideberth.people.Site;
import org.wideberth.picture.OperationDecisions;
import org.wideberth.picture.Picture;
import org.wideberth.record.Audience;
import org.wideberth.record.Body;
import org.wideberth.record.Bundle;
import org.wideberth.record.Checkpoint;
import org.wideberth.record.Ed25519Signer;
import org.wideberth.record.Entry;
import org.wideberth.record.EntryPlace;
import org.wideberth.record.Genesis;
import org.wideberth.record.Hash;
import org.wideberth.record.HoldingNote;
import org.wideberth.record.JsonWriter;
import org.wideberth.record.MerkleTree;
import org.wideberth.record.NoteSigner;
import org.wideberth.record.Origin;
import org.wideberth.record.Salt;
import org.wideberth.record.Sealed;
import org.wideberth.record.SignatureType;
import org.wideberth.record.SignedCheckpoint;
import org.wideberth.settlement.Change;
import org.wideberth.settlement.FindingName;
import org.wideberth.settlement.SettlementBody;
import org.wideberth.simulator.world.Traffic;
import org.wideberth.simulator.world.ValleyRules;

/// Right inputs of every kind, made by our own encoders from fixed keys.
final class Samples {
  static final TheatreId THEATRE = new TheatreId("valley");
  static final PartyKeys AMBER = keys("amber", 1);
  static final PartyKeys COBALT = keys("cobalt", 2);
  private static final Ed25519Signer RECOVERY = Ed25519Signer.ofSeed(seed(9));
  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
  private static final Salt SALT = Salt.of(new byte[Salt.BYTES]);

  private Samples() {}

  private static byte[] seed(int number) {
    byte[] seed = new byte[32];
    seed[0] = (byte) number;
    return seed;
  }

  private static final EntryPlace MESSAGE = new EntryPlace(AMBER.origin(), 3, Hash.sha256(seed(3)));

  private static final FindingName FINDING =
      new FindingName.Pair(
          new OperationId(AMBER.origin().party(), "1.1"),
          new OperationId(COBALT.origin().party(), "1.1"),
          "minima/air-air");

  private static final FindingName SINGLE =
      new FindingName.Single(
          new OperationId(AMBER.origin().party(), "1.1"), COBALT.origin().party(), "lines/river");

  private static final String FINDINGS_NOTED =
      """
      {"type":"findings-noted","opened":[],"closed":[],"articles_opened":[{"operation":"amber.1.1",\
      "member":"cobalt","article":"lines/river","revision":1,"noticed":0,\
      "rules":"%s","verdict":"conflict"}],"articles_closed":[]}\
      """
          .formatted(Hash.sha256(seed(4)));

  private static PartyKeys keys(String party, int number) {
    return PartyKeys.ofSeeds(
        new Origin(THEATRE, new PartyId(party), 1),
        seed(10 * number),
        seed(10 * number + 1),
        seed(10 * number + 2));
  }

  private static Identity identity(PartyKeys keys) {
    return keys.identity(
        DisplayName.parse("A party").orThrow(),
        Hash.sha256(keys.origin().toString().getBytes(UTF_8)),
        Identity.recoveryHash(RECOVERY.publicKey()));
  }

  static Card card(PartyKeys keys) {
    return Card.sign(
        identity(keys),
        List.of(PeerAddress.parse("wss://amber.example:7443").orThrow()),
        keys.log());
  }

  private static byte[] operation(int number) {
    Traffic traffic = new Traffic(new Random(number), NOW);
    return OperationDecisions.declare(
            Picture.empty(THEATRE, COBALT.origin().party()),
            1,
            number,
            traffic.next(List.of(), true))
        .orThrow()
        .body();
  }

  private static String rules() {
    return ValleyRules.of(THEATRE, 1, List.of(AMBER.origin().party(), COBALT.origin().party()))
        .toText();
  }

  private static byte[] message() {
    return new ChannelBody.Sent(
            new MessageContent(
                Desk.DUTY,
                Precedence.FLASH,
                Optional.of(MESSAGE),
                Optional.of(MESSAGE),
                new Wording(Optional.of(Phrase.STOP), "here", "en"),
                new References(
                    List.of(),
                    List.of(),
                    List.of(new NamedPlace(Optional.empty(), Position.ofDegrees(47, 8)))),
                Optional.of(new DisplayName("Lt Weir")),
                Optional.empty(),
                List.of(
                    new Attachment(
                        new FileName("map.pdf"),
                        MediaType.PDF,
                        1_000,
                        Salt.of(new byte[Salt.BYTES]),
                        Hash.sha256()))))
        .toBytes();
  }

  /// The key of the first test vector of RFC 8032.
  private static final Passkey PASSKEY =
      Passkey.of(
              -8,
              HexFormat.of()
                  .parseHex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"))
          .orThrow();

  static List<byte[]> bodies() {
    return Stream.concat(ofPeople().stream(), ofParties().stream()).toList();
  }

  private static List<byte[]> ofPeople() {
    return List.of(
        operation(1),
        operation(2),
        operation(3),
        message(),
        new ChannelBody.Noted(Step.ACTED, MESSAGE, "done", Optional.empty()).toBytes(),
        new ChannelBody.Escalated(MESSAGE, Desk.COMMANDER).toBytes(),
        new ChannelBody.AttachmentsHeld(MESSAGE, new TreeSet<>(Set.of(1, 2))).toBytes(),
        new ChannelBody.ReadBack(
                MESSAGE, new TreeMap<>(Map.of(1, Position.ofDegrees(47, 8))), Optional.empty())
            .toBytes(),
        new WatchBody.Taken(Desk.DUTY, new DisplayName("Lt Weir"), Optional.of(MESSAGE)).toBytes(),
        new RosterBody.RoleChanged(new PersonId("weir"), PersonRole.COMMANDER).toBytes(),
        new RosterBody.Enrolled(
                new PersonId("weir"),
                new DisplayName("Lt Weir"),
                PersonRole.DUTY_OFFICER,
                new RosterBody.Credential(new byte[] {1, 2, 3}),
                PASSKEY,
                new Site("localhost", "http://localhost:8440"))
            .toBytes(),
        new SignedAct(
                "{\"type\":\"message-acknowledged\"}",
                new PersonId("weir"),
                Hash.sha256(new byte[1]),
                new Assertion(
                    new byte[37],
                    "{\"type\":\"webauthn.get\",\"challenge\":\"\",\"origin\":\"\"}"
                        .getBytes(UTF_8),
                    new byte[64]))
            .toBytes(),
        Genesis.of(identity(AMBER)).toBytes());
  }

  private static List<byte[]> ofParties() {
    return List.of(
        new WatchBody.HandedOver(Desk.DUTY, new DisplayName("Lt Weir"), "quiet").toBytes(),
        new LinkTested(
                new TreeMap<>(
                    Map.of(
                        new PartyId("amber"),
                        new LinkResult.Passed(12, -30),
                        new PartyId("relief"),
                        new LinkResult.Failed(LinkResult.Reason.NO_LINK))))
            .toBytes(),
        new AgreementBody.Asked(
                AgreementBody.Step.SUSPENSION,
                Hash.sha256(new byte[0]),
                List.of("lines/river"),
                Optional.empty(),
                "flood",
                new Speaker(new DisplayName("Lt Weir"), "commander"))
            .toBytes(),
        new AgreementBody.Done(
                AgreementBody.Step.SUSPENSION,
                Hash.sha256(new byte[0]),
                new Speaker(new DisplayName("Maj Khan"), "commander"))
            .toBytes(),
        new SettlementBody.Taken(FINDING, "ours", Optional.empty()).toBytes(),
        new SettlementBody.Taken(SINGLE, "ours", Optional.empty()).toBytes(),
        FINDINGS_NOTED.getBytes(UTF_8),
        new SettlementBody.Offered(
                FINDING,
                FINDING.operations().getLast(),
                1,
                Change.to(
                    Optional.of(new TimeWindow(NOW, NOW.plusSeconds(60))),
                    Optional.of(new HeightBand(Datum.MSL, 0, 30_000, Optional.empty()))),
                Optional.of(MESSAGE),
                "later",
                Optional.of(new DisplayName("Lt Weir")))
            .toBytes(),
        new SettlementBody.Answered(
                SettlementBody.Answer.AGREED, FINDING, MESSAGE, "", Optional.empty())
            .toBytes(),
        ClaimSamples.report(MESSAGE).toBytes(),
        ClaimSamples.contest(MESSAGE).toBytes(),
        ClaimSamples.onBasis().toBytes(),
        rules().getBytes(UTF_8));
  }

  private static byte[] entry(long seq, Body body) {
    return new Entry(COBALT.origin(), seq, NOW, Audience.everyone(), List.of(), body.hash())
        .toBytes();
  }

  static List<byte[]> entries() {
    Body body = Body.of(SALT, operation(1)).orThrow();
    Entry seen =
        new Entry(
            AMBER.origin(),
            7,
            NOW,
            Audience.of(Set.of(COBALT.origin().party())),
            List.of(new Entry.Seen(COBALT.origin().party(), 1, 3, body.hash())),
            body.hash());
    return List.of(entry(0, body), seen.toBytes());
  }

  private static SignedCheckpoint checkpoint(PartyKeys keys, long size) {
    return SignedCheckpoint.sign(
        new Checkpoint(keys.origin(), size, Hash.sha256(seed(1))), keys.log());
  }

  static List<byte[]> notes() {
    PartyKeys next =
        PartyKeys.ofSeeds(
            new Origin(THEATRE, AMBER.origin().party(), 2), seed(70), seed(71), seed(72));
    NoteSigner recovery =
        new NoteSigner(Succession.recoveryName(AMBER.origin()), SignatureType.NOTE, RECOVERY);
    Succession succession =
        Succession.sign(
            identity(AMBER),
            3,
            Hash.sha256(seed(1)),
            Succession.Reason.ROTATION,
            NOW,
            identity(next),
            recovery);
    HoldingNote holding =
        HoldingNote.sign(
            AMBER.origin(),
            checkpoint(COBALT, 9).checkpoint(),
            NOW,
            new TreeSet<>(List.of(1L, 2L, 5L)),
            AMBER.log());
    return List.of(
        card(AMBER).text().getBytes(UTF_8),
        checkpoint(AMBER, 5).note().getBytes(UTF_8),
        holding.note().getBytes(UTF_8),
        succession.text().getBytes(UTF_8),
        new Succession.NewKeys(succession, card(next)).text().getBytes(UTF_8));
  }

  static List<byte[]> tiles() {
    return List.of(
        "tile/0/x001/067".getBytes(UTF_8),
        "tile/entries/000.p/7".getBytes(UTF_8),
        "tile/1/000.p/3".getBytes(UTF_8));
  }

  static List<byte[]> bundles() {
    Body body = Body.of(SALT, operation(1)).orThrow();
    byte[] leaf = entry(0, body);
    MerkleTree tree = new MerkleTree();
    tree.append(MerkleTree.leafHash(leaf));
    String note =
        SignedCheckpoint.sign(new Checkpoint(COBALT.origin(), 1, tree.root()), COBALT.log()).note();
    Bundle bundle =
        new Bundle(
            THEATRE,
            NOW,
            List.of(card(AMBER), card(COBALT)),
            List.of(
                Bundle.Item.of(
                    COBALT.origin(),
                    0,
                    leaf,
                    Optional.of(body),
                    List.of(new Bundle.Proof(note, List.of(), List.of())))));
    byte[] fork =
        JsonWriter.object(
            out ->
                out.put("v", 1)
                    .object(
                        "fork",
                        each ->
                            each.put("origin", AMBER.origin().toString())
                                .put("older", checkpoint(AMBER, 3).note())
                                .put("newer", checkpoint(AMBER, 5).note())
                                .put("root", Hash.sha256(seed(2)))
                                .array(
                                    "consistency", List.<String>of(), JsonWriter.Elements::add)));
    return List.of(bundle.toBytes(), fork);
  }

  static List<byte[]> sealed() {
    Body body = Body.of(SALT, operation(1)).orThrow();
    Sealed sealed =
        Sealed.seal(
            AMBER.origin().party(), AMBER.seal().publicKey(), Hash.sha256(seed(1)), body, seed(3));
    return List.of(JsonWriter.object(sealed::writeTo));
  }

  static List<byte[]> geoJson() {
    String point =
        "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[7.1,46.2]},"
            + "\"properties\":{\"name\":\"ferry\",\"kind\":\"air\","
            + "\"start\":\"2026-12-01T06:00:00Z\",\"end\":\"010700ZDEC26\",\"lower\":300,"
            + "\"upper\":900,\"unit\":\"m\",\"datum\":\"MSL\",\"radius_m\":800}}";
    String line =
        "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"geometry\":"
            + "{\"type\":\"LineString\",\"coordinates\":[[179.9,48.2],[180.1,48.3]]},"
            + "\"properties\":{\"operation\":\"x\",\"kind\":\"ground\",\"start\":"
            + "\"2026-12-01T06:00:00Z\",\"end\":\"2026-12-01T07:00:00Z\",\"lower\":0,\"upper\":10,"
            + "\"unit\":\"FL\",\"datum\":\"PRESSURE\",\"half_width_m\":500,"
            + "\"audience\":[\"cobalt\"],\"grain\":\"1km\",\"priority\":3}}]}";
    return List.of(point.getBytes(UTF_8), line.getBytes(UTF_8));
  }

  static List<byte[]> tracks() {
    String header = OperationsFromTracks.COLUMNS;
    return List.of(
        (header
                + "\n0,4b1815,SWR1,46.1,7.1,10000,250,90,0\n"
                + "10,4b1815,SWR1,46.1,7.12,10050,250,90,0\n")
            .getBytes(UTF_8));
  }

  static List<byte[]> texts() {
    return List.of(
        "31U DQ 48249 11933".getBytes(UTF_8),
        "48°51'29.6\"N 002°17'40.2\"E".getBytes(UTF_8),
        "-33.9, 18.4".getBytes(UTF_8),
        "251430ZNOV26".getBytes(UTF_8),
        "2026-11-25T14:30:00Z".getBytes(UTF_8),
        "FL 085".getBytes(UTF_8),
        "1200 m MSL".getBytes(UTF_8));
  }

  static List<byte[]> folds() {
    byte[] body = operation(4);
    return List.of(body, entry(0, Body.of(SALT, body).orThrow()));
  }
}
