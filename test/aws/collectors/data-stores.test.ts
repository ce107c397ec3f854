import { DescribeTaskDefinitionCommand } from '@aws-sdk/client-ecs';
import { DescribeReplicationGroupsCommand } from '@aws-sdk/client-elasticache';
import { DescribeDBInstancesCommand, DescribeEventsCommand } from '@aws-sdk/client-rds';
import { describe, expect, it } from '@jest/globals';
import { at, awsError, database, definition, mockAccount, region } from '../../support/aws-account.ts';
import { collectKind } from '../../support/collect-kind.ts';

const host = `shop-db.c1abc.${region}.rds.amazonaws.com`;

function naming(value: string) {
  const account = mockAccount();
  const [container] = definition(12).containerDefinitions;
  account.ecs.on(DescribeTaskDefinitionCommand).resolves({
    taskDefinition: {
      ...definition(12),
      containerDefinitions: [{ ...container, environment: [{ name: 'DATABASE_URL', value }] }],
    },
  });
  return account;
}

describe('data stores', () => {
  it('are those of the VPC, with the limit that somebody set', async () => {
    mockAccount();

    expect(await collectKind('dataStores')).toMatchObject({
      status: 'complete',
      value: [
        { kind: 'rds-instance', id: 'shop-db', status: 'available', maxConnections: 150, onPath: 'near' },
        { kind: 'rds-instance', id: 'ledger-1' },
        { kind: 'rds-cluster', id: 'ledger', maxConnections: null },
        { kind: 'elasticache', id: 'shop-cache', engine: 'redis' },
      ],
    });
  });

  it('are named where a setting holds their host, whose value stays out of the evidence', async () => {
    naming(`postgres://shop:s3cr3t-pw@${host}:5432/shop`);

    const collected = await collectKind('dataStores');

    expect(collected).toMatchObject({ value: [{ id: 'shop-db', onPath: 'named' }, {}, {}, {}] });
    expect(JSON.stringify(collected)).not.toContain('s3cr3t-pw');
  });

  it.each([
    [`old-${host}`, 'near'],
    [`${host}.evil.example.com`, 'near'],
    [`${host}.`, 'named'],
    [`jdbc:postgresql://${host.toUpperCase()}/shop`, 'named'],
  ])('takes %s for %s', async (value, onPath) => {
    naming(value);

    expect(await collectKind('dataStores')).toMatchObject({ value: [{ id: 'shop-db', onPath }, {}, {}, {}] });
  });

  it('are named with their cluster where its endpoint is', async () => {
    naming(`ledger.cluster-c1abc.${region}.rds.amazonaws.com`);

    const collected = await collectKind('dataStores');

    expect(collected).toMatchObject({
      value: [{ onPath: 'near' }, { id: 'ledger-1', onPath: 'named' }, { id: 'ledger', onPath: 'named' }, {}],
    });
  });

  it('leave out what lies in another VPC', async () => {
    const account = mockAccount();
    account.rds
      .on(DescribeDBInstancesCommand)
      .resolves({ DBInstances: [{ ...database, DBSubnetGroup: { VpcId: 'vpc-2' } }] });

    expect(await collectKind('dataStores')).toMatchObject({ value: [{ id: 'shop-cache' }] });
  });

  it('bring their events, those of members with the cluster', async () => {
    const account = mockAccount();
    account.rds.on(DescribeEventsCommand).resolves({
      Events: [
        { SourceIdentifier: 'ledger-1', Message: 'DB instance restarted', EventCategories: ['availability'], Date: at },
        { SourceIdentifier: 'elsewhere', Message: 'DB instance restarted', Date: at },
      ],
    });

    expect(await collectKind('dataStores')).toMatchObject({
      value: [
        { events: [] },
        { events: [{ message: 'DB instance restarted', at: at.toISOString() }] },
        { events: [{ message: 'ledger-1: DB instance restarted' }] },
        {},
      ],
    });
  });

  it('stand without ElastiCache, and say so', async () => {
    const account = mockAccount();
    account.elasticache.on(DescribeReplicationGroupsCommand).rejects(awsError('AccessDenied'));

    expect(await collectKind('dataStores')).toMatchObject({
      status: 'partial',
      value: [{ id: 'shop-db' }, {}, {}],
      gaps: [{ reason: 'denied', action: 'elasticache:DescribeReplicationGroups' }],
    });
  });
});
