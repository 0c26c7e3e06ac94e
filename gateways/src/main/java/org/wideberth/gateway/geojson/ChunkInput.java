package org.wideberth.gateway.geojson;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// A part of a large file: operations, or all that is wrong with its Features. Immutable.
///
/// @param features how many it has
/// @param operations in order of first appearance; of no use if there are faults
/// @param firsts of each operation its first Feature, from 0
/// @param faults every Feature that cannot be read, with each of its parts that cannot
public record ChunkInput(
    int features,
    List<OperationInput> operations,
    List<Integer> firsts,
    List<FeatureFault> faults) {
  public ChunkInput {
    operations = List.copyOf(operations);
    firsts = List.copyOf(firsts);
    faults = List.copyOf(faults);
  }

  /// Reads as [OperationsFromGeoJson] does, but does not end at the first fault.
  ///
  /// @return refused if the whole is not a collection of Features
  public static Outcome<ChunkInput> parse(byte[] bytes) {
    try {
      return Outcome.accept(read(new Field("", ValueReader.read(bytes))));
    } catch (RefusedGeoJson refused) {
      return FeatureFault.names(refused.refusal())
          ? Outcome.accept(
              new ChunkInput(
                  0, List.of(), List.of(), List.of(FeatureFault.of(refused.refusal(), 0))))
          : Outcome.refuse(refused.refusal());
    }
  }

  private static ChunkInput read(Field root) {
    String meant = "give a GeoJSON FeatureCollection";
    if (!(root.value() instanceof Value.Members)
        || !root.required("type", meant).text(meant).equals("FeatureCollection")) {
      throw new RefusedGeoJson(RefusalCode.MALFORMED, "the chunk is none; " + meant);
    }
    List<Field> features = OperationsFromGeoJson.collection(root);
    List<FeatureFault> faults = new ArrayList<>();
    Map<Object, GatheredOperation> byLabel = new LinkedHashMap<>();
    Map<Object, Integer> firsts = new LinkedHashMap<>();
    for (int i = 0; i < features.size(); i++) {
      try {
        FeatureReader feature = new FeatureReader(features.get(i));
        Object key = feature.label().map(Object.class::cast).orElse(feature);
        firsts.putIfAbsent(key, i);
        GatheredOperation gathered = byLabel.get(key);
        if (gathered == null) {
          byLabel.put(key, new GatheredOperation(feature));
        } else {
          gathered.add(feature);
        }
      } catch (RefusedGeoJson first) {
        addAll(faults, i, features.get(i), first);
      }
    }
    List<OperationInput> operations = new ArrayList<>();
    List<Integer> starts = new ArrayList<>();
    byLabel.forEach(
        (label, gathered) -> {
          int start = firsts.getOrDefault(label, 0);
          try {
            operations.add(gathered.operation());
            starts.add(start);
          } catch (RefusedGeoJson whole) {
            faults.add(FeatureFault.of(whole.refusal(), start));
          }
        });
    return new ChunkInput(features.size(), operations, starts, faults);
  }

  private static void addAll(
      List<FeatureFault> faults, int at, Field feature, RefusedGeoJson first) {
    List<RefusedGeoJson> all = FeatureReader.faults(feature);
    (all.isEmpty() ? List.of(first) : all)
        .stream().map(each -> FeatureFault.of(each.refusal(), at)).distinct().forEach(faults::add);
  }
}
