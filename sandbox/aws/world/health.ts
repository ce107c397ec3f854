import { phasesAt } from './behaviour.ts';
import type { Trouble } from './mishap-spec.ts';
import { barrierOf } from './network-barriers.ts';
import { crossForHealth, tellHealth } from './network-logs.ts';
import type { Run } from './run.ts';
import type { App } from './spec.ts';
import { misunderstandingOf } from './speech.ts';
import { setState, type Task } from './task.ts';

interface Failure {
  readonly reason: string;
  readonly description: string;
}

/** Checks a registered target until it leaves: one pass makes a new one healthy, `unhealthy` fails in a row mark it. */
export function watchHealth(run: Run, app: App, task: Task, trouble: () => Trouble['health']): void {
  const { interval } = app.health;
  const tick = () => {
    if (task.state === 'draining' || task.state === 'gone' || task.state === 'none') return;
    const failure = troubled(app, trouble()) ?? check(run, app, task);
    tellHealth(run, app, task, failure);
    judge(run, app, task, failure);
    run.schedule.at(run.schedule.now + interval * 1000, tick);
  };
  run.schedule.at(run.schedule.now + run.random.between(1_000, interval * 1000), tick);
}

/** What the checks find where something is wrong with the unit. */
function troubled(app: App, health: Trouble['health']): Failure | undefined {
  if (health === 'passes') return undefined;
  if (health === 'times-out') return { reason: 'Target.Timeout', description: 'Request timed out' };
  if (health === 'refused') return { reason: 'Target.FailedHealthChecks', description: 'Health checks failed' };
  if (matches(app.health.matcher, health)) return undefined;
  return { reason: 'Target.ResponseCodeMismatch', description: `Health checks failed with these codes: [${health}]` };
}

function check(run: Run, app: App, task: Task): Failure | undefined {
  const barrier = barrierOf(run, app, task.zone);
  crossForHealth(run, app, task, barrier);
  if (barrier && barrier.answers !== 'refuse') return { reason: 'Target.Timeout', description: 'Request timed out' };
  const refused =
    barrier !== undefined || !task.listening || task.dead || task.behaviour.listens !== checkedPort(app, task);
  if (refused || misunderstandingOf(app, task.behaviour))
    return { reason: 'Target.FailedHealthChecks', description: 'Health checks failed' };
  const phase = phasesAt(app, run.schedule.now - run.anchor).findLast(
    ({ healthAnswers }) => healthAnswers !== undefined,
  );
  const answer = String(phase?.healthAnswers ?? task.behaviour.healthAnswers);
  if (matches(app.health.matcher, Number(answer))) return undefined;
  return { reason: 'Target.ResponseCodeMismatch', description: `Health checks failed with these codes: [${answer}]` };
}

const checkedPort = (app: App, task: Task) =>
  app.health.port === 'traffic-port' ? task.behaviour.port : Number(app.health.port);

function matches(matcher: string, code: number): boolean {
  return matcher.split(',').some((part) => {
    const [low, high] = part.split('-').map(Number);
    return code >= (low ?? 0) && code <= (high ?? low ?? 0);
  });
}

function judge(run: Run, app: App, task: Task, failure: Failure | undefined): void {
  const now = run.schedule.now;
  if (!failure) {
    task.failed = 0;
    task.passed += 1;
    const enough = task.state === 'initial' || task.passed >= app.health.healthy;
    if (task.state !== 'healthy' && enough) setState(task, now, 'healthy');
    return;
  }
  task.passed = 0;
  task.failed += 1;
  const known = task.state === 'unhealthy' && task.target?.states.at(-1)?.description === failure.description;
  if (!known && task.failed >= app.health.unhealthy) {
    setState(task, now, 'unhealthy', failure.reason, failure.description);
  }
}
