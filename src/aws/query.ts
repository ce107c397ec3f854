/** What a person meant by what they typed. */
export type Query =
  | { readonly kind: 'arn'; readonly arn: string; readonly region: string; readonly name: string }
  | { readonly kind: 'dns'; readonly dnsName: string; readonly region: string; readonly name: string }
  | { readonly kind: 'name'; readonly name: string }
  /** Something of AWS that is no application load balancer. */
  | { readonly kind: 'other'; readonly what: OtherKind; readonly name: string };

export type OtherKind = 'network' | 'gateway' | 'classic' | 'target-group' | 'arn';

const albDns = /^(?:dualstack\.)?((?:internal-)?(.+)-[0-9a-z]+)\.([a-z0-9-]+)\.elb\.amazonaws\.com(?:\.cn)?$/;
const nlbDns = /^(?:dualstack\.)?(.+)-[0-9a-f]+\.elb\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?$/;

/** Reads a name, an ARN (of the load balancer, its listeners and rules), a DNS name or a URL. */
export function readQuery(typed: string): Query {
  const text = typed.trim().replace(/^<(.*)>$/, '$1');
  if (text.startsWith('arn:')) return readArn(text);
  const host = hostOf(text);
  const [, , dnsLabel = '', dnsRegion] = albDns.exec(host) ?? [];
  if (dnsRegion !== undefined) {
    const dnsName = host.replace(/^dualstack\./, '');
    return { kind: 'dns', dnsName, region: dnsRegion, name: dnsLabel };
  }
  const [, networkName] = nlbDns.exec(host) ?? [];
  if (networkName !== undefined) return { kind: 'other', what: 'network', name: networkName };
  return { kind: 'name', name: host === '' ? text : (host.split('.')[0] ?? host) };
}

/** 'arn:aws:elasticloadbalancing:REGION:ACCOUNT:loadbalancer/app/NAME/ID' */
function readArn(arn: string): Query {
  const [, , service, region = '', , ...rest] = arn.split(':');
  const [kind, type = '', name = '', id = ''] = rest.join(':').split('/');
  if (service !== 'elasticloadbalancing') return { kind: 'other', what: 'arn', name: arn };
  if (kind === 'targetgroup') return { kind: 'other', what: 'target-group', name: type };
  if (type === 'net') return { kind: 'other', what: 'network', name };
  if (type === 'gwy') return { kind: 'other', what: 'gateway', name };
  if (type !== 'app') return { kind: 'other', what: 'classic', name: type };
  const head = arn.split(':').slice(0, 5).join(':');
  return { kind: 'arn', arn: `${head}:loadbalancer/app/${name}/${id}`, region, name };
}

/** The host of a URL or of 'host/path'; empty for a plain name. Lower case, no trailing dot, no port. */
function hostOf(text: string): string {
  const match = /^(?:[a-z]+:\/\/)?(?:[^/@\s]*@)?([^/:?#\s]+)/i.exec(text);
  const host = (match?.[1] ?? '').replace(/\.$/, '');
  return host.includes('.') ? host.toLowerCase() : '';
}

/** How an account's DNS names and what a person pasted are compared. */
export function plainDnsName(dnsName: string): string {
  return dnsName
    .toLowerCase()
    .replace(/\.$/, '')
    .replace(/^dualstack\./, '');
}
