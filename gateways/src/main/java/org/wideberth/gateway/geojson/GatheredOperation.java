package org.wideberth.gateway.geojson;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.wideberth.geo.Volume;
import org.wideberth.refusal.RefusalCode;

/// One operation while its Features are collected. What they say of the operation must agree.
final class GatheredOperation {
  private final FeatureReader first;
  private final OperationInput head;
  private final List<Volume> volumes = new ArrayList<>();

  GatheredOperation(FeatureReader first) {
    this.first = first;
    Volume volume = first.volume();
    this.head = input(first, List.of(volume));
    volumes.add(volume);
  }

  void add(FeatureReader feature) {
    OperationInput said = input(feature, List.of());
    agree(feature, FeatureReader.NAME, head.name(), said.name());
    agree(feature, FeatureReader.KIND, head.kind(), said.kind());
    agree(feature, FeatureReader.PRIORITY, head.priority(), said.priority());
    agree(feature, FeatureReader.GRAIN, head.grain(), said.grain());
    agree(feature, FeatureReader.AUDIENCE, head.audience(), said.audience());
    agree(feature, BasisProperty.NAME, head.basis(), said.basis());
    volumes.add(feature.volume());
  }

  OperationInput operation() {
    OperationInput operation =
        new OperationInput(
            head.name(),
            head.kind(),
            head.priority(),
            head.grain(),
            head.audience(),
            volumes,
            head.basis());
    RefusedGeoJson.unwrap(first.path(), operation.content());
    return operation;
  }

  private static OperationInput input(FeatureReader feature, List<Volume> volumes) {
    return new OperationInput(
        feature.name().or(feature::label).orElse(""),
        feature.kind(),
        feature.priority(),
        feature.grain(),
        feature.audience(),
        volumes,
        feature.basis());
  }

  private void agree(FeatureReader feature, String property, Object before, Object now) {
    if (!Objects.equals(before, now)) {
      throw new RefusedGeoJson(
          RefusalCode.MALFORMED,
          "%s.%s: differs from %s.%s, a Feature of the same operation; make them equal"
              .formatted(feature.path(), property, first.path(), property));
    }
  }
}
