import type { AccessLog, Certificate, Listener } from '../../domain/evidence.ts';

/** Domains are compared as TLS does: `*.example.com` stands for one more label, nothing else. */
export function isCovered(host: string, domains: readonly string[]): boolean {
  const name = host.toLowerCase().replace(/\.$/, '');
  return domains.some((domain) => {
    const pattern = domain.toLowerCase().replace(/\.$/, '');
    if (!pattern.startsWith('*.')) return pattern === name;
    const [, ...rest] = name.split('.');
    return rest.join('.') === pattern.slice(2);
  });
}

/** Names that listener rules are made for: 'host-header api.example.com | *.shop.example'. Patterns say nothing of one name. */
export function ruleHosts(listeners: readonly Listener[]): readonly string[] {
  const hosts = listeners
    .filter(({ protocol }) => protocol === 'HTTPS')
    .flatMap(({ rules }) => rules.flatMap(({ conditions }) => conditions))
    .filter((condition) => condition.startsWith('host-header '))
    .flatMap((condition) => condition.slice('host-header '.length).split(' | '))
    .map((host) => host.trim())
    .filter((host) => /^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(host));
  return [...new Set(hosts)];
}

/** Names that clients used over TLS in the sampled failures. Scanners ask by address: that is no name. */
export function clientHosts(log: AccessLog | undefined): readonly string[] {
  const named = (log?.failures ?? [])
    .filter(({ type }) => type === 'https' || type === 'h2')
    .flatMap(({ host }) => host ?? []);
  const names = named.map((host) => host.replace(/:\d+$/, '').toLowerCase());
  return [...new Set(names)].filter((host) => /[a-z]/.test(host) && !host.endsWith('.elb.amazonaws.com'));
}

/** Certificates whose content is known: those of IAM show only their name. */
export function readable(certificates: readonly Certificate[]): readonly Certificate[] {
  return certificates.filter(({ source, domains }) => source === 'acm' && domains.length > 0);
}

export function certificateFact({ arn, domains, status, notAfter, renewalStatus }: Certificate): string {
  const renewal = renewalStatus === null ? '' : ` ${renewalStatus}`;
  return `${domains.join(', ') || arn} ${status ?? '-'} notAfter ${notAfter ?? '-'}${renewal}`;
}
