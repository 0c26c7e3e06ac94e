package org.wideberth.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wideberth.record.JsonTest.refusal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wideberth.party.PartyId;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

class EntryTest {
  private static final String ROOT = Hash.sha256(new byte[] {1}).toString();
  private static final String GOLDEN =
      ("{'v':1,'theatre':'valley','party':'amber','epoch':1,'seq':7,'time':1795000000123,"
              + "'to':['cobalt','relief'],'seen':[{'party':'cobalt','epoch':2,'size':3,'root':'"
              + ROOT
              + "'}],'body':'"
              + ROOT
              + "'}")
          .replace('\'', '"');

  @Test
  void theLeafBytesAreThoseOfTheFormat() {
    Entry entry =
        new Entry(
            Origin.parse("valley/amber/1").orThrow(),
            7,
            Instant.ofEpochMilli(1_795_000_000_123L),
            Audience.of(Set.of(new PartyId("relief"), new PartyId("cobalt"))),
            List.of(new Entry.Seen(new PartyId("cobalt"), 2, 3, Hash.parse(ROOT).orThrow())),
            Hash.parse(ROOT).orThrow());
    assertThat(new String(entry.toBytes(), UTF_8)).isEqualTo(GOLDEN);
    assertThat(parse(GOLDEN)).isEqualTo(Outcome.accept(entry));
  }

  @Test
  void keysInAnyOrderAndWithSpaceBetweenMeanTheSame() {
    String moved = GOLDEN.replace("\"v\":1,", "").replaceFirst("}$", ", \"v\" : 1 }\n");
    assertThat(parse(moved)).isEqualTo(parse(GOLDEN));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"v\":1|\"v\":2|MALFORMED",
        "\"v\":1,|``|MALFORMED",
        "\"v\":1|\"v\":1,\"w\":1|MALFORMED",
        "\"v\":1|\"v\":1,\"v\":1|MALFORMED",
        "\"v\":1|\"v\":\"1\"|MALFORMED",
        "\"valley\"|\"Valley\"|MALFORMED",
        "\"amber\"|\"\"|MALFORMED",
        "\"amber\"|\"a2345678901234567890123456789012x\"|MALFORMED",
        "\"epoch\":1|\"epoch\":0|OUT_OF_RANGE",
        "\"epoch\":1|\"epoch\":1000001|OUT_OF_RANGE",
        "\"seq\":7|\"seq\":-1|OUT_OF_RANGE",
        "\"seq\":7|\"seq\":9007199254740992|OUT_OF_RANGE",
        "\"seq\":7|\"seq\":7.0|MALFORMED",
        "1795000000123|253402300800000|OUT_OF_RANGE",
        "1795000000123|-1|OUT_OF_RANGE",
        "[\"cobalt\",\"relief\"]|[\"relief\",\"cobalt\"]|MALFORMED",
        "[\"cobalt\",\"relief\"]|[\"cobalt\",\"cobalt\"]|MALFORMED",
        "[\"cobalt\",\"relief\"]|[\"*\",\"relief\"]|MALFORMED",
        "[\"cobalt\",\"relief\"]|[7]|MALFORMED",
        "[\"cobalt\",\"relief\"]|\"cobalt\"|MALFORMED",
        "[\"cobalt\",\"relief\"]|null|MALFORMED",
        "\"size\":3|\"size\":0|OUT_OF_RANGE",
        "\"size\":3|\"size\":3,\"x\":0|MALFORMED",
        "\"body\":\"|\"body\":\"A|MALFORMED",
        "\"seen\":[|\"seen\":[1,|MALFORMED",
      })
  void whatIsNotAnEntryIsRefusedWithItsCode(String from, String to, RefusalCode code) {
    String changed = GOLDEN.replace(from, to);
    assertThat(changed).isNotEqualTo(GOLDEN);
    assertThat(refusal(parse(changed)).code()).isEqualTo(code);
  }

  @Test
  void base64WithStrayBitsIsRefused() {
    int end = GOLDEN.lastIndexOf("=\"}");
    for (char stray = 'B'; stray <= 'D'; stray++) {
      char[] text = GOLDEN.toCharArray();
      text[end - 1] = (char) (text[end - 1] + stray - 'A');
      assertThat(parse(new String(text))).isInstanceOf(Outcome.Refused.class);
    }
  }

  @Test
  void theAudienceIsEveryoneOrThoseNamedOrTheAuthorOrUnknown() {
    PartyId cobalt = new PartyId("cobalt");
    assertThat(parse(to("[\"*\"]")).orThrow().to().names(cobalt)).isTrue();
    assertThat(parse(GOLDEN).orThrow().to().names(cobalt)).isTrue();
    assertThat(parse(GOLDEN).orThrow().to().names(new PartyId("amber"))).isFalse();
    assertThat(parse(to("[]")).orThrow().to().names(cobalt)).isFalse();
    Entry sealed = parse(GOLDEN.replace("\"to\":[\"cobalt\",\"relief\"],", "")).orThrow();
    assertThat(sealed.to()).isEqualTo(new Audience.Sealed());
    assertThat(sealed.to().names(cobalt)).isFalse();
  }

  private static String to(String audience) {
    return GOLDEN.replace("[\"cobalt\",\"relief\"]", audience);
  }

  @Test
  void fiftyPartiesFitIntoTheAudienceAndIntoSeenAndFiftyOneDoNot() {
    Entry full =
        new Entry(full(50).origin(), 0, Instant.EPOCH, full(50).to(), full(50).seen(), hash());
    assertThat(Entry.parse(full.toBytes())).isEqualTo(Outcome.accept(full));
    assertThat(full.toBytes().length).isLessThan(Limits.ENTRY_BYTES_MAX);
    assertThatThrownBy(() -> full(51)).isInstanceOf(IllegalArgumentException.class);
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 51; i++) {
      names.add("\"p%02d\"".formatted(i));
    }
    assertThat(parse(to(names.subList(0, 50).toString()))).isInstanceOf(Outcome.Accepted.class);
    assertThat(refusal(parse(to(names.toString()))).code()).isEqualTo(RefusalCode.LIMIT_EXCEEDED);
  }

  private static Entry full(int parties) {
    Set<PartyId> audience = new TreeSet<>();
    List<Entry.Seen> seen = new ArrayList<>();
    for (int i = 0; i < parties; i++) {
      PartyId party = new PartyId("p%02d".formatted(i) + "x".repeat(29));
      audience.add(party);
      seen.add(new Entry.Seen(party, Limits.EPOCH_MAX, Limits.LOG_SIZE_MAX, hash()));
    }
    Origin origin = Origin.parse("valley/amber/1").orThrow();
    return new Entry(origin, 0, Instant.EPOCH, Audience.of(audience), seen, hash());
  }

  private static Hash hash() {
    return Hash.parse(ROOT).orThrow();
  }

  @Test
  void anEntryOfSixteenKibibytesIsReadAndOneByteMoreIsRefused() {
    byte[] bytes = GOLDEN.getBytes(UTF_8);
    byte[] padded = Arrays.copyOf(bytes, Limits.ENTRY_BYTES_MAX);
    Arrays.fill(padded, bytes.length, padded.length, (byte) ' ');
    assertThat(Entry.parse(padded)).isEqualTo(parse(GOLDEN));
    byte[] over = Arrays.copyOf(padded, padded.length + 1);
    over[padded.length] = ' ';
    assertThat(refusal(Entry.parse(over)).code()).isEqualTo(RefusalCode.LIMIT_EXCEEDED);
  }

  @Test
  void randomEntriesAreReadBackAsTheyWere() {
    for (int seed = 0; seed < 500; seed++) {
      Entry entry = random(new Random(seed));
      assertThat(Entry.parse(entry.toBytes())).as("seed " + seed).isEqualTo(Outcome.accept(entry));
    }
  }

  static Entry random(Random random) {
    Audience to =
        switch (random.nextInt(4)) {
          case 0 -> Audience.everyone();
          case 1 -> Audience.authorOnly();
          case 2 -> new Audience.Sealed();
          default -> Audience.of(new TreeSet<>(List.of(party(random), party(random))));
        };
    List<Entry.Seen> seen =
        random.nextBoolean()
            ? List.of()
            : List.of(
                new Entry.Seen(
                    party(random), 1, 1 + random.nextInt(99), Hash.sha256(Parties.seed(1))));
    return new Entry(
        new Origin(Parties.THEATRE, party(random), 1 + random.nextInt(9)),
        random.nextInt(1_000_000),
        Instant.ofEpochMilli(random.nextLong(Limits.EPOCH_MILLIS_MAX + 1)),
        to,
        seen,
        Hash.sha256(Parties.seed(random.nextInt())));
  }

  private static PartyId party(Random random) {
    return new PartyId("p" + Integer.toString(random.nextInt(1 << 20), 36));
  }

  @Test
  void aChangedEntryIsReadOrRefusedAndHasAnotherHash() {
    byte[] good = GOLDEN.getBytes(UTF_8);
    Random random = new Random(5);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = Mutations.mutate(good, random);
      assertThat(Entry.parse(bytes)).isNotNull();
      assertThat(MerkleTree.leafHash(bytes).equals(MerkleTree.leafHash(good)))
          .isEqualTo(Arrays.equals(bytes, good));
    }
  }

  @Test
  void theBodyOfAnOperationTakesHalfAMebibyteAndAnyOtherSixtyFourKibibytes() {
    assertThat(body("operation-declared", Limits.OPERATION_BODY_BYTES_MAX).type())
        .isEqualTo(Outcome.accept("operation-declared"));
    assertThat(body("message", Limits.BODY_BYTES_MAX).type()).isEqualTo(Outcome.accept("message"));
    assertThat(refusal(body("message", Limits.BODY_BYTES_MAX + 1).type()).code())
        .isEqualTo(RefusalCode.LIMIT_EXCEEDED);
    byte[] over = new byte[Limits.OPERATION_BODY_BYTES_MAX + 1];
    assertThat(refusal(Body.of(Salt.of(new byte[32]), over)).code())
        .isEqualTo(RefusalCode.LIMIT_EXCEEDED);
  }

  private static Body body(String type, int size) {
    int frame = JsonWriter.object(out -> out.put("type", type).put("x", "")).length;
    byte[] json =
        JsonWriter.object(out -> out.put("type", type).put("x", "y".repeat(size - frame)));
    assertThat(json).hasSize(size);
    return Body.of(Salt.of(new byte[32]), json).orThrow();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"type\":\"message\"}|message",
        "{\"type\":\"message\",\"x\":1}|message",
        "{\"x\":1,\"type\":\"message\"}|``",
        "{\"type\":\"Message\"}|``",
        "{\"type\":1}|``",
        "{}|``",
        "[]|``",
        "rubbish|``",
      })
  void theTypeOfABodyStandsFirst(String json, String type) {
    Body body = Body.of(Salt.of(new byte[32]), json.getBytes(UTF_8)).orThrow();
    if (type.isEmpty()) {
      assertThat(refusal(body.type()).code()).isEqualTo(RefusalCode.MALFORMED);
    } else {
      assertThat(body.type()).isEqualTo(Outcome.accept(type));
    }
  }

  @Test
  void theHashOfABodyIsOverSaltAndBytes() {
    byte[] salt = Parties.seed(1);
    byte[] json = "{}".getBytes(UTF_8);
    assertThat(Body.of(Salt.of(salt), json).orThrow().hash()).isEqualTo(Hash.sha256(salt, json));
  }

  @Test
  void aHashIsThirtyTwoBytesAndNoOther() {
    for (int size = 30; size <= 34; size++) {
      String text = Base64Text.encode(new byte[size]);
      assertThat(Hash.parse(text) instanceof Outcome.Accepted<Hash>).isEqualTo(size == 32);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "valley/amber",
    "valley/amber/0",
    "valley/amber/01",
    "valley/amber/1/",
    "/a/1",
    "Valley/amber/1",
    "valley/amber/1000001",
    "valley/amber/99999999",
    "valley/-a/1"
  })
  void whatIsNotAnOriginIsRefused(String text) {
    assertThat(refusal(Origin.parse(text)).code()).isEqualTo(RefusalCode.MALFORMED);
  }

  private static Outcome<Entry> parse(String json) {
    return Entry.parse(json.getBytes(UTF_8));
  }
}
