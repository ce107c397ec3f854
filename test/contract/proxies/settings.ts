type Upstreams = Readonly<Record<string, number>>;

/** The variables that tell nginx's own 502 from one that the application sent. */
const upstreamFormat =
  '$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent "$http_referer" "$http_user_agent" ' +
  'rt=$request_time uct="$upstream_connect_time" uht="$upstream_header_time" urt="$upstream_response_time" ' +
  'us="$upstream_status" ubr="$upstream_bytes_received"';

/** `dead`: a port for a name server that is not there. */
export function nginxConf(port: number, upstreams: Upstreams, dead: number): string {
  const of = (fault: string) => upstreams[fault] ?? 0;
  const locations = Object.keys(upstreams)
    .map((fault) => {
      const scheme = fault === 'plain-behind-tls' ? 'https' : 'http';
      return `location /${fault} { proxy_pass ${scheme}://127.0.0.1:${of(fault)}; }`;
    })
    .filter((line) => !line.includes('/idle-close '));
  return `
daemon off;
master_process off;
pid nginx.pid;
error_log error.log warn;
events { worker_connections 256; }
http {
  log_format upstream '${upstreamFormat}';
  access_log access.log upstream;
  ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${name}_temp;`).join('\n  ')}
  proxy_connect_timeout 2s;
  proxy_read_timeout 1s;
  proxy_http_version 1.1;
  proxy_set_header Connection "";
  upstream kept { server 127.0.0.1:${of('idle-close')} max_fails=0; keepalive 4; }
  upstream failed { server 127.0.0.1:${of('refused')} max_fails=1 fail_timeout=60s; server 127.0.0.1:${of('refused')} max_fails=1 fail_timeout=60s; }
  resolver 127.0.0.1:${dead} valid=1s;
  resolver_timeout 1s;
  server {
    listen 127.0.0.1:${port};
    ${locations.join('\n    ')}
    location /idle-close { proxy_pass http://kept; }
    location /no-live { proxy_pass http://failed; }
    location /no-name { set $where nowhere.internal; proxy_pass http://$where:8080; }
    location /no-socket { proxy_pass http://unix:/nonexistent/app.sock; }
  }
}
`;
}

const modules = ['mpm_event', 'authz_core', 'log_config', 'proxy', 'proxy_http', 'ssl', 'socache_shmcb', 'unixd'];
/** Built into some builds, modules of their own in others. */
const builtIn: ReadonlySet<string> = new Set(['log_config', 'unixd']);

export function apacheConf(folder: string, port: number, upstreams: Upstreams): string {
  const loaded = modules
    .filter((name) => !builtIn.has(name))
    .map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`);
  const passes = Object.entries(upstreams).map(([fault, upstream]) => {
    const scheme = fault === 'plain-behind-tls' ? 'https' : 'http';
    // Without "retry=0" the first failure would keep Apache from trying again for a minute.
    return `ProxyPass /${fault} ${scheme}://127.0.0.1:${upstream} retry=0 timeout=1`;
  });
  return `
${loaded.join('\n')}
ServerName localhost
Listen 127.0.0.1:${port}
User www-data
Group www-data
PidFile ${folder}/httpd.pid
DefaultRuntimeDir ${folder}
Mutex file:${folder}
ErrorLog ${folder}/error.log
LogLevel warn
LogFormat "%h %l %u %t \\"%r\\" %>s %b \\"%{Referer}i\\" \\"%{User-Agent}i\\"" combined
CustomLog ${folder}/access.log combined
KeepAlive On
KeepAliveTimeout 5
SSLProxyEngine on
ProxyPass /no-name http://nowhere.invalid:8080 retry=0 timeout=1
${passes.join('\n')}
`;
}

export function haproxyConf(port: number, upstreams: Upstreams): string {
  const faults = Object.keys(upstreams);
  return `
global
  log stdout format raw local0
  maxconn 256
defaults
  mode http
  log global
  option httplog
  retries 0
  timeout connect 1s
  timeout client 10s
  timeout server 1s
  timeout http-keep-alive 5s
frontend front
  bind 127.0.0.1:${port}
${faults.map((fault) => `  use_backend ${fault} if { path_beg /${fault} }`).join('\n')}
${faults
  .map((fault) => {
    const tls = fault === 'plain-behind-tls' ? ' ssl verify none' : '';
    return `backend ${fault}\n  http-reuse always\n  server app1 127.0.0.1:${upstreams[fault]}${tls}`;
  })
  .join('\n')}
`;
}
