package org.wideberth.gateway.geojson;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// Reads operations from GeoJSON (RFC 7946): one Feature is one volume, and Features that share the
/// property `operation` are one operation.
///
/// Strict, because a misread property discloses too much or keeps too little apart: unknown
/// properties, members given twice, heights among the coordinates and numbers written as texts are
/// refused, and every refusal names the place (`features[3].properties.upper`) and what to write
/// there. Degrees are quantised to 1e-7, widths rounded up to centimetres, heights outwards.
///
/// Without state; safe for hostile input of any size.
public final class OperationsFromGeoJson {
  /// More than any plan in one file: a day's recorded flights of a small country need half of it.
  static final int MAX_FEATURES = 50_000;

  private static final String CRS84 = "urn:ogc:def:crs:OGC:1.3:CRS84";

  private OperationsFromGeoJson() {}

  /// The operations of a FeatureCollection or of a bare Feature, in order of first appearance.
  public static Outcome<List<OperationInput>> parse(byte[] bytes) {
    try {
      return Outcome.accept(operations(new Field("", ValueReader.read(bytes))));
    } catch (RefusedGeoJson refused) {
      return Outcome.refuse(refused.refusal());
    }
  }

  private static List<OperationInput> operations(Field root) {
    String meant = "give a GeoJSON FeatureCollection or Feature";
    if (!(root.value() instanceof Value.Members)) {
      throw new RefusedGeoJson(
          RefusalCode.MALFORMED, "the file is " + root.value().words() + "; " + meant);
    }
    String type = root.required("type", meant).text(meant);
    List<FeatureReader> features = new ArrayList<>();
    switch (type) {
      case "Feature" -> features.add(new FeatureReader(root));
      case "FeatureCollection" -> {
        for (Field feature : collection(root)) {
          features.add(new FeatureReader(feature));
        }
      }
      default -> throw new RefusedGeoJson(RefusalCode.MALFORMED, "type: " + meant);
    }
    Map<Object, GatheredOperation> byLabel = new LinkedHashMap<>();
    for (FeatureReader feature : features) {
      // Without a label it is its own key, so that no other Feature joins it.
      Object key = feature.label().map(Object.class::cast).orElse(feature);
      GatheredOperation gathered = byLabel.get(key);
      if (gathered == null) {
        byLabel.put(key, new GatheredOperation(feature));
      } else {
        gathered.add(feature);
      }
    }
    return byLabel.values().stream().map(GatheredOperation::operation).toList();
  }

  static List<Field> collection(Field root) {
    // The last two are those of a page: see OperationsToGeoJson.
    root.noOthersThan(List.of("type", "features", "bbox", "name", "crs", "total", "next"));
    root.optional("crs").ifPresent(OperationsFromGeoJson::refuseForeignSystem);
    Field list = root.required("features", "give the list of Features");
    List<Field> features = list.items("give a list of Features");
    if (features.isEmpty()) {
      throw list.refused(RefusalCode.MALFORMED, "is empty; give at least one Feature");
    }
    if (features.size() > MAX_FEATURES) {
      throw list.refused(
          RefusalCode.LIMIT_EXCEEDED,
          "has " + features.size() + " Features; at most " + MAX_FEATURES + " are read: split it");
    }
    return features;
  }

  /// Some drawing programs still write the member that RFC 7946 dropped; only its default is taken.
  private static void refuseForeignSystem(Field crs) {
    String meant = "give longitude and latitude on WGS-84 and leave crs out";
    String name = crs.required("properties", meant).required("name", meant).text(meant);
    if (!name.equals(CRS84)) {
      throw crs.refused(RefusalCode.MALFORMED, "is not WGS-84; " + meant);
    }
  }
}
