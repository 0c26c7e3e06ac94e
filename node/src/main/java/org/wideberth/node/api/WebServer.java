package org.wideberth.node.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// Carries requests to the [Gate] and answers back, on Jetty with a virtual thread per request:
/// HTTP/1.1 in clear on loopback, TLS 1.3 with HTTP/2 elsewhere.
final class WebServer implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(WebServer.class.getName());

  /// Jetty tells of every start and stop; people want its troubles only. Held, or it is forgotten.
  private static final Logger JETTY = Logger.getLogger("org.eclipse.jetty");

  static {
    JETTY.setLevel(Level.WARNING);
  }

  /// Longer than the heartbeat of the events, so that only dead connections time out.
  private static final int IDLE_MS_MAX = 30_000;

  /// What every answer carries. Nothing is loaded from, sent to or framed by anybody else.
  static final Map<String, String> SECURITY_HEADERS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:;"
              + " connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none';"
              + " frame-ancestors 'none'",
          "X-Content-Type-Options",
          "nosniff",
          "Referrer-Policy",
          "no-referrer",
          "Cross-Origin-Resource-Policy",
          "same-origin",
          "Cross-Origin-Opener-Policy",
          "same-origin");

  private static final Pattern PORT = Pattern.compile(":[0-9]{1,5}$");
  private static final List<String> LOOPBACK_NAMES = List.of("127.0.0.1", "[::1]", "localhost");

  private final Server server;
  private final ServerConnector connector;
  private final Gate gate;
  private final boolean loopback;
  private final boolean everywhere;

  /// @param listen where to listen; port 0 for any free one
  /// @param tls the node's own certificate and key, without password; used unless `listen` is
  ///     loopback
  WebServer(Gate gate, InetSocketAddress listen, Optional<KeyStore> tls) {
    this.gate = gate;
    this.loopback = listen.getAddress().isLoopbackAddress();
    this.everywhere = listen.getAddress().isAnyLocalAddress();
    QueuedThreadPool threads = new QueuedThreadPool(16, 4);
    threads.setName("http");
    threads.setVirtualThreadsExecutor(
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("http-", 0).factory()));
    server = new Server(threads);
    connector = loopback ? inClear() : encrypted(tls.orElseThrow());
    connector.setHost(listen.getAddress().getHostAddress());
    connector.setPort(listen.getPort());
    connector.setIdleTimeout(IDLE_MS_MAX);
    server.addConnector(connector);
    server.setHandler(new Front());
    server.setStopTimeout(0); // what is durable is durable; idle connections are not waited for
  }

  /// Listens from now on.
  ///
  /// @throws IOException if the address cannot be had
  void start() throws IOException {
    try {
      LifeCycle.start(server);
    } catch (RuntimeException wrapped) {
      throw new IOException(
          "cannot listen on %s:%d: free it, or choose another with --listen"
              .formatted(connector.getHost(), connector.getPort()),
          wrapped.getCause());
    }
  }

  /// Where a browser finds the board: `http://127.0.0.1:8440`, with the port that was had.
  String address() {
    return address(everywhere ? hostName() : connector.getHost());
  }

  /// The same for a program on this machine.
  String localAddress() {
    return address(everywhere ? "localhost" : connector.getHost());
  }

  private String address(String host) {
    String shown = host.contains(":") ? "[" + host + "]" : host;
    return (loopback ? "http://" : "https://") + shown + ":" + connector.getLocalPort();
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException unnamed) {
      return "localhost";
    }
  }

  @Override
  public void close() {
    LifeCycle.stop(server);
  }

  private ServerConnector inClear() {
    return new ServerConnector(server, new HttpConnectionFactory(configuration()));
  }

  private ServerConnector encrypted(KeyStore keys) {
    SslContextFactory.Server tls = new SslContextFactory.Server();
    tls.setKeyStore(keys);
    tls.setKeyStorePassword("");
    tls.setIncludeProtocols("TLSv1.3");
    HttpConfiguration configuration = configuration();
    configuration.addCustomizer(new SecureRequestCustomizer(false));
    HttpConnectionFactory http1 = new HttpConnectionFactory(configuration);
    HTTP2ServerConnectionFactory http2 = new HTTP2ServerConnectionFactory(configuration);
    ALPNServerConnectionFactory alpn = new ALPNServerConnectionFactory();
    alpn.setDefaultProtocol(http1.getProtocol());
    return new ServerConnector(
        server, new SslConnectionFactory(tls, alpn.getProtocol()), alpn, http2, http1);
  }

  private static HttpConfiguration configuration() {
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    configuration.setSendDateHeader(true);
    configuration.setRequestHeaderSize(16 * 1024);
    return configuration;
  }

  private final class Front extends Handler.Abstract {
    @Override
    public boolean handle(
        org.eclipse.jetty.server.Request request,
        org.eclipse.jetty.server.Response response,
        Callback callback) {
      try {
        Response answer = answer(request);
        send(answer, response);
        callback.succeeded();
      } catch (EofException | UncheckedIOException gone) {
        LOG.log(Level.FINE, "a reader hung up", gone);
        callback.failed(gone);
      } catch (IOException broken) {
        LOG.log(Level.FINE, "a connection broke", broken);
        callback.failed(broken);
      }
      return true;
    }

    private Response answer(org.eclipse.jetty.server.Request request) throws IOException {
      if (loopback && !namesLoopback(request.getHeaders().get(HttpHeader.HOST))) {
        return Problems.misdirected();
      }
      Optional<Method> method = Method.of(request.getMethod());
      if (method.isEmpty()) {
        return Problems.otherMethods("DELETE, GET, POST");
      }
      Request head =
          new Request(
              method.get(),
              org.eclipse.jetty.server.Request.getPathInContext(request),
              query(request),
              headers(request),
              Map.of(),
              new byte[0],
              Optional.empty());
      return gate.answer(head, bytesMax -> body(request, bytesMax));
    }
  }

  private static boolean namesLoopback(String host) {
    if (host == null) {
      return false;
    }
    String name = PORT.matcher(host).replaceFirst("").toLowerCase(Locale.ROOT);
    return LOOPBACK_NAMES.contains(name);
  }

  private static Map<String, String> query(org.eclipse.jetty.server.Request request) {
    Map<String, String> found = new HashMap<>();
    for (Fields.Field field : org.eclipse.jetty.server.Request.extractQueryParameters(request)) {
      found.putIfAbsent(field.getName(), field.getValue());
    }
    return found;
  }

  private static Map<String, String> headers(org.eclipse.jetty.server.Request request) {
    Map<String, String> found = new HashMap<>();
    for (HttpField field : request.getHeaders()) {
      String value = field.getValue();
      found.putIfAbsent(field.getLowerCaseName(), value == null ? "" : value);
    }
    found.put(
        org.wideberth.node.api.Request.SOURCE,
        org.eclipse.jetty.server.Request.getRemoteAddr(request));
    return found;
  }

  private static Optional<byte[]> body(org.eclipse.jetty.server.Request request, int bytesMax)
      throws IOException {
    if (request.getLength() > bytesMax) {
      return Optional.empty();
    }
    // Where nobody says how long it is, one byte too many tells that it is too long.
    int length = request.getLength() < 0 ? bytesMax + 1 : (int) request.getLength();
    try (InputStream in = Content.Source.asInputStream(request)) {
      byte[] bytes = in.readNBytes(length);
      return bytes.length > bytesMax ? Optional.empty() : Optional.of(bytes);
    }
  }

  private static void send(Response answer, org.eclipse.jetty.server.Response response)
      throws IOException {
    response.setStatus(answer.status());
    SECURITY_HEADERS.forEach(response.getHeaders()::put);
    answer.headers().forEach(response.getHeaders()::put);
    switch (answer.content()) {
      case Response.Nothing() -> {}
      case Response.Json(var mediaType, var bytes) -> send(response, mediaType, bytes);
      case Response.Text(var text) -> send(response, "text/plain; charset=utf-8", answer.bytes());
      case Response.File(var mediaType, var name, var bytes) -> {
        if (!name.isEmpty()) {
          response.getHeaders().put("Content-Disposition", "attachment; filename=\"" + name + "\"");
        }
        send(response, mediaType, bytes);
      }
      case Response.Events(var stream) -> {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/event-stream");
        try (OutputStream out = Content.Sink.asOutputStream(response)) {
          stream.writeTo(out);
        }
      }
    }
  }

  private static void send(
      org.eclipse.jetty.server.Response response, String mediaType, byte[] bytes)
      throws IOException {
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, mediaType);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes.length);
    Content.Sink.write(response, true, ByteBuffer.wrap(bytes));
  }
}
