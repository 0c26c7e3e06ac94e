package org.wideberth.record;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// The path of a tile or an entry bundle below a log's prefix, C2SP tlog-tiles:
/// `tile/<level>/<index>[.p/<width>]` or `tile/entries/<index>[.p/<width>]`.
///
/// @param level 0 to 63, or [#ENTRIES]
/// @param index in 256s, from 0
/// @param width 1 to 256; 256 is a full tile
public record TilePath(int level, long index, int width) {
  /// The level that stands for entry bundles.
  public static final int ENTRIES = -1;

  private static final Pattern TEXT =
      Pattern.compile(
          "tile/(entries|\\d|[1-5]\\d|6[0-3])/((?:x\\d{3}/){0,5}\\d{3})(?:\\.p/([1-9]\\d{0,2}))?");

  public TilePath {
    if (level < ENTRIES || level > 63 || index < 0 || width < 1 || width > MerkleTree.TILE_WIDTH) {
      throw new IllegalArgumentException("no such tile");
    }
  }

  public static Outcome<TilePath> parse(String path) {
    Matcher parts = TEXT.matcher(path);
    if (!parts.matches() || parts.group(2).startsWith("x000/")) {
      return refuse();
    }
    int level = parts.group(1).equals("entries") ? ENTRIES : Integer.parseInt(parts.group(1));
    int width = parts.group(3) == null ? MerkleTree.TILE_WIDTH : Integer.parseInt(parts.group(3));
    if (parts.group(3) != null && width >= MerkleTree.TILE_WIDTH) {
      return refuse();
    }
    long index = Long.parseLong(parts.group(2).replace("x", "").replace("/", ""));
    return Outcome.accept(new TilePath(level, index, width));
  }

  private static Outcome<TilePath> refuse() {
    return Outcome.refuse(
        RefusalCode.MALFORMED, "a tile's path is tile/<level>/<index> or tile/entries/<index>");
  }

  @Override
  public String toString() {
    StringBuilder path = new StringBuilder("%03d".formatted(index % 1000));
    for (long rest = index / 1000; rest > 0; rest /= 1000) {
      path.insert(0, "x%03d/".formatted(rest % 1000));
    }
    return "tile/%s/%s%s"
        .formatted(
            level == ENTRIES ? "entries" : String.valueOf(level),
            path,
            width == MerkleTree.TILE_WIDTH ? "" : ".p/" + width);
  }
}
