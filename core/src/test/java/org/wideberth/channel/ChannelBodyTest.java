package org.wideberth.channel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wideberth.geo.Area;
import org.wideberth.geo.Position;
import org.wideberth.geo.TimeWindow;
import org.wideberth.operation.OperationId;
import org.wideberth.party.DisplayName;
import org.wideberth.party.PartyId;
import org.wideberth.party.TheatreId;
import org.wideberth.record.EntryPlace;
import org.wideberth.record.Hash;
import org.wideberth.record.Limits;
import org.wideberth.record.Origin;
import org.wideberth.record.Salt;
import org.wideberth.refusal.Outcome;

final class ChannelBodyTest {
  private static final TheatreId RIVER = new TheatreId("river");
  private static final String GOOD =
      "{'type':'message-sent','desk':'duty','precedence':'flash','phrase':'stop','text':'here',"
          + "'language':'en','operations':[],'findings':[],'places':[]}";

  private static Outcome<ChannelBody> parse(String text) {
    return ChannelBody.parse(RIVER, text.replace('\'', '"').getBytes(UTF_8));
  }

  private static EntryPlace place(Random random) {
    byte[] leaf = new byte[32];
    random.nextBytes(leaf);
    return new EntryPlace(
        new Origin(RIVER, new PartyId("amber"), 1 + random.nextInt(9)),
        random.nextInt(1_000),
        Hash.of(leaf));
  }

  private static <E> E one(Random random, E[] values) {
    return values[random.nextInt(values.length)];
  }

  private static <T> Optional<T> maybe(Random random, T value) {
    return random.nextBoolean() ? Optional.of(value) : Optional.empty();
  }

  private static MessageContent content(Random random) {
    List<NamedPlace> places = new ArrayList<>();
    List<OperationId> operations = new ArrayList<>();
    List<Hash> findings = new ArrayList<>();
    for (int i = random.nextInt(References.EACH_MAX + 1); i > 0; i--) {
      places.add(
          new NamedPlace(
              maybe(random, new DisplayName("ford " + i)),
              new Position(random.nextInt(900_000_000), random.nextInt(1_800_000_000))));
      operations.add(new OperationId(new PartyId("cobalt"), "1." + i));
      findings.add(place(random).leaf());
    }
    return new MessageContent(
        new Desk("duty"),
        one(random, Precedence.values()),
        maybe(random, place(random)),
        maybe(random, place(random)),
        new Wording(
            Optional.of(one(random, Phrase.values())),
            random.nextBoolean() ? "" : "می‌خواهم \"x\"\nline " + random.nextInt(),
            "fa"),
        new References(operations, findings, places),
        maybe(random, new DisplayName("Lt Weir")),
        matter(random),
        attachments(random));
  }

  private static List<Attachment> attachments(Random random) {
    List<Attachment> attachments = new ArrayList<>();
    for (int i = random.nextInt(Attachment.EACH_MAX + 1); i > 0; i--) {
      byte[] salt = new byte[Salt.BYTES];
      random.nextBytes(salt);
      attachments.add(
          new Attachment(
              new FileName("Карта \"%d\" v2.1 (old).pdf".formatted(i).replace("\"", "'")),
              one(random, MediaType.values()),
              1 + random.nextInt(Attachment.BYTES_MAX),
              Salt.of(salt),
              Hash.sha256(salt)));
    }
    return attachments;
  }

  private static ChannelBody attachmentsHeld(Random random) {
    TreeSet<Integer> numbers = new TreeSet<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      numbers.add(1 + random.nextInt(Attachment.EACH_MAX));
    }
    return new ChannelBody.AttachmentsHeld(place(random), numbers);
  }

  private static Optional<Matter> matter(Random random) {
    Instant start = Instant.parse("2026-11-26T08:00:00Z");
    TimeWindow time = new TimeWindow(start, start.plusSeconds(1 + random.nextInt(100_000)));
    return switch (random.nextInt(3)) {
      case 0 -> Optional.of(new Matter.TalkLog(one(random, Matter.Medium.values()), time));
      case 1 ->
          Optional.of(
              new Matter.Warning(
                  "if the bridge is hit \"again\"",
                  "leave the road",
                  maybe(random, new Area.Circle(new Position(471_000_000, -87_000_000), 500_000)),
                  time,
                  maybe(random, start.minusSeconds(60))));
      default -> Optional.empty();
    };
  }

  private static ChannelBody readBack(Random random) {
    TreeMap<Integer, Position> places = new TreeMap<>();
    for (int i = random.nextInt(References.EACH_MAX); i >= 0; i--) {
      places.put(
          1 + random.nextInt(References.EACH_MAX),
          new Position(random.nextInt(900_000_000), -random.nextInt(1_800_000_000)));
    }
    Instant time = Instant.parse("2026-11-26T08:00:00Z");
    WarningRead warning =
        new WarningRead(
            maybe(random, new Area.Circle(new Position(471_000_000, -87_000_000), 500_000)),
            maybe(random, time),
            maybe(random, time.plusSeconds(random.nextInt(1_000))),
            maybe(random, time));
    return new ChannelBody.ReadBack(
        place(random), places, warning, maybe(random, new DisplayName("Lt Weir")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[{'place':1,'lat':5,'lon':6}] | [] | places: give at least one place",
        "'place':1 | 'place':0 | places[0].place: 0 is not within 1 to 16",
        "'place':1 | 'place':17 | places[0].place: 17 is not within 1 to 16",
        "'lat':5 | 'lat':900000001 | places[0].lat: 900000001 is not",
        "'lon':6 | 'lon':1800000000 | places[0].lon: 1800000000 is not",
        "'lon':6} | 'lon':6},{'place':1,'lat':5,'lon':6} | places: each place once, in the",
        "'lon':6} | 'lon':6,'label':'x'} | label",
        "'seq':3, | `` | message: the field \"seq\" is missing",
        "'places' | 'by':'','places' | by: ",
        "'places' | 'around':{'lat':0,'lon':0},'places' | around",
        "'places' | 'around':{'lat':0,'lon':0,'radius_cm':0},'places' | around: a circle needs",
        "'places' | 'start':-1,'places' | start: -1 is not within",
        "'places' | 'answer_by':'now','places' | answer_by"
      })
  void aReadBackThatIsWrongIsRefusedByName(String part, String instead, String words) {
    String good =
        "{'type':'message-read-back','message':{'party':'amber','epoch':1,'seq':3,'leaf':'"
            + "A".repeat(43)
            + "='},'places':[{'place':1,'lat':5,'lon':6}]}";
    assertThat(parse(good)).isInstanceOf(Outcome.Accepted.class);
    String text = good.replace(part, instead);
    assertThat(text).isNotEqualTo(good);
    assertThat(parse(text))
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused -> assertThat(refused.refusal().detail()).contains(words));
  }

  @Test
  void whatIsWrittenIsReadAsItWas() {
    for (long seed = 1; seed <= 500; seed++) {
      Random random = new Random(seed);
      ChannelBody said =
          switch (random.nextInt(5)) {
            case 4 -> attachmentsHeld(random);
            case 0 -> new ChannelBody.Sent(content(random));
            case 1 -> new ChannelBody.Escalated(place(random), Desk.COMMANDER);
            case 2 -> readBack(random);
            default ->
                new ChannelBody.Noted(
                    one(random, Step.values()),
                    place(random),
                    random.nextBoolean() ? "" : "done in 5 min",
                    maybe(random, new DisplayName("Lt Weir")));
          };
      byte[] bytes = said.toBytes();
      assertThat(ChannelBody.parse(RIVER, bytes).orThrow()).as("seed %d", seed).isEqualTo(said);
      assertThat(ChannelBody.parse(RIVER, bytes).orThrow().toBytes()).isEqualTo(bytes);
    }
  }

  @Test
  void theLongestMessageFitsIntoABody() {
    Random random = new Random(1);
    MessageContent content = content(random);
    String text = "\u0416".repeat(Wording.TEXT_CHARS_MAX);
    MessageContent longest =
        new MessageContent(
            content.desk(),
            content.precedence(),
            Optional.of(place(random)),
            Optional.of(place(random)),
            new Wording(Optional.of(Phrase.MOVING_AWAY), text, "ru"),
            content.about(),
            content.by(),
            Optional.of(
                new Matter.Warning(
                    "\u0416".repeat(Matter.Warning.CHARS_MAX),
                    "\u0416".repeat(Matter.Warning.CHARS_MAX),
                    Optional.empty(),
                    new TimeWindow(Instant.EPOCH, TimeWindow.LAST),
                    Optional.empty())),
            Collections.nCopies(
                Attachment.EACH_MAX,
                new Attachment(
                    new FileName("\u0416".repeat(FileName.CHARS_MAX)),
                    MediaType.OTHER,
                    Attachment.BYTES_MAX,
                    Salt.of(new byte[Salt.BYTES]),
                    Hash.sha256())));
    assertThat(new ChannelBody.Sent(longest).toBytes()).hasSizeLessThan(Limits.BODY_BYTES_MAX);
    assertThat(Wording.of(Optional.empty(), text + "x", "ru"))
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused ->
                assertThat(refused.refusal().detail())
                    .isEqualTo("text: 4001 characters are more than 4000"));
  }

  @Test
  void theGoodOneIsGood() {
    assertThat(parse(GOOD)).isInstanceOf(Outcome.Accepted.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'desk':'duty', | `` | the field \"desk\" is missing",
        "'desk':'duty' | 'desk':'Lt Weir' | desk: a desk is a letter",
        "'flash' | 'flash!' | precedence: \"flash!\" is none of routine",
        "'stop' | 'fire' | phrase: \"fire\" is none of stop",
        "'phrase':'stop','text':'here' | 'text':' ' | text: text: a message needs a text or a"
            + " phrase",
        "'language':'en' | 'language':'English' | language: a tag as in en, ar or sr-Latn",
        "'here' | 'he\u202Ere' | text: it has characters that are not shown",
        "'places':[] | 'places':[{'lat':900000001,'lon':0}] | places[0].lat: 900000001 is not",
        "'places':[] | 'places':[],'talk':{'medium':'drum','start':1,'end':2} | talk.medium:"
            + " \"drum\" is none of phone, radio",
        "'places':[] | 'places':[],'talk':{'medium':'phone','start':1766793600000,"
            + "'end':1766793600000} | talk.end: the window must end after its start",
        "'places':[] | 'places':[],'warning':{'condition':' ','asked':'x',"
            + "'start':1766793600000,'end':1766793700000} | warning: condition: say under",
        "'places':[] | 'places':[],'warning':{'condition':'y','asked':'x','around':{'lat':0,"
            + "'lon':0,'radius_cm':0},'start':1766793600000,'end':1766793700000} |"
            + " warning.around: a circle needs a radius",
        "'places':[] | 'places':[],'target':1 | the field \"target\" is not known here"
      })
  void whatIsWrongIsRefusedByName(String part, String instead, String words) {
    String text = GOOD.replace(part, instead);
    assertThat(text).isNotEqualTo(GOOD);
    assertThat(parse(text))
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused -> assertThat(refused.refusal().detail()).contains(words));
  }

  @Test
  void everyPhraseIsGivenInEveryLanguage() {
    for (Phrase phrase : Phrase.values()) {
      for (String language : Phrase.LANGUAGES) {
        assertThat(phrase.in(language)).as("%s in %s", phrase, language).isPresent();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"amber.1.17,true", "amber.1.017,false", "amber.1.17-x0123abcd,true", "amber,false"})
  void anIdIsWrittenInOneWay(String text, boolean good) {
    assertThat(MessageId.parse(text) instanceof Outcome.Accepted).isEqualTo(good);
    if (good) {
      assertThat(MessageId.parse(text).orThrow().text()).isEqualTo(text);
    }
  }
}
