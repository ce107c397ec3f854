import { describe, expect, it } from '@jest/globals';
import { schemeUnlikePort as check } from '../../../src/checks/tls/scheme-unlike-port.ts';
import { context, target, targetGroup } from '../../support/evidence.ts';

const answer = (protocol: string | null, port: number, registered = port) =>
  check.run({ targetGroups: [targetGroup({ protocol, port })], targetHealth: [target({ port: registered })] }, context);

describe('tls/scheme-unlike-port', () => {
  it('speaks of TLS to a plain port, and of plain HTTP to a TLS port', () => {
    expect(answer('HTTPS', 8080)).toMatchObject({ status: 'seen', args: { count: 1 } });
    expect(answer('HTTP', 8443)).toMatchObject({ status: 'seen' });
  });

  it('is silent where they suit each other, and about ports without a custom', () => {
    expect(answer('HTTPS', 443)).toMatchObject({ status: 'not-seen' });
    expect(answer('HTTP', 3000)).toMatchObject({ status: 'not-seen' });
    expect(answer('HTTPS', 31_414)).toMatchObject({ status: 'not-seen' });
  });

  it('goes by the ports of the targets where they have their own', () => {
    expect(answer('HTTP', 80, 8443)).toMatchObject({ status: 'seen' });
  });

  it('has nothing to say where no protocol is known', () => {
    expect(answer(null, 443)).toMatchObject({ status: 'not-applicable' });
  });
});
