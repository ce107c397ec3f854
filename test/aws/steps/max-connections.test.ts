import { describe, expect, it } from '@jest/globals';
import { classMemory, maxConnectionsOf } from '../../../src/aws/steps/max-connections.ts';

const GIB = 1024 ** 3;

describe('the memory of a class', () => {
  it.each([
    ['db.t3.micro', 1],
    ['db.t4g.medium', 4],
    ['db.m6g.large', 8],
    ['db.r6g.2xlarge', 64],
    ['db.r5.24xlarge', 768],
  ])('%s has %i GiB', (name, gib) => {
    expect(classMemory(name)).toBe(gib * GIB);
  });

  it('is unknown for what is no class', () => {
    expect(classMemory('db.serverless')).toBeNull();
    expect(classMemory(null)).toBeNull();
  });
});

describe('the limit of connections', () => {
  it('is what somebody set', () => {
    expect(maxConnectionsOf('postgres', 'db.t3.micro', '77')).toBe(77);
  });

  it.each([
    // AWS’s own table for Aurora MySQL: 90 on 4 GiB, 1,000 on 16, 2,000 on 32.
    ['aurora-mysql', 'db.t3.medium', 80, 110],
    ['aurora-mysql', 'db.r5.large', 950, 1_050],
    ['aurora-mysql', 'db.r5.xlarge', 1_900, 2_100],
    ['postgres', 'db.t3.micro', 70, 115],
    ['postgres', 'db.r6g.16xlarge', 5_000, 5_000],
    ['mysql', 'db.t3.micro', 55, 86],
  ])('of %s on %s is between %i and %i', (engine, dbClass, least, most) => {
    const limit = maxConnectionsOf(engine, dbClass) ?? 0;

    expect(limit).toBeGreaterThanOrEqual(least);
    expect(limit).toBeLessThanOrEqual(most);
  });

  it('follows a formula that somebody set, and is unknown for one that cannot be read', () => {
    expect(maxConnectionsOf('postgres', 'db.r6g.4xlarge', 'LEAST({DBInstanceClassMemory/9531392},800)')).toBe(800);
    expect(maxConnectionsOf('mysql', 'db.m6g.large', '{DBInstanceClassMemory/12582880}')).toBeGreaterThan(600);
    expect(maxConnectionsOf('mysql', 'db.m6g.large', '{log(DBInstanceClassMemory/805306368)*45}')).toBeNull();
    expect(maxConnectionsOf('oracle-ee', 'db.m6g.large')).toBeNull();
  });
});
