import { describe, expect, it } from '@jest/globals';
import { lambdaErrorReason as check } from '../../../src/checks/alb/lambda-error-reason.ts';
import { accessLog, context, rows } from '../../support/evidence.ts';

describe('alb/lambda-error-reason', () => {
  it('names the commonest reason', () => {
    const log = accessLog(rows(12), { errorReasons: [{ reason: 'LambdaInvalidResponse', count: 12 }] });

    expect(check.run({ accessLog: log }, context)).toMatchObject({
      status: 'seen',
      args: { reason: 'LambdaInvalidResponse' },
    });
  });

  it('is silent for other targets, whose field is always empty', () => {
    expect(check.run({ accessLog: accessLog(rows(12)) }, context)).toMatchObject({ status: 'not-seen' });
  });

  it('has nothing to say where the load balancer made no 502', () => {
    expect(check.run({ accessLog: accessLog([]) }, context)).toMatchObject({ status: 'unknown', reason: 'no-502' });
  });
});
