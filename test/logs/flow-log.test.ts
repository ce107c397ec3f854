import { describe, expect, it } from '@jest/globals';
import { flowFields, flowHeader, makeFlowTotals, parseFlowLine } from '../../src/logs/index.ts';

const usual = flowFields(null);
const line = (action: string, from = '10.0.1.61', to = '10.0.11.10', ports = '40000 3000', protocol = '6') =>
  `2 123456789012 eni-1 ${from} ${to} ${ports} ${protocol} 4 240 1795168920 1795168980 ${action} OK`;

describe('a record of a flow log', () => {
  it('is read in the default format', () => {
    expect(parseFlowLine(line('REJECT'), usual)).toEqual({
      interfaceId: 'eni-1',
      from: '10.0.1.61',
      to: '10.0.11.10',
      fromPort: 40_000,
      toPort: 3_000,
      rejected: true,
      at: 1_795_168_920_000,
    });
  });

  it('goes by the addresses of the packet where it names them', () => {
    const fields = flowFields(
      // biome-ignore lint/suspicious/noTemplateCurlyInString: flow logs write their format so
      '${srcaddr} ${dstaddr} ${pkt-srcaddr} ${pkt-dstaddr} ${srcport} ${dstport} ${action} ${end}',
    );

    expect(parseFlowLine('10.0.1.5 10.0.1.6 10.0.1.61 10.0.11.10 1 2 ACCEPT 1795168920', fields)).toMatchObject({
      from: '10.0.1.61',
      to: '10.0.11.10',
      rejected: false,
      interfaceId: null,
    });
  });

  it.each([
    ['UDP', line('ACCEPT', undefined, undefined, undefined, '17')],
    ['no data', '2 123456789012 eni-1 - - - - - - - 1795168920 1795168980 - NODATA'],
    ['a cut line', '2 123456789012 eni-1 10.0.1.61'],
    ['nothing', ''],
  ])('is none: %s', (_, text) => {
    expect(parseFlowLine(text, usual)).toBeUndefined();
  });

  it('is told from the header of a file', () => {
    expect(flowHeader('version account-id action dstaddr')).toEqual(['version', 'account-id', 'action', 'dstaddr']);
    expect(flowHeader(line('ACCEPT'))).toBeUndefined();
  });
});

describe('the records between load balancer and targets', () => {
  const span = { from: '2026-11-20T10:00:00.000Z', to: '2026-11-20T10:10:00.000Z' };
  const targets = new Map([['10.0.11.10', new Set([3000])]]);
  const totals = (nodes: readonly string[], lines: readonly string[]) => {
    const made = makeFlowTotals({ nodes: new Set(nodes), targets }, span);
    for (const text of lines) {
      const record = parseFlowLine(text, usual);
      if (record) made.add(record);
    }
    return made.totals();
  };

  it('are counted each way, those with a REJECT first', () => {
    const lines = [line('ACCEPT'), line('ACCEPT'), line('REJECT', '10.0.11.10', '10.0.1.61', '3000 40000')];

    expect(totals(['10.0.1.61'], lines)).toMatchObject({
      read: 3,
      pairs: [
        { direction: 'from-target', target: '10.0.11.10:3000', accepted: 0, rejected: 1 },
        { direction: 'to-target', target: '10.0.11.10:3000', accepted: 2, rejected: 0 },
      ],
    });
  });

  it('are those of its nodes and of the ports in use only', () => {
    const others = [line('REJECT', '198.51.100.9'), line('REJECT', undefined, undefined, '40000 22')];

    expect(totals(['10.0.1.61'], others)).toEqual({ read: 0, pairs: [] });
  });

  it('are those to the targets’ ports where the nodes are not known', () => {
    expect(totals([], [line('REJECT', '10.0.2.7')])).toMatchObject({ read: 1 });
  });
});
