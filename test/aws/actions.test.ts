import { describe, expect, it } from '@jest/globals';
import { collectors } from '../../src/aws/collectors/index.ts';
import { iamActions } from '../../src/aws/index.ts';
import { locateActions } from '../../src/aws/locate.ts';
import { iamAction } from '../../src/aws/sending.ts';
import type { Step } from '../../src/aws/trip.ts';
import { evidenceKinds } from '../../src/domain/evidence.ts';
import { windowOf } from '../../src/domain/window.ts';
import { mockAccount, operationsCalled, window } from '../support/aws-account.ts';
import { collectKind } from '../support/collect-kind.ts';

function declaredBy(step: Step<unknown>): readonly string[] {
  return [...step.actions, ...step.needs.flatMap(declaredBy)];
}

describe('the actions of a collector', () => {
  it.each(evidenceKinds)('%s calls only what it and its steps declare, and all of it', async (kind) => {
    const mocked = mockAccount();
    await collectKind(kind);
    // A long window goes another way through the logs.
    await collectKind(kind, { window: windowOf(new Date('2026-11-20T06:00:00Z'), new Date(window.to)) });

    const own = operationsCalled(mocked).map(iamAction);
    const declared = new Set(declaredBy(collectors[kind]));
    expect(own.filter((action) => !declared.has(action) && !locateActions.includes(action))).toEqual([]);
    expect([...declared].filter((action) => !own.includes(action) && action !== 'logs:StopQuery')).toEqual([]);
  });

  it('are read-only, every one', () => {
    expect(
      iamActions().filter((action) => !/:(Describe|List|Get|Lookup|Filter|StartQuery|StopQuery)/.test(action)),
    ).toEqual([]);
  });
});
