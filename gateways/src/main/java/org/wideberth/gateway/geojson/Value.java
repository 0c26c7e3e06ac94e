package org.wideberth.gateway.geojson;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/// A JSON value as it was written: numbers keep every decimal.
sealed interface Value {
  /// What to call it in a refusal.
  String words();

  record Members(Map<String, Value> byName) implements Value {
    @Override
    public String words() {
      return "an object";
    }
  }

  record Items(List<Value> inOrder) implements Value {
    @Override
    public String words() {
      return "an array";
    }
  }

  record Text(String text) implements Value {
    @Override
    public String words() {
      return "a text";
    }
  }

  record Decimal(BigDecimal number) implements Value {
    @Override
    public String words() {
      return "a number";
    }
  }

  /// `true` or `false`; nothing that we read is one.
  record Flag() implements Value {
    @Override
    public String words() {
      return "true or false";
    }
  }

  record Null() implements Value {
    @Override
    public String words() {
      return "null";
    }
  }
}
