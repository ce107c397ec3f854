import { describe, expect, it } from '@jest/globals';
import { http2TargetGroup as check } from '../../../src/checks/targets/http2-target-group.ts';
import { context, targetGroup } from '../../support/evidence.ts';

const answer = (...versions: readonly (string | null)[]) =>
  check.run({ targetGroups: versions.map((protocolVersion) => targetGroup({ protocolVersion })) }, context);

describe('targets/http2-target-group', () => {
  it('speaks of HTTP/2 and gRPC', () => {
    expect(answer('HTTP2', 'HTTP1')).toMatchObject({ status: 'seen', args: { count: 1 } });
    expect(answer('GRPC')).toMatchObject({ status: 'seen' });
  });

  it('is silent where all speak HTTP/1.1', () => {
    expect(answer('HTTP1', 'HTTP1')).toMatchObject({ status: 'not-seen' });
  });

  it('does not know without a group that says', () => {
    expect(answer()).toMatchObject({ status: 'unknown' });
    expect(answer(null)).toMatchObject({ status: 'unknown' });
  });
});
