import { type Pattern, row } from './row.ts';

/** Read in the sources of nginx, Apache and HAProxy, and written by the real ones in test/contract/proxies. */
export const proxies: readonly Pattern[] = [
  // nginx error.log. The socket's own refusals come first: 111 happens there, too.
  row('nginx.socket', /connect\(\) to unix:\S+ failed \(\d+: /),
  row('nginx.refused', /connect\(\) failed \(111: Connection refused\)/),
  row('nginx.ports', /\(99: (Cannot assign requested address|Address not available)\) while connecting to upstream/),
  row(
    'nginx.unreach',
    /connect\(\) failed \(11[03]: (No route to host|Connection timed out|Host is unreachable)\)|connect\(\) failed \(101: Network (is )?unreachable\)/,
  ),
  row('nginx.closed', /upstream prematurely closed (connection|FastCGI stdout|stream)/),
  row(
    'nginx.reset',
    /(recv|readv|send|sendmsg|writev|SSL_read|SSL_write)\(\) failed \((104: Connection reset by peer|32: Broken pipe)\) while (reading|sending|processing).{0,40}upstream/,
  ),
  row('nginx.bigheader', /upstream sent too big (header|trailers)/),
  row(
    'nginx.badheader',
    /upstream sent (no valid HTTP\/1\.0 header|invalid header|duplicate header line|unknown "Transfer-Encoding"|invalid chunked response|invalid status|unsupported FastCGI|more data than specified|"Content-Length" and "Transfer-Encoding")|upstream split a header line in FastCGI records/,
  ),
  row('nginx.nolive', /no live upstreams while connecting to upstream/),
  row('nginx.dns', /could not be resolved \(\d+: |no resolver defined to resolve |host not found in upstream/),
  row(
    'nginx.tls',
    /SSL_do_handshake\(\) failed .*upstream|upstream SSL certificate (verify error|does not match)|peer closed connection in SSL handshake.{0,40}SSL handshaking to upstream/,
  ),
  row('nginx.plainhttp', /client sent plain HTTP request to HTTPS port/),
  row('nginx.timeout504', /upstream timed out \(110: /),
  row(
    'nginx.conns',
    /worker_connections are not enough|(accept4?|socket)\(\) failed \(24: |\(24: Too many open files\)/,
  ),
  // Apache. 28 and 111 in front are errno, so its own numbers come before the words behind them.
  row('apache.bigheader', /AH10124|ResponseFieldSize/),
  row('apache.badheader', /AH01106|AH10404|AH01114: .*(malformed|invalid)|Corrupt status line|AH01105|AH01107/),
  row('apache.dns', /DNS lookup failure for/),
  row(
    'apache.tls',
    /AH00898: Error during SSL Handshake|AH0199[27]|AH02039.*proxy|AH01084.{0,60}pass request body failed.*SSL/,
  ),
  row('apache.timeout502', /\(70007\)The timeout specified has expired.*AH01102/),
  row('apache.read502', /AH00898|AH01102|AH01097|AH01110|AH01084/),
  row('apache.connect503', /AH01114|AH00957|AH00959|AH00940|AH01079/),
  row('apache.fcgi', /AH0106[78]|AH01075|AH01071/),
  row('apache.full', /AH00484|AH03490|AH10159|MaxRequestWorkers/),
  // HAProxy: status, then termination flags. A dead server line ("Server x/y is DOWN") explains its 503.
  row('haproxy.502', / (?:\S+\/\S+ )?[-\d/+]+ 502 \+?\d+ .*\b(SH|PH|SC|PR|RC)[-A-Z]{2} /),
  row('haproxy.504', / 504 \+?\d+ .*\bs[HC][-A-Z]{2} /),
  row(
    'haproxy.503',
    / 503 \+?\d+ .*\b(SC|sC|sQ|CQ|RC)[-A-Z]{2} |Server \S+\/\S+ is DOWN|backend '?\S+'? has no server available/,
  ),
  // Envoy's flags stand behind the status of an access-log line; elsewhere they are ordinary letters.
  row(
    'envoy.upe',
    /HTTP\/[\d.]+" \d{3} (?:\S+,)?UPE\b|response_flags"?[:=] ?"?(?:\S+,)?UPE\b|upstream_reset_before_response_started\{protocol[ _]error\}|reset reason: protocol error/,
  ),
  row(
    'envoy.503',
    /HTTP\/[\d.]+" \d{3} (?:\S+,)?(UF|UC|UH|UO|URX)\b|response_flags"?[:=] ?"?(UF|UC|UH|UO|URX)\b|upstream connect error or disconnect\/reset before headers|no healthy upstream/,
  ),
  row('envoy.504', /HTTP\/[\d.]+" \d{3} UT\b|response_flags"?[:=] ?"?UT\b|upstream request timeout/),
  row('envoy.reset', /HTTP\/[\d.]+" 0 (NR|DC|-) filter_chain_not_found|filter_chain_not_found/),
  // Go proxies: Traefik, Caddy, httputil.ReverseProxy. They say what the call came to.
  row(
    'goproxy.refused',
    /('?502 Bad Gateway'? caused by|http: proxy error|reverseproxy|http\.log\.error|aborting with incomplete response|proxy).{0,200}connect: connection refused|dial tcp \S+: connect: connection refused.{0,2000}"status": ?502/s,
  ),
  row(
    'goproxy.closed',
    /('?502 Bad Gateway'? caused by|http: proxy error): (EOF|unexpected EOF|read tcp .{0,80}(connection reset by peer|EOF)|http: server closed idle connection)/,
  ),
  row(
    'goproxy.badheader',
    /(502 Bad Gateway' caused by|http: proxy error|http\.log\.error).{0,120}(malformed HTTP|malformed MIME header|invalid header field|server gave HTTP response)/s,
  ),
  row('goproxy.dns', /(502 Bad Gateway' caused by|http: proxy error|http\.log\.error).{0,120}no such host/s),
  row('goproxy.tls', /(502 Bad Gateway' caused by|http: proxy error|http\.log\.error).{0,160}(tls: |x509: )/s),
  // IIS and the ASP.NET Core Module: sc-status and sc-substatus, or the event log.
  row('iis.502', / 502 [1-9]\d? \d{1,10} \d+(?: |$)|"sc-status": ?"?502\b/),
  row(
    'iis.ancm',
    /ASP\.NET Core Module|AspNetCoreModule|HTTP Error 502\.[35]|failed to start process with commandline|ANCM .{0,40}(Failed|Failure)/,
  ),
  // What a proxy's own variables tell of the application behind it.
  row(
    'nginx.made502',
    /(uht|upstream_header_time)"?[=:] ?"?-"?[ ,].{0,400}(us|upstream_status)"?[=:] ?"?502|(us|upstream_status)"?[=:] ?"?502"?.{0,400}(uht|upstream_header_time)"?[=:] ?"?-"?(?=[ ,}]|$)/,
  ),
  row(
    'nginx.app502',
    /(uht|upstream_header_time)"?[=:] ?"?\d[\d.]*"?[ ,].{0,400}(us|upstream_status)"?[=:] ?"?502|(us|upstream_status)"?[=:] ?"?502"?.{0,400}(uht|upstream_header_time)"?[=:] ?"?\d[\d.]*/,
  ),
];
