package org.wideberth.gateway.geojson;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.wideberth.geo.Datum;
import org.wideberth.geo.HeightBand;
import org.wideberth.geo.HeightBand.GroundInterval;
import org.wideberth.geo.HeightUnit;
import org.wideberth.geo.TimeText;
import org.wideberth.geo.TimeWindow;
import org.wideberth.geo.Volume;
import org.wideberth.operation.Basis;
import org.wideberth.operation.Grain;
import org.wideberth.operation.Kind;
import org.wideberth.operation.OperationContent;
import org.wideberth.party.PartyId;
import org.wideberth.record.Audience;
import org.wideberth.record.Limits;
import org.wideberth.refusal.RefusalCode;

/// One Feature: a volume, and what it says about the operation that it belongs to.
final class FeatureReader {
  static final String OPERATION = "operation";
  static final String NAME = "name";
  static final String KIND = "kind";
  static final String PRIORITY = "priority";
  static final String GRAIN = "grain";
  static final String AUDIENCE = "audience";

  /// Written by [OperationsToGeoJson] and ignored when they come back: the node knows better.
  private static final List<String> OUTPUT_ONLY = List.of("id", "revision", "state", "party");

  private static final List<String> MEMBERS =
      List.of("type", "id", "bbox", "geometry", "properties");

  private static final List<String> PROPERTIES =
      List.of(
          OPERATION,
          NAME,
          KIND,
          PRIORITY,
          GRAIN,
          AUDIENCE,
          BasisProperty.NAME,
          "start",
          "end",
          "lower",
          "upper",
          "unit",
          "datum",
          "ground_lower",
          "ground_upper",
          Shape.RADIUS,
          Shape.HALF_WIDTH,
          Shape.MARGIN);

  private static final List<String> KNOWN = new ArrayList<>(PROPERTIES);

  static {
    KNOWN.addAll(OUTPUT_ONLY);
  }

  private static final int LABEL_CHARS_MAX = OperationContent.NAME_CHARS_MAX;

  private final Field properties;
  private final Field geometry;

  FeatureReader(Field feature) {
    typed(feature);
    feature.noOthersThan(MEMBERS);
    properties = properties(feature);
    properties.noOthersThan(KNOWN);
    geometry = geometry(feature);
  }

  /// Everything that is wrong with a Feature, each part for itself.
  static List<RefusedGeoJson> faults(Field feature) {
    List<RefusedGeoJson> faults = new ArrayList<>();
    look(faults, () -> typed(feature));
    look(faults, () -> feature.noOthersThan(MEMBERS));
    look(faults, () -> properties(feature).noOthersThan(KNOWN));
    look(faults, () -> geometry(feature));
    FeatureReader reader;
    try {
      reader = new FeatureReader(properties(feature), geometry(feature));
    } catch (RefusedGeoJson told) {
      // What is missing is among them already.
      return faults;
    }
    List.<Runnable>of(
            reader::label,
            reader::name,
            reader::kind,
            reader::priority,
            reader::grain,
            reader::audience,
            reader::basis,
            () -> Shape.read(reader.geometry, reader.properties),
            reader::heights,
            reader::time)
        .forEach(part -> look(faults, part));
    return faults;
  }

  private static void look(List<RefusedGeoJson> faults, Runnable part) {
    try {
      part.run();
    } catch (RefusedGeoJson fault) {
      faults.add(fault);
    }
  }

  private FeatureReader(Field properties, Field geometry) {
    this.properties = properties;
    this.geometry = geometry;
  }

  private static void typed(Field feature) {
    String type = feature.required("type", "give \"Feature\"").text("give the type \"Feature\"");
    if (!type.equals("Feature")) {
      throw feature.refused(RefusalCode.MALFORMED, "is not a Feature: make it one");
    }
  }

  private static Field properties(Field feature) {
    return feature.required("properties", "give the volume's properties");
  }

  private static Field geometry(Field feature) {
    return feature.required("geometry", "give a Point, a LineString or a Polygon");
  }

  /// The label that the volumes of one operation share; empty for an operation of one volume.
  Optional<String> label() {
    return properties.optional(OPERATION).map(FeatureReader::label);
  }

  Optional<String> name() {
    return properties.optional(NAME).map(field -> field.text("give a text"));
  }

  Kind kind() {
    Field field = properties.required(KIND, "give one of " + words(Kind.values()));
    return oneOf(field, Kind.values(), Kind::word);
  }

  int priority() {
    return properties.optional(PRIORITY).map(FeatureReader::wholePriority).orElse(0);
  }

  Grain grain() {
    return properties
        .optional(GRAIN)
        .map(field -> oneOf(field, Grain.values(), Grain::word))
        .orElse(Grain.EXACT);
  }

  Optional<Audience> audience() {
    return properties.optional(AUDIENCE).map(FeatureReader::audience);
  }

  Optional<Basis> basis() {
    return properties.optional(BasisProperty.NAME).map(BasisProperty::read);
  }

  Volume volume() {
    return new Volume(Shape.read(geometry, properties), heights(), time());
  }

  String path() {
    return properties.path();
  }

  private HeightBand heights() {
    String meantUnit = "give the unit of lower and upper: m, ft or FL";
    HeightUnit unit =
        oneOf(properties.required("unit", meantUnit), HeightUnit.values(), HeightUnit::symbol);
    String meantDatum = "give what the heights are measured from: WGS84, MSL, AGL or PRESSURE";
    Datum datum = oneOf(properties.required("datum", meantDatum), Datum.values(), Datum::name);
    return RefusedGeoJson.unwrap(
        properties.path() + ".lower/upper",
        HeightBand.of(height("lower"), height("upper"), unit, datum, ground()));
  }

  private Optional<GroundInterval> ground() {
    boolean lower = properties.optional("ground_lower").isPresent();
    boolean upper = properties.optional("ground_upper").isPresent();
    return lower || upper
        ? Optional.of(new GroundInterval(height("ground_lower"), height("ground_upper")))
        : Optional.empty();
  }

  private BigDecimal height(String name) {
    String meant = "give a height as a number in the unit of the property unit";
    return properties.required(name, meant).number(meant);
  }

  private TimeWindow time() {
    Instant start = time("start");
    Instant end = time("end");
    return RefusedGeoJson.unwrap(
        properties.path() + ".start/end",
        TimeWindow.ofEpochMillis(start.toEpochMilli(), end.toEpochMilli()));
  }

  private Instant time(String name) {
    String meant = "give a UTC time such as 2026-11-22T14:30:00Z or 221430ZNOV26";
    Field field = properties.required(name, meant);
    return RefusedGeoJson.unwrap(field.path(), TimeText.parse(field.text(meant)));
  }

  private static int wholePriority(Field field) {
    String meant = "give a whole number from 0 to " + OperationContent.PRIORITY_MAX;
    BigDecimal priority = field.number(meant);
    if (priority.signum() < 0
        || priority.compareTo(BigDecimal.valueOf(OperationContent.PRIORITY_MAX)) > 0
        || priority.stripTrailingZeros().scale() > 0) {
      throw field.refused(RefusalCode.OUT_OF_RANGE, meant);
    }
    return priority.intValueExact();
  }

  private static Audience audience(Field field) {
    String meant = "give \"*\" for every party, or a list of party ids";
    if (field.value() instanceof Value.Text(var text)) {
      if (text.equals("*")) {
        return Audience.everyone();
      }
      throw field.refused(RefusalCode.MALFORMED, meant);
    }
    TreeSet<PartyId> parties = new TreeSet<>();
    for (Field item : field.items(meant)) {
      PartyId party = RefusedGeoJson.unwrap(item.path(), PartyId.parse(item.text(meant)));
      if (!parties.add(party)) {
        throw item.refused(RefusalCode.MALFORMED, "is there twice; name each party once");
      }
    }
    if (parties.size() > Limits.PARTIES_MAX) {
      throw field.refused(RefusalCode.LIMIT_EXCEEDED, "names more parties than a theatre has");
    }
    return Audience.of(parties);
  }

  private static String label(Field field) {
    String text = field.text("give a text");
    if (text.isBlank() || text.length() > LABEL_CHARS_MAX) {
      throw field.refused(
          RefusalCode.OUT_OF_RANGE, "give a text of 1 to " + LABEL_CHARS_MAX + " characters");
    }
    return text;
  }

  private static <E> E oneOf(Field field, E[] choices, Function<E, String> word) {
    Collection<String> words = Arrays.stream(choices).map(word).toList();
    String meant = "give one of " + String.join(", ", words);
    String text = field.text(meant);
    for (E choice : choices) {
      if (word.apply(choice).equals(text)) {
        return choice;
      }
    }
    throw field.refused(RefusalCode.MALFORMED, meant);
  }

  private static String words(Kind[] kinds) {
    return String.join(", ", Arrays.stream(kinds).map(Kind::word).toList());
  }
}
