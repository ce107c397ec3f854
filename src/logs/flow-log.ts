/** One record of a VPC flow log, as far as it matters here. */
export interface FlowRecord {
  readonly interfaceId: string | null;
  readonly from: string;
  readonly to: string;
  readonly fromPort: number;
  readonly toPort: number;
  readonly rejected: boolean;
  readonly at: number; // epoch ms, the beginning of its minutes
}

/** The fields of version 2, which is what flow logs write where nobody chose a format. */
export const defaultFlowFields: readonly string[] = [
  'version',
  'account-id',
  'interface-id',
  'srcaddr',
  'dstaddr',
  'srcport',
  'dstport',
  'protocol',
  'packets',
  'bytes',
  'start',
  'end',
  'action',
  'log-status',
];

/** '${version} ${vpc-id} …' → names in their order; the default ones where there is no format. */
export function flowFields(format: string | null): readonly string[] {
  const named = [...(format ?? '').matchAll(/\$\{([\w-]+)\}/g)].map(([, name]) => name ?? '');
  return named.length > 0 ? named : defaultFlowFields;
}

/** The header line of a file in S3 names its fields: it wins over what was read elsewhere. */
export function flowHeader(line: string): readonly string[] | undefined {
  const names = line.trim().split(/\s+/);
  return names.includes('action') && names.some((name) => name.endsWith('dstaddr')) ? names : undefined;
}

/** Undefined for what is no TCP record: other protocols, NODATA, SKIPDATA, headers, cut lines. */
export function parseFlowLine(line: string, fields: readonly string[]): FlowRecord | undefined {
  const values = line.trim().split(/\s+/);
  const of = (name: string) => {
    const value = values[fields.indexOf(name)];
    return value === undefined || value === '-' ? undefined : value;
  };
  const protocol = of('protocol');
  const action = of('action');
  // Of the packet itself where the record names it: behind a NAT gateway the other pair is the gateway's.
  const from = of('pkt-srcaddr') ?? of('srcaddr');
  const to = of('pkt-dstaddr') ?? of('dstaddr');
  const [fromPort, toPort] = [Number(of('srcport')), Number(of('dstport'))];
  if (from === undefined || to === undefined || !Number.isInteger(fromPort) || !Number.isInteger(toPort))
    return undefined;
  if ((protocol !== undefined && protocol !== '6') || (action !== 'ACCEPT' && action !== 'REJECT')) return undefined;
  const at = Number(of('start') ?? of('end')) * 1_000;
  return {
    interfaceId: interfaceIn(of('interface-id')),
    from,
    to,
    fromPort,
    toPort,
    rejected: action === 'REJECT',
    at,
  };
}

/** Nothing of a record is text: what is no id is left out. */
function interfaceIn(value: string | undefined): string | null {
  return /^eni-\w+$/.exec(value ?? '')?.[0] ?? null;
}
