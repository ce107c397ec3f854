import type { Finding } from '../domain/check.ts';
import type { EcsService, Evidence, LambdaFunction, TargetGroup } from '../domain/evidence.ts';
import { read } from './read.ts';

/** Names as they stand in angle brackets in the runbooks' commands. */
export type Settings = Readonly<Record<string, string>>;

/** Less than this share of the failures does not make a group, or a target, the one that is meant. */
const SHARE = 0.8;

/**
 * What the evidence knows of the settings that a runbook's commands read or put back, where only one thing can be meant.
 * Old values are those that stand now: what an undo needs.
 */
export function settingsOf(evidence: Evidence, findings: readonly Finding[]): Settings {
  const group = failingGroup(evidence);
  const parts: readonly Readonly<Record<string, string | number | null | undefined>>[] = [
    { 'old-idle-timeout-seconds': read(evidence, 'loadBalancerAttributes')?.idleTimeoutSeconds },
    idleTimeout(findings),
    group === undefined ? {} : ofGroup(group),
    group === undefined ? {} : ofTarget(evidence),
    ofService(only((read(evidence, 'ecsServices') ?? []).filter((one) => serves(one, group)))),
    ofFunction(only((read(evidence, 'functions') ?? []).filter((one) => one.targetGroupArn === group?.arn)), group),
  ];
  return Object.fromEntries(
    parts.flatMap((part) =>
      Object.entries(part).flatMap(([name, value]) =>
        value === null || value === undefined || value === '' ? [] : [[name, String(value)]],
      ),
    ),
  );
}

function only<T>(all: readonly T[]): T | undefined {
  return all.length === 1 ? all[0] : undefined;
}

/** The group that nearly all failures went to; the only one there is, where no log told. */
function failingGroup(evidence: Evidence): TargetGroup | undefined {
  const groups = read(evidence, 'targetGroups') ?? [];
  const shares = read(evidence, 'accessLog')?.byTargetGroup ?? [];
  const failed = shares.map(({ key, elb502, target502 }) => ({ key, count: elb502 + target502 }));
  const all = failed.reduce((sum, { count }) => sum + count, 0);
  const most = failed.find(({ count }) => all > 0 && count >= SHARE * all);
  return most === undefined ? only(groups) : groups.find(({ arn }) => arn === most.key);
}

function ofGroup({ arn, port, healthCheck }: TargetGroup) {
  return { 'target-group-arn': arn, port, 'old-path': healthCheck.path, 'old-codes': healthCheck.matcher };
}

function ofTarget(evidence: Evidence) {
  const shares = read(evidence, 'accessLog')?.byTarget ?? [];
  const failed = shares.map(({ key, elb502, target502 }) => ({ key, count: elb502 + target502 }));
  const all = failed.reduce((sum, { count }) => sum + count, 0);
  const [, ip, port] = /^(\d[\d.]+):(\d+)$/.exec(failed.find(({ count }) => count >= SHARE * all)?.key ?? '') ?? [];
  const targets = (read(evidence, 'targetHealth') ?? []).filter(({ id }) => id === ip);
  return all === 0 || ip === undefined
    ? {}
    : { 'target-ip': ip, 'target-port': port, 'target-id': targets.length > 0 ? ip : undefined };
}

function serves({ loadBalancers }: EcsService, group: TargetGroup | undefined): boolean {
  return loadBalancers.some(({ targetGroupArn }) => group === undefined || targetGroupArn === group.arn);
}

function ofService(service: EcsService | undefined) {
  if (service === undefined) return {};
  const { cluster, name, desiredCount, healthCheckGracePeriodSeconds, deployments, taskDefinitionArn } = service;
  const before = only(deployments.filter((one) => one.taskDefinitionArn !== taskDefinitionArn));
  return {
    cluster,
    service: name,
    'old-count': desiredCount,
    'old-grace-seconds': healthCheckGracePeriodSeconds,
    'new-task-definition': revisionOf(taskDefinitionArn),
    'previous-task-definition': revisionOf(before?.taskDefinitionArn ?? null),
  };
}

function revisionOf(arn: string | null): string | undefined {
  return arn?.split('/').at(-1);
}

function ofFunction(one: LambdaFunction | undefined, group: TargetGroup | undefined) {
  if (one === undefined) return {};
  const multi = group?.attributes['lambda.multi_value_headers.enabled'];
  const isAlias = one.qualifier !== null && !/^(\d+|\$LATEST)$/.test(one.qualifier);
  return {
    function: one.name,
    alias: isAlias ? one.qualifier : undefined,
    version: one.version,
    'old-timeout-seconds': one.timeoutSeconds,
    'old-memory-mib': one.memoryMb,
    'old-count': one.reservedConcurrency,
    'multi-value-headers': multi,
    'true-or-false': multi === undefined ? undefined : String(multi !== 'true'),
  };
}

/** A second below the target's keep-alive, where it is known and leaves room for one. */
function idleTimeout(findings: readonly Finding[]) {
  const found = findings.find(({ check }) => check === 'targets/keep-alive-below-idle-timeout')?.observation;
  const keepAlive = found?.status === 'seen' ? Number(found.args?.seconds) : Number.NaN;
  return keepAlive >= 2 ? { 'idle-timeout-seconds': Math.ceil(keepAlive) - 1 } : {};
}
