import { describe, expect, it } from '@jest/globals';
import { protocolVersionNotHttp1 as check } from '../../../src/checks/network/protocol-version-not-http1.ts';
import { context, targetGroup } from '../../support/evidence.ts';

const answer = (...versions: readonly (string | null)[]) =>
  check.run({ targetGroups: versions.map((protocolVersion) => targetGroup({ protocolVersion })) }, context);

describe('network/protocol-version-not-http1', () => {
  it.each(['HTTP2', 'GRPC'])('speaks of a target group with %s', (version) => {
    expect(answer('HTTP1', version)).toMatchObject({ status: 'seen', args: { count: 1 } });
  });

  it('is silent where all speak HTTP/1.1', () => {
    expect(answer('HTTP1', 'HTTP1')).toMatchObject({ status: 'not-seen' });
  });

  it('does not know a version that was not given, nor of no group', () => {
    expect(answer('HTTP1', null)).toMatchObject({ status: 'unknown' });
    expect(answer()).toMatchObject({ status: 'unknown', reason: 'empty' });
  });
});
