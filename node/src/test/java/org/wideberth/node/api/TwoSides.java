package org.wideberth.node.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.wideberth.agreement.KindPair;
import org.wideberth.node.Node;
import org.wideberth.node.identity.DataDirectory;
import org.wideberth.node.identity.KeyFiles;
import org.wideberth.party.DisplayName;
import org.wideberth.record.Origin;

/// Two whole nodes on real journals, asked in memory; what they answer is held against
/// `openapi.yaml`.
abstract class TwoSides {
  final OpenApi documented = load();
  Side amber;
  Side cobalt;

  record Side(Node node, String token, Path data) {
    Response ask(Method method, String path, String body) {
      URI uri = URI.create(path);
      Map<String, String> query = new TreeMap<>();
      if (uri.getQuery() != null) {
        for (String pair : uri.getQuery().split("&", -1)) {
          query.put(pair.split("=", 2)[0], pair.split("=", 2)[1]);
        }
      }
      return node.api().answer(method, uri.getPath(), query, token, body.getBytes(UTF_8));
    }
  }

  private static OpenApi load() {
    try {
      return OpenApi.load();
    } catch (IOException missing) {
      throw new AssertionError(missing);
    }
  }

  @BeforeEach
  void open(@TempDir Path directory) throws IOException {
    amber = side(directory, "amber");
    cobalt = side(directory, "cobalt");
  }

  @AfterEach
  void close() throws IOException {
    amber.node().close();
    cobalt.node().close();
  }

  private static Side side(Path directory, String party) throws IOException {
    DataDirectory data = DataDirectory.make(directory.resolve(party));
    KeyFiles.Made made =
        KeyFiles.make(
            data,
            Origin.parse("lower-valley/" + party + "/1").orThrow(),
            DisplayName.parse("The " + party + " side").orThrow(),
            List.of(),
            new SecureRandom(),
            Instant.now());
    return new Side(Node.open(data.path()), made.party().apiToken(), data.path());
  }

  /// The same node after a restart.
  static Side reopened(Side side) throws IOException {
    side.node().close();
    return new Side(Node.open(side.data()), side.token(), side.data());
  }

  final void enrolEachOther() {
    for (Side[] pair : new Side[][] {{amber, cobalt}, {cobalt, amber}}) {
      post(pair[0], "/api/v1/cards", pair[1].node().card().text(), "Card", 201);
    }
  }

  final void carry(Side from, Side to) {
    String party = to.node().card().party().text();
    Response file = from.ask(Method.POST, "/api/v1/courier/export", "{\"to\":\"" + party + "\"}");
    assertThat(file.status()).isEqualTo(200);
    post(to, "/api/v1/courier/import", new String(file.bytes(), UTF_8), "CourierImported", 200);
  }

  final Map<String, Object> get(Side side, String path, String schema) {
    return checked(side.ask(Method.GET, path, ""), path, schema, 200);
  }

  final Map<String, Object> post(Side side, String path, String body, String schema, int status) {
    return checked(side.ask(Method.POST, path, body), path, schema, status);
  }

  final Map<String, Object> checked(Response answer, String path, String schema, int status) {
    assertThat(answer.status())
        .as(path + " " + new String(answer.bytes(), UTF_8))
        .isEqualTo(status);
    Object json = OpenApi.json(answer.bytes());
    assertThat(documented.faults(schema, json)).as(path).isEmpty();
    return OpenApi.members(json);
  }

  final Map<String, Object> problem(Side side, String path, String body) {
    Response answer = side.ask(Method.POST, path, body);
    assertThat(answer.status()).as(path).isGreaterThanOrEqualTo(400);
    Object json = OpenApi.json(answer.bytes());
    assertThat(documented.faults("Problem", json)).as(path).isEmpty();
    return OpenApi.members(json);
  }

  /// Proposes rules and gives their hash.
  final String propose(Side side, String document) {
    return OpenApi.member(post(side, "/api/v1/rules", document, "Proposed", 201), "hash")
        .toString();
  }

  /// A document that everybody can agree to.
  ///
  /// @param articles further members, each after a comma
  static String rules(int number, String articles) {
    List<String> minima =
        KindPair.all().stream()
            .map(
                pair ->
                    "{\"kinds\":[\"%s\",\"%s\"],\"lateral_cm\":100,\"vertical_tenth_mm\":1}"
                        .formatted(pair.first().word(), pair.second().word()))
            .toList();
    return """
    {"v":1,"theatre":"lower-valley","number":%d,"title":"First","members":["amber","cobalt"],\
    "minima":[%s]%s}\
    """
        .formatted(number, String.join(",", minima), articles);
  }
}
