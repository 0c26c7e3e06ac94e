package org.wideberth.gateway.geojson;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wideberth.geo.Area;
import org.wideberth.geo.Datum;
import org.wideberth.geo.Ground;
import org.wideberth.geo.HeightBand;
import org.wideberth.geo.Position;
import org.wideberth.geo.TimeWindow;
import org.wideberth.operation.Basis;
import org.wideberth.operation.Grain;
import org.wideberth.operation.Kind;
import org.wideberth.party.PartyId;
import org.wideberth.record.Audience;
import org.wideberth.record.Hash;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.Refusal;
import org.wideberth.refusal.RefusalCode;

class OperationsFromGeoJsonTest {
  private static final String POINT =
      """
      {"type":"Feature","geometry":{"type":"Point","coordinates":[13.4050001,52.5200066]},
       "properties":{"kind":"air","start":"2026-11-22T14:30:00Z","end":"2026-11-22T15:00:00Z",
       "lower":100,"upper":120.5,"unit":"m","datum":"MSL","radius_m":500}}\
      """;

  private static final String LINE =
      """
      {"type":"Feature","geometry":{"type":"LineString","coordinates":[[13,52],[13.5,52.25]]},
       "properties":{"operation":"supply run","kind":"ground","priority":3,"grain":"1km",
       "audience":["relief","cobalt"],"start":"2026-11-22T14:30:00Z","end":"2026-11-22T15:00:00Z",
       "lower":0,"upper":10,"unit":"ft","datum":"AGL","ground_lower":300,"ground_upper":1500,
       "half_width_m":25}}\
      """;

  @Test
  void aBareFeatureIsAnOperationOfOneVolumeWithTheDefaults() {
    OperationInput operation = one(POINT);

    assertThat(operation.name()).isEmpty();
    assertThat(operation.kind()).isEqualTo(Kind.AIR);
    assertThat(operation.priority()).isZero();
    assertThat(operation.grain()).isEqualTo(Grain.EXACT);
    assertThat(operation.audience()).isEmpty();
    var volume = operation.volumes().getFirst();
    assertThat(volume.area())
        .isEqualTo(new Area.Circle(new Position(525_200_066, 134_050_001), 50_000));
    assertThat(volume.heights())
        .isEqualTo(new HeightBand(Datum.MSL, 10_000, 12_050, Optional.empty()));
    assertThat(volume.time())
        .isEqualTo(
            new TimeWindow(
                Instant.parse("2026-11-22T14:30:00Z"), Instant.parse("2026-11-22T15:00:00Z")));
  }

  @Test
  void aBasisIsATextOrSaysOnWhatElseItRests() {
    assertThat(one(POINT).basis()).isEmpty();
    assertThat(one(POINT.replace("\"kind\"", "\"basis\":\"the truce\",\"kind\"")).basis())
        .contains(
            new Basis("the truce", "und", Optional.empty(), Optional.empty(), Optional.empty()));
    Hash hash = Hash.sha256(new byte[] {7});
    String hex = HexFormat.of().formatHex(hash.bytes());
    String url = Base64.getUrlEncoder().withoutPadding().encodeToString(hash.bytes());
    for (String agreement : List.of(hex, url)) {
      String basis =
          "\"basis\":{\"agreement\":\"%s\",\"article\":\"zones/ward\",\"message\":\"a.1.2\"},"
              .formatted(agreement);
      assertThat(one(POINT.replace("\"kind\"", basis + "\"kind\"")).basis())
          .contains(
              new Basis(
                  "", "und", Optional.of(hash), Optional.of("zones/ward"), Optional.of("a.1.2")));
    }
  }

  @Test
  void everyPropertyIsReadAndHeightsAboveGroundInFeetAreRoundedOutwards() {
    OperationInput operation = one(LINE);

    assertThat(operation.name()).isEqualTo("supply run");
    assertThat(operation.priority()).isEqualTo(3);
    assertThat(operation.grain()).isEqualTo(Grain.KM_1);
    assertThat(operation.audience())
        .contains(Audience.of(Set.of(new PartyId("cobalt"), new PartyId("relief"))));
    var volume = operation.volumes().getFirst();
    assertThat(volume.area()).isInstanceOf(Area.Corridor.class);
    assertThat(volume.area().widthCm()).isEqualTo(2_500);
    assertThat(volume.heights())
        .isEqualTo(new HeightBand(Datum.AGL, 0, 305, Optional.of(new Ground(9_144, 45_720))));
  }

  @Test
  void featuresThatShareAnOperationFormOneInOrderOfFirstAppearance() {
    String second = POINT.replace("\"kind\"", "\"operation\":\"b\",\"kind\"");
    List<OperationInput> operations =
        accepted(collection(second, POINT, POINT, second.replace("500}", "600}")));

    assertThat(operations).extracting(OperationInput::name).containsExactly("b", "", "");
    assertThat(operations.getFirst().volumes())
        .extracting(volume -> volume.area().widthCm())
        .containsExactly(50_000, 60_000);
  }

  @Test
  void degreesAreQuantisedToTheNearestTenMillionthAndWidthsRoundedUp() {
    OperationInput operation =
        one(
            POINT
                .replace("13.4050001", "-13.40500005000001")
                .replace("52.5200066", "52.520006649999")
                .replace("500}", "500.001}"));

    assertThat(operation.volumes().getFirst().area())
        .isEqualTo(new Area.Circle(new Position(525_200_066, -134_050_001), 50_001));
  }

  @Test
  void aPolygonMayHaveAMarginAndSpanTheAntimeridian() {
    String ring = "[[[179.9,10],[-179.9,10],[-179.9,10.2],[179.9,10]]]";
    OperationInput operation =
        one(
            POINT
                .replace("Point", "Polygon")
                .replace("[13.4050001,52.5200066]", ring)
                .replace("radius_m\":500", "margin_m\":2.5"));

    assertThat(operation.volumes().getFirst().area())
        .isEqualTo(
            new Area.Polygon(
                List.of(
                    new Position(100_000_000, 1_799_000_000),
                    new Position(100_000_000, -1_799_000_000),
                    new Position(102_000_000, -1_799_000_000)),
                250));
  }

  @Test
  void flightLevelsArePressureAltitudes() {
    OperationInput operation =
        one(
            POINT
                .replace(
                    "\"unit\":\"m\",\"datum\":\"MSL\"", "\"unit\":\"FL\",\"datum\":\"PRESSURE\"")
                .replace("120.5", "350"));

    assertThat(operation.volumes().getFirst().heights())
        .isEqualTo(new HeightBand(Datum.PRESSURE, 10_000, 35_000, Optional.empty()));
  }

  /// Each row: what is changed in the good Feature, into what, and the refusal that must come.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"upper\":120.5,|``|MALFORMED|features[1].properties.upper: is missing",
        "120.5|\"120.5\"|MALFORMED|features[1].properties.upper: is a text; give a height as a",
        "120.5|null|MALFORMED|features[1].properties.upper: is null",
        "120.5|99|INVERTED_INTERVAL|features[1].properties.lower/upper: the lower height",
        "120.5|1e30|LIMIT_EXCEEDED|features[1].properties.lower/upper: heights must be within",
        "120.5|1e999999999|OUT_OF_RANGE|features[1].properties.upper: write the number without",
        "120.5|1e-999999999|OUT_OF_RANGE|features[1].properties.upper: write the number without",
        "120.5|1e10000000000|OUT_OF_RANGE|features[1].properties.upper: write the number without",
        "120.5|NaN|MALFORMED|a number must be finite",
        "120.5|Infinity|MALFORMED|not JSON",
        "120.5|-Infinity|MALFORMED|not JSON",
        "\"m\"|\"km\"|MALFORMED|features[1].properties.unit: give one of m, ft, FL",
        "\"m\"|\"FL\"|MALFORMED|features[1].properties.lower/upper: flight levels need",
        "\"MSL\"|\"msl\"|MALFORMED|features[1].properties.datum: give one of WGS84, MSL, AGL, PRES",
        "\"MSL\"|\"AGL\"|MALFORMED|features[1].properties.lower/upper: heights above ground need",
        "\"MSL\"|\"MSL\",\"ground_lower\":1|MALFORMED|features[1].properties.ground_upper: is miss",
        "\"air\"|\"spaceship\"|MALFORMED|features[1].properties.kind: give one of air, ground, sur",
        "\"kind\":\"air\",|``|MALFORMED|features[1].properties.kind: is missing; give one of air",
        "\"kind\"|\"priority\":1.5,\"kind\"|OUT_OF_RANGE|features[1].properties.priority: give a"
            + " wh",
        "\"kind\"|\"priority\":100,\"kind\"|OUT_OF_RANGE|features[1].properties.priority: give a"
            + " wh",
        "\"kind\"|\"grain\":\"2km\",\"kind\"|MALFORMED|features[1].properties.grain: give one of"
            + " exa",
        "\"kind\"|\"audiance\":[],\"kind\"|MALFORMED|features[1].properties.audiance: is not known",
        "\"kind\"|\"audience\":\"all\",\"kind\"|MALFORMED|features[1].properties.audience: give"
            + " \"*\"",
        "\"kind\"|\"audience\":[\"A\"],\"kind\"|MALFORMED|features[1].properties.audience[0]: a"
            + " party",
        "\"kind\"|\"audience\":[\"a\",\"a\"],\"kind\"|MALFORMED|features[1].properties.audience[1]:"
            + " is",
        "\"kind\"|\"basis\":7,\"kind\"|MALFORMED|features[1].properties.basis: is a number; give",
        "\"kind\"|\"basis\":\"\",\"kind\"|MALFORMED|features[1].properties.basis: text: say on"
            + " what",
        "\"kind\"|\"basis\":{\"order\":1},\"kind\"|MALFORMED|features[1].properties.basis.order:"
            + " is",
        "\"kind\"|\"basis\":{\"agreement\":\"x\"},\"kind\"|MALFORMED|basis.agreement: give the"
            + " hash",
        "\"kind\"|\"basis\":{\"text\":\"x\",\"language\":\"X\"},\"kind\"|MALFORMED|basis: language:"
            + " a",
        "\"kind\"|\"kind\":\"air\",\"kind\"|MALFORMED|features[1].properties.kind: is there twice",
        "\"kind\"|\"margin_m\":1,\"kind\"|MALFORMED|features[1].properties.margin_m: does not"
            + " belong",
        "\"radius_m\":500|\"radius_m\":0|BAD_SHAPE|features[1].properties.radius_m: a circle needs",
        "\"radius_m\":500|\"radius_m\":200000.001|LIMIT_EXCEEDED|features[1].properties.radius_m:"
            + " a",
        "\"radius_m\":500|\"radius_m\":9e30|LIMIT_EXCEEDED|features[1].properties.radius_m: is"
            + " wider",
        ",\"radius_m\":500|``|MALFORMED|features[1].properties.radius_m: is missing; give the"
            + " circle",
        "15:00:00Z|14:30:00Z|INVERTED_INTERVAL|features[1].properties.start/end: the window must",
        "2026-11-22T15:00:00Z|yesterday|MALFORMED|features[1].properties.end: ",
        "13.4050001,52|13.4,92|OUT_OF_RANGE|features[1].geometry.coordinates[1]: is past 90",
        "13.4050001,52|180.00000001,52|OUT_OF_RANGE|features[1].geometry.coordinates[0]: is past"
            + " 180",
        "13.4050001,52|0,13,52|MALFORMED|features[1].geometry.coordinates: has more than two",
        "13.4050001,||MALFORMED|features[1].geometry.coordinates: has fewer than two numbers",
        "13.4050001|\"13\"|MALFORMED|features[1].geometry.coordinates[0]: is a text; give degrees",
        "\"Point\"|\"MultiPoint\"|MALFORMED|features[1].geometry.type: is \"MultiPoint\"; a volume",
        "\"Feature\"|\"Future\"|MALFORMED|features[1]: is not a Feature",
        "\"type\":\"Feature\"|\"type\":\"Feature\",\"geom\":1|MALFORMED|features[1].geom: is not"
            + " known",
      })
  void aRefusalNamesTheFeatureThePropertyAndTheFix(
      String part, String instead, RefusalCode code, String words) {
    assertThat(POINT).contains(part);
    String changed = POINT.replace(part, instead == null ? "" : instead);

    assertRefused(collection(POINT, changed), code, words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[[[0,0],[1,0],[1,1],[0,1]]]|BAD_SHAPE|geometry: the ring is not closed",
        "[[[0,0],[1,0],[0,0]]]|BAD_SHAPE|geometry: the ring is not closed",
        "[[[0,0],[1,0],[1,1],[0,0]],[[0,0],[1,0],[1,1],[0,0]]]|BAD_SHAPE|geometry.coordinates: has"
            + " 2 rings",
        "[]|BAD_SHAPE|geometry.coordinates: has 0 rings",
        "[[[0,0],[1,1],[1,0],[0,1],[0,0]]]|BAD_SHAPE|geometry: ",
        "[[[0,0],[1,0],[2,0],[0,0]]]|BAD_SHAPE|geometry: ",
      })
  void shapesThatEncloseNothingDefiniteAreRefused(
      String coordinates, RefusalCode code, String words) {
    String feature =
        POINT
            .replace("Point", "Polygon")
            .replace("[13.4050001,52.5200066]", coordinates)
            .replace(",\"radius_m\":500", "");

    assertRefused(feature, code, words);
  }

  @Test
  void whatFeaturesOfOneOperationSayOfItMustAgree() {
    assertRefused(
        collection(LINE, POINT, LINE.replace("\"priority\":3", "\"priority\":4")),
        RefusalCode.MALFORMED,
        "features[2].properties.priority: differs from features[0].properties.priority");
  }

  @Test
  void anOperationPastItsLimitsIsRefusedAndOneAtThemIsNot() {
    assertThat(one(POINT.replace("2026-11-22T15:00:00Z", "2027-01-17T14:30:00Z")).volumes())
        .hasSize(1);
    assertRefused(
        POINT.replace("2026-11-22T15:00:00Z", "2027-01-17T14:30:00.001Z"),
        RefusalCode.LIMIT_EXCEEDED,
        "properties: volumes: from the first start to the last end is more than 56 days");

    assertThat(one(lineOf(10_000)).volumes().getFirst().area().vertices()).hasSize(10_000);
    assertRefused(lineOf(10_001), RefusalCode.LIMIT_EXCEEDED, "geometry: an area may have at most");
    assertRefused(
        lineOf(10_002), RefusalCode.LIMIT_EXCEEDED, "geometry.coordinates: has 10002 positions");
  }

  @Test
  void bytesThatAreNotOneStrictJsonValueAreRefused() {
    assertRefused("", RefusalCode.MALFORMED, "ends too early");
    assertRefused("[]", RefusalCode.MALFORMED, "the file is an array; give a GeoJSON");
    assertRefused(POINT + "x", RefusalCode.MALFORMED, "not JSON");
    assertRefused(POINT + POINT, RefusalCode.MALFORMED, "something follows the end");
    assertRefused(POINT.substring(0, 80), RefusalCode.MALFORMED, "the file ends too early");
    assertRefused(
        POINT.replace("\"kind\"", "\"name\":\"\\ud800\",\"kind\""),
        RefusalCode.MALFORMED,
        "half a character");
    assertRefused("{\"type\":\"Topology\"}", RefusalCode.MALFORMED, "type: give a GeoJSON");
    assertRefused(collection(), RefusalCode.MALFORMED, "features: is empty");
    assertRefused(
        "{\"a\":".repeat(ValueReader.MAX_DEPTH + 1), RefusalCode.LIMIT_EXCEEDED, "not JSON");
    assertRefused("[".repeat(1_000_000), RefusalCode.LIMIT_EXCEEDED, "not JSON");
    assertRefused("1".repeat(41), RefusalCode.LIMIT_EXCEEDED, "not JSON");
    byte[] latin1 = POINT.replace("air", "äir").getBytes(StandardCharsets.ISO_8859_1);
    assertThat(refusal(latin1).detail()).contains("not valid UTF-8");
  }

  @Test
  void aFileIsReadAtTheByteLimitAndRefusedOnePastIt() {
    String padded = POINT + " ".repeat(ValueReader.MAX_BYTES - POINT.length());

    assertThat(accepted(padded)).hasSize(1);
    assertRefused(padded + " ", RefusalCode.LIMIT_EXCEEDED, "the file has 16777217 bytes");
  }

  @Test
  void aCollectionIsReadAtItsLimitOfFeaturesAndRefusedOnePastIt() {
    String features = "1,".repeat(OperationsFromGeoJson.MAX_FEATURES) + "1";
    assertRefused(collection(features), RefusalCode.LIMIT_EXCEEDED, "features: has 50001 Features");

    String one = "1,".repeat(OperationsFromGeoJson.MAX_FEATURES - 1) + "1";
    assertRefused(collection(one), RefusalCode.MALFORMED, "features[0]: is a number");
  }

  @Test
  void onlyTheDefaultReferenceSystemIsTaken() {
    String crs = ",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"%s\"}}}";
    String open = collection(POINT).replaceFirst("}$", "");

    assertThat(accepted(open + crs.formatted("urn:ogc:def:crs:OGC:1.3:CRS84"))).hasSize(1);
    assertRefused(
        open + crs.formatted("urn:ogc:def:crs:EPSG::3857"),
        RefusalCode.MALFORMED,
        "crs: is not WGS-84");
  }

  private static String lineOf(int vertices) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < vertices; i++) {
      path.append(i == 0 ? "" : ",").append("[").append(i / 1000.0).append(",1]");
    }
    return POINT
        .replace("Point", "LineString")
        .replace("[13.4050001,52.5200066]", "[" + path + "]")
        .replace("radius_m", "half_width_m");
  }

  private static String collection(String... features) {
    return "{\"type\":\"FeatureCollection\",\"features\":[" + String.join(",", features) + "]}";
  }

  private static OperationInput one(String text) {
    List<OperationInput> operations = accepted(text);
    assertThat(operations).hasSize(1);
    return operations.getFirst();
  }

  private static List<OperationInput> accepted(String text) {
    return OperationsFromGeoJson.parse(text.getBytes(StandardCharsets.UTF_8)).orThrow();
  }

  private static void assertRefused(String text, RefusalCode code, String words) {
    Refusal refusal = refusal(text.getBytes(StandardCharsets.UTF_8));
    assertThat(refusal.detail()).contains(words);
    assertThat(refusal.code()).isEqualTo(code);
  }

  private static Refusal refusal(byte[] bytes) {
    return switch (OperationsFromGeoJson.parse(bytes)) {
      case Outcome.Accepted<?>(var value) -> throw new AssertionError("accepted: " + value);
      case Outcome.Refused<?>(var refusal) -> refusal;
    };
  }
}
