import { describe, expect, it } from '@jest/globals';
import { keepAliveOf, toSeconds } from '../../../src/checks/knowledge/keep-alive.ts';
import { keepAlives } from '../../../src/checks/reading/keep-alive.ts';
import type { ContainerDefinition } from '../../../src/domain/evidence.ts';
import { appLog, at, container } from '../../support/evidence.ts';

const bare: Partial<ContainerDefinition> = { image: 'registry.example.com/shop:41' };
const of = (change: Partial<ContainerDefinition>, lines: readonly string[] = []) =>
  keepAliveOf(container({ ...bare, ...change }), lines);

describe('the default keep-alive of a server', () => {
  it.each([
    ['node 22', { image: 'node:22-slim' }, [], 5],
    [
      'node after its default moved',
      { command: ['node', 'server.js'], environment: { NODE_VERSION: '27.1.0' } },
      [],
      undefined,
    ],
    ['Fastify', { command: ['fastify', 'start'] }, [], 72],
    ['gunicorn with threads', { command: ['gunicorn', '-k', 'gthread', 'app:app'] }, [], 2],
    ['gunicorn’s sync worker', { command: ['gunicorn', 'app:app'] }, [], 0],
    ['gunicorn by its banners', {}, ['Starting gunicorn 21.2.0', 'Using worker: gevent'], 2],
    ['uvicorn', { command: ['uvicorn', 'app:app'] }, [], 5],
    ['hypercorn', { command: ['hypercorn', 'app:app'] }, [], 5],
    ['granian, which is not known', { command: ['granian', 'app:app'] }, [], undefined],
    ['waitress', { command: ['waitress-serve', 'app:app'] }, [], 120],
    ['Puma 6', { command: ['puma'] }, ['* Puma version: 6.4.2 (ruby 3.3.1)'], 20],
    ['Puma 7', { command: ['puma'] }, ['* Puma version: 7.0.3 (ruby 3.4.1)'], 65],
    ['Puma of no known version', { command: ['puma'] }, [], undefined],
    ['Unicorn', { command: ['unicorn', '-c', 'config/unicorn.rb'] }, [], 0],
    ['a stock Tomcat', { image: 'tomcat:10.1' }, [], 20],
    ['the Tomcat in Spring Boot', { command: ['java', '-jar', 'app.jar'] }, ['Tomcat started on port 8080 (http)'], 60],
    ['Jetty', {}, ['jetty-11.0.18; built: 2023', 'Started ServerConnector@1'], 30],
    ['WildFly', { image: 'quay.io/wildfly/wildfly:31' }, [], 60],
    ['an embedded Undertow, which is not known', {}, ['Undertow started on port 8080'], undefined],
    ['Netty', {}, ['Netty started on port 8080'], Number.POSITIVE_INFINITY],
    ['nginx', { image: 'nginx:1.27' }, [], 75],
    ['OpenResty', { image: 'openresty/openresty:1.25' }, [], 75],
    ['Apache', { image: 'httpd:2.4' }, [], 5],
    ['Apache under PHP', { image: 'php:8.3-apache' }, [], 5],
    ['Apache under WordPress', { image: 'wordpress:6' }, [], 5],
    ['php-fpm, which serves no HTTP', { image: 'wordpress:6-fpm' }, [], undefined],
    ['Kestrel', { image: 'mcr.microsoft.com/dotnet/aspnet:8.0' }, [], 130],
    ['IIS', { entryPoint: ['C:\\ServiceMonitor.exe', 'w3svc'] }, [], 120],
    ['Envoy', { image: 'envoyproxy/envoy:v1.30' }, [], 3600],
    ['Traefik', { image: 'traefik:v3' }, [], 180],
    ['Caddy', { image: 'caddy:2' }, [], 300],
    ['HAProxy, as configured', { image: 'haproxy:2.9' }, [], undefined],
    ['Bun', { image: 'oven/bun:1' }, [], 10],
    ['Cowboy', {}, ['Running Shop.Endpoint with cowboy 2.10.0 at 0.0.0.0:4000 (http)'], 60],
    ['Bandit', {}, ['Running Shop.Endpoint with Bandit 1.5.0 at 0.0.0.0:4000 (http)'], 60],
    ['uWSGI’s own router', { command: ['uwsgi', '--http', ':8000'] }, [], 0],
    ['a Java class of Apache’s, which is no httpd', {}, ['org.apache.kafka.clients started'], undefined],
  ])('%s', (_name, change, lines, seconds) => {
    expect(of(change, lines)?.seconds).toBe(seconds);
  });

  it('tells the version that decided', () => {
    const known = [{ name: 'puma', version: '6.4.2' }];

    expect(keepAliveOf(container(bare), [], known)).toMatchObject({
      server: 'puma',
      seconds: 20,
      via: 'puma 6.4.2 default',
    });
  });
});

describe('a keep-alive that is set', () => {
  it.each([
    ['milliseconds by the name', { environment: { KEEP_ALIVE_TIMEOUT_MS: '75000' } }, 75],
    ['seconds', { environment: { KEEPALIVE_TIMEOUT: '65' } }, 65],
    ['milliseconds by their size', { environment: { HTTP_KEEPALIVE_TIMEOUT: '61000' } }, 61],
    [
      'gunicorn’s variable',
      { command: ['gunicorn', 'a:a'], environment: { GUNICORN_CMD_ARGS: '-k gevent --keep-alive 75' } },
      75,
    ],
    ['uvicorn’s variable', { command: ['uvicorn', 'a:a'], environment: { UVICORN_TIMEOUT_KEEP_ALIVE: '70' } }, 70],
    ['Spring’s variable', { environment: { SERVER_TOMCAT_KEEP_ALIVE_TIMEOUT: '75s' } }, 75],
    ['Tomcat’s other one', { environment: { SERVER_TOMCAT_CONNECTION_TIMEOUT: '20000' } }, 20],
    [
      'Spring’s JSON',
      { environment: { SPRING_APPLICATION_JSON: '{"server":{"tomcat":{"keep-alive-timeout":"90s"}}}' } },
      90,
    ],
    ['Java’s options', { environment: { JAVA_OPTS: '-Xmx1g -Dserver.tomcat.keep-alive-timeout=66s' } }, 66],
    ['Jetty’s variable', { environment: { SERVER_JETTY_CONNECTION_IDLE_TIMEOUT: '70000' } }, 70],
    ['Kestrel’s time span', { environment: { Kestrel__Limits__KeepAliveTimeout: '00:02:10' } }, 130],
    ['Next.js’ flag', { command: ['next', 'start', '--keepAliveTimeout', '61000'] }, 61],
  ])('%s', (_name, change, seconds) => {
    expect(of(change)).toMatchObject({ seconds, basis: 'configured' });
  });

  it.each([
    'REDIS_KEEPALIVE_TIMEOUT',
    'DB_POOL_KEEPALIVE_TIMEOUT',
    'ALB_KEEPALIVE_TIMEOUT',
    'HTTP_CLIENT_KEEP_ALIVE_TIMEOUT',
  ])('is not %s, which is another’s', (name) => {
    expect(of({ environment: { [name]: '30' } })).toBeUndefined();
  });

  it('is read from the line that the server prints, not from that of a pool', () => {
    expect(of({}, ['server.keepAliveTimeout = 65000ms'])).toMatchObject({ seconds: 65 });
    expect(of({}, ['HikariPool-1 keepaliveTime=30000'])).toBeUndefined();
  });

  it('wins over the default', () => {
    expect(of({ command: ['node', 's.js'], environment: { KEEP_ALIVE_TIMEOUT: '65' } })).toMatchObject({
      server: 'node',
      seconds: 65,
      basis: 'configured',
    });
  });
});

describe('servers that only their log lines give away', () => {
  const software = (name: string, version: string | null = null) => ({
    name,
    version,
    lines: 3,
    example: { at: at(3), stream: 'i-0a1b', message: name },
  });

  it('are known by them', () => {
    expect(keepAlives([], [], [{ ...appLog([]), software: [software('apache', '2.4.66')] }])).toMatchObject([
      { server: 'apache', seconds: 5, via: 'apache 2.4.66 default' },
    ]);
  });

  it('stand behind the proxy that writes beside them', () => {
    const logs = [{ ...appLog([]), software: [software('gunicorn'), software('nginx')] }];

    expect(keepAlives([], [], logs)).toMatchObject([{ server: 'nginx', seconds: 75 }]);
  });

  it('are not guessed', () => {
    expect(keepAlives([], [], [appLog([])])).toEqual([]);
  });
});

describe('a duration', () => {
  it.each([
    ['5', 5],
    ['5s', 5],
    ['5000ms', 5],
    ['5000', 5],
    ['2m', 120],
    ['00:01:05', 65],
    ['true', undefined],
    ['', undefined],
  ])('%j', (text, seconds) => {
    expect(toSeconds(text)).toBe(seconds);
  });
});
