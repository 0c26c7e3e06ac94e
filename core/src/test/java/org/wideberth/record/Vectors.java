package org.wideberth.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Published test vectors. They contain null and numbers that our own reader refuses.
final class Vectors {
  private Vectors() {}

  static Path shared(String name) {
    Path path = Path.of(System.getProperty("wideberth.shared", "../../shared")).resolve(name);
    Assumptions.assumeTrue(Files.exists(path), "needs " + path);
    return path;
  }

  static List<Path> files(String folder) {
    try (Stream<Path> files = Files.walk(shared(folder))) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    } catch (IOException bad) {
      throw new UncheckedIOException(bad);
    }
  }

  static Vector object(Path file) {
    return new Vector((Map<?, ?>) read(file));
  }

  static List<Vector> objects(Path file) {
    return new Vector(Map.of("all", read(file))).objects("all");
  }

  private static Object read(Path file) {
    try (var raw = Files.newInputStream(file);
        var in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
        JsonParser parser =
            new JsonFactory()
                .createParser(ObjectReadContext.empty(), new String(in.readAllBytes(), UTF_8))) {
      return value(parser, parser.nextToken());
    } catch (IOException bad) {
      throw new UncheckedIOException(bad);
    }
  }

  /// Numbers become their text; null becomes an empty list, which is what the vectors mean by it.
  private static Object value(JsonParser parser, JsonToken token) {
    return switch (token) {
      case START_OBJECT -> {
        Map<String, Object> members = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
          String name = parser.currentName();
          members.put(name, value(parser, parser.nextToken()));
        }
        yield members;
      }
      case START_ARRAY -> {
        List<Object> elements = new ArrayList<>();
        for (JsonToken next = parser.nextToken();
            next != JsonToken.END_ARRAY;
            next = parser.nextToken()) {
          elements.add(value(parser, next));
        }
        yield elements;
      }
      case VALUE_NULL -> List.of();
      default -> parser.getString();
    };
  }

  /// A JSON object of which every member that is asked for must be there.
  record Vector(Map<?, ?> members) {
    String text(String name) {
      return (String) member(name);
    }

    Vector object(String name) {
      return new Vector((Map<?, ?>) member(name));
    }

    List<Vector> objects(String name) {
      return ((List<?>) member(name)).stream().map(each -> new Vector((Map<?, ?>) each)).toList();
    }

    List<String> texts(String name) {
      return ((List<?>) member(name)).stream().map(String.class::cast).toList();
    }

    private Object member(String name) {
      return Objects.requireNonNull(members.get(name), name);
    }
  }
}
