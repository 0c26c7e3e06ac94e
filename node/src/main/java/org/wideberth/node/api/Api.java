package org.wideberth.node.api;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.wideberth.node.attachment.AttachmentFiles;
import org.wideberth.node.attachment.Uploads;
import org.wideberth.node.engine.EngineView;
import org.wideberth.node.identity.SlowDown;
import org.wideberth.people.Site;
import org.wideberth.record.Origin;

/// The API of a node, as `openapi.yaml` says: over the network once it listens, and in memory for
/// the command line of a node that does not run. Thread-safe.
public final class Api implements AutoCloseable {
  private static final String NOT_LISTENING = "http://127.0.0.1:8440";

  private static final String HTTPS_PORT = ":443";

  private final AtomicReference<Optional<String>> name = new AtomicReference<>(Optional.empty());
  private final Door door;
  private final EventHub hub;
  private final Router router;
  private final Gate gate;
  private final AtomicReference<Optional<WebServer>> server =
      new AtomicReference<>(Optional.empty());

  public Api(
      Core core,
      Door door,
      EventHub hub,
      InstantSource clock,
      AttachmentFiles files,
      Uploads uploads) {
    this.door = door;
    this.hub = hub;
    Origin own = core.read(EngineView::ownCard).origin();
    // Browsers give cookies to every port of a host: an exercise must not sign out the real thing.
    String cookie =
        "wideberth_session_" + own.party() + (own.theatre().isExercise() ? "_exercise" : "");
    List<Route> routes = new ArrayList<>();
    SecureRandom random = new SecureRandom();
    SigningIn signingIn = new SigningIn(new SlowDown(clock));
    routes.addAll(
        new PeopleRoutes(core, door, clock, cookie, this::address, this::site, signingIn).routes());
    routes.addAll(
        new PasskeyRoutes(core, door, clock, this::site, cookie, signingIn, random).routes());
    routes.addAll(new SigningRoutes(core, clock, random).routes());
    OperationRoutes operations = new OperationRoutes(core);
    routes.addAll(operations.routes());
    routes.addAll(new LookaheadRoutes(core, operations).routes());
    routes.addAll(new BulkRoutes(core).routes());
    routes.addAll(new PictureRoutes(core).routes());
    routes.addAll(new AgreementRoutes(core).routes());
    routes.addAll(new MessageRoutes(core, uploads).routes());
    routes.addAll(new AttachmentRoutes(core, files, uploads).routes());
    routes.addAll(new PositionRoutes(core).routes());
    routes.addAll(new WatchRoutes(core).routes());
    routes.addAll(new ChannelTestRoutes(core).routes());
    routes.addAll(new SettlementRoutes(core).routes());
    routes.addAll(new ClaimRoutes(core).routes());
    routes.addAll(new ReceiptRoutes(core).routes());
    routes.addAll(new RecordRoutes(core, files).routes());
    routes.add(Routes.get("/api/v1/events", Role.OBSERVER, this::events));
    this.router = new Router(routes);
    this.gate = new Gate(router, new StaticFiles(), door, cookie);
  }

  /// Listens from now on.
  ///
  /// @param listen port 0 for any free one
  /// @param tls the node's certificate and key; needed unless `listen` is loopback
  /// @throws IOException if the address cannot be had
  public void listen(InetSocketAddress listen, Optional<KeyStore> tls) throws IOException {
    WebServer started = new WebServer(gate, listen, tls);
    started.start();
    server.set(Optional.of(started));
  }

  /// Where this node's board is, as `http://127.0.0.1:8440`.
  public String address() {
    return server.get().map(WebServer::address).orElse(NOT_LISTENING);
  }

  /// Where people use their passkeys: under the name that the node was given, or on this machine as
  /// `localhost`; nowhere if it is reached from elsewhere and has no name.
  Optional<Site> site() {
    String at = address();
    String port = at.substring(at.lastIndexOf(':'));
    if (at.startsWith("http:")) {
      return Optional.of(new Site("localhost", "http://localhost" + port));
    }
    return name.get()
        .map(host -> new Site(host, "https://" + host + (port.equals(HTTPS_PORT) ? "" : port)));
  }

  /// Browsers reach this node by that name.
  public void call(String host) {
    name.set(Optional.of(host));
  }

  /// The same for a program on this machine.
  public String localAddress() {
    return server.get().map(WebServer::localAddress).orElse(NOT_LISTENING);
  }

  /// Answers in memory, without a network; what is asked needs the same token.
  ///
  /// @param token the API token of the node's data directory
  public Response answer(
      Method method, String path, Map<String, String> query, String token, byte[] body) {
    return answer(method, path, query, Map.of("authorization", "Bearer " + token), body);
  }

  /// Answers in memory what a page of this node asks with its cookie.
  Response answerCookie(Method method, String path, String cookie, byte[] body) {
    Map<String, String> headers = Map.of("cookie", cookie, "sec-fetch-site", "same-origin");
    return answer(method, path, Map.of(), headers, body);
  }

  private Response answer(
      Method method,
      String path,
      Map<String, String> query,
      Map<String, String> headers,
      byte[] body) {
    Request head =
        new Request(method, path, query, headers, Map.of(), new byte[0], Optional.empty());
    try {
      return gate.answer(
          head, bytesMax -> body.length > bytesMax ? Optional.empty() : Optional.of(body));
    } catch (IOException impossible) {
      throw new IllegalStateException("the body is in memory", impossible);
    }
  }

  List<Route> routes() {
    return router.routes();
  }

  private Response events(Request request) {
    Caller caller = request.signedIn();
    EventStream stream =
        new EventStream(
            hub,
            hub.cursor(request.header("last-event-id")),
            () -> caller.session().isEmpty() || door.bySession(caller.session()).isPresent());
    return new Response(200, new Response.Events(stream), Map.of());
  }

  /// Stops listening and ends every stream of events.
  @Override
  public void close() {
    hub.close();
    server.getAndSet(Optional.empty()).ifPresent(WebServer::close);
  }
}
