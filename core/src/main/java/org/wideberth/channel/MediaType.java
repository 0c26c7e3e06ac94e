package org.wideberth.channel;

/// What sort of file is attached, as its author says. None that a browser runs.
public enum MediaType {
  TEXT("text/plain"),
  CSV("text/csv"),
  PDF("application/pdf"),
  PNG("image/png"),
  JPEG("image/jpeg"),
  GEOJSON("application/geo+json"),
  ZIP("application/zip"),
  /// Anything else.
  OTHER("application/octet-stream");

  /// Of what is written for a type.
  public static final int CHARS_MAX = 100;

  private final String word;

  MediaType(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }

  /// The type that is written so, or [#OTHER].
  public static MediaType of(String word) {
    for (MediaType each : values()) {
      if (each.word.equals(word)) {
        return each;
      }
    }
    return OTHER;
  }
}
