import type { CheckId } from '../checks/index.ts';
import type { Link, Strength } from '../domain/cause.ts';

type Ground = readonly [basis: Link['basis'], source: string];

/** Why a cause makes a check speak, where many causes do so for the same reason: each source stands here once. */
const speaks = {
  'alb/502-from-load-balancer': ['documented', 'https://repost.aws/knowledge-center/elb-alb-troubleshoot-502-errors'],
  'alb/502-from-target': [
    'documented',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
  ],
  'alb/504-rise-too': [
    'documented',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html',
  ],
  'alb/closed-after-constant-time': [
    'reasoned',
    'Requests that end after the same time each were ended by a timer, not by their work.',
  ],
  'alb/closed-at-once': ['field', 'https://github.com/uNetworking/uWebSockets.js/issues/939'],
  'alb/closed-mid-response': [
    'documented',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
  ],
  'alb/connection-errors-follow': [
    'documented',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html',
  ],
  'alb/low-rate-for-long': ['field', 'https://github.com/medplum/medplum/issues/2253'],
  'alb/most-requests-fail': ['reasoned', 'When no target can serve, nearly every request fails.'],
  'alb/not-dispatched': [
    'documented',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
  ],
  'alb/one-route': ['reasoned', 'The fault sits in what one route does or sends; other routes do not touch it.'],
  'alb/other-errors-dominate': [
    'reasoned',
    'A target that is slow or silent rather than broken gives 504 or 503 before it gives 502.',
  ],
  'alb/route-always-fails': [
    'reasoned',
    'An answer that is wrong in itself is wrong for everybody; one that depends on who asks fails for some.',
  ],
  'alb/sudden-onset': ['reasoned', 'The fault begins at one moment; what was there all along has no onset.'],
  'alb/target-5xx-rise': [
    'documented',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html',
  ],
  'app-log/app-answered-failing-route': [
    'documented',
    'https://repost.aws/knowledge-center/elb-alb-troubleshoot-502-errors',
  ],
  'app-log/app-answers-502': [
    'documented',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
  ],
  'app-log/crash': ['reasoned', 'A process that dies of an error usually says so last.'],
  'app-log/database-connections-full': ['reasoned', 'Database and pool both say that no connection is left.'],
  'app-log/database-lock': ['reasoned', 'The database reports the lock or the statement that it gave up.'],
  'app-log/dependency': ['reasoned', 'Clients log the host that did not answer.'],
  'app-log/heap': ['reasoned', 'A runtime that runs out of heap ends or stalls the process.'],
  'app-log/oom': ['reasoned', 'The kernel names the process that it killed for memory.'],
  'app-log/pool-exhausted': ['reasoned', 'Servers warn once when no worker or thread is free.'],
  'app-log/proxy-closed-early': [
    'documented',
    'https://github.com/nginx/nginx/blob/master/src/http/ngx_http_upstream.c',
  ],
  'app-log/proxy-no-live-upstreams': [
    'documented',
    'https://github.com/nginx/nginx/blob/master/src/http/ngx_http_upstream.c',
  ],
  'app-log/proxy-refused': ['documented', 'https://github.com/nginx/nginx/blob/master/src/http/ngx_http_upstream.c'],
  'app-log/proxy-socket': ['documented', 'https://github.com/nginx/nginx/blob/master/src/http/ngx_http_upstream.c'],
  'app-log/shutdown': ['reasoned', 'A process that is told to stop usually logs the signal.'],
  'app-log/start-failure': ['reasoned', 'What ends a process before it serves is written to its log first.'],
  'app-log/worker-timeout': ['field', 'https://github.com/benoitc/gunicorn/issues/3136'],
  'capacity/cpu-saturated': ['reasoned', 'A process without CPU can neither accept nor answer in time.'],
  'capacity/errors-rise-with-load': [
    'reasoned',
    'The chance to fail grows with the number of requests that compete for the same resource.',
  ],
  'capacity/memory-near-limit': [
    'reasoned',
    'Memory has to come near its limit before anything is killed for it; the average hides short peaks.',
  ],
  'capacity/response-time-rises': ['reasoned', 'Requests wait before they fail.'],
  'capacity/traffic-spike': ['reasoned', 'Demand above capacity begins with more demand.'],
  'change/config-change-near-onset': ['reasoned', 'A wrong setting shows within minutes of being made.'],
  'change/deploy-near-onset': ['reasoned', 'What a deployment brings shows within minutes of it.'],
  'ecs/crash-exit': [
    'documented',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-errors.html',
  ],
  'ecs/deployment-in-progress': ['reasoned', 'It happens while tasks are being replaced.'],
  'ecs/elb-health-kill': [
    'documented',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-errors.html',
  ],
  'ecs/only-leaving-tasks-fail': [
    'documented',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html',
  ],
  'ecs/only-new-revision-fails': [
    'reasoned',
    'Old and new run side by side: what fails only on the new one came with it.',
  ],
  'ecs/planned-stops-near-failures': [
    'field',
    'https://github.com/kubernetes-sigs/aws-load-balancer-controller/issues/1719',
  ],
  'ecs/rollout-failed': [
    'documented',
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_StopServiceDeployment.html',
  ],
  'ecs/stop-timeout-short': [
    'documented',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-errors.html',
  ],
  'ecs/tasks-keep-failing': [
    'documented',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-errors.html',
  ],
  'network/accepted-yet-no-connection': [
    'documented',
    'https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-records-examples.html',
  ],
  'network/health-log-resets': [
    'documented',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-health-check-logs.html',
  ],
  'network/health-log-timeouts': [
    'documented',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-health-check-logs.html',
  ],
  'scaling/instances-replaced-for-health': [
    'documented',
    'https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-health-checks.html',
  ],
  'targets/all-unhealthy': [
    'documented',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
  ],
  'targets/deregistration-delay-short': [
    'documented',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html',
  ],
  'targets/health-check-refused': [
    'documented',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
  ],
  'targets/health-check-server-error': [
    'documented',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
  ],
  'targets/health-check-timeout': [
    'documented',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
  ],
  'targets/health-flapping': [
    'reasoned',
    'Health checks fail and pass by turns while the process dies and returns, or while it has moments to answer.',
  ],
  'targets/one-target': ['reasoned', 'One process is broken while its siblings serve.'],
  'targets/unhealthy': [
    'documented',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
  ],
} as const satisfies Partial<Record<CheckId, Ground>>;

/** Why a cause keeps a check silent. */
const silences = {
  'alb/low-rate-for-long': [
    'reasoned',
    'It comes at a moment and hits hard; a thin trickle over hours is something else.',
  ],
  'alb/one-route': ['reasoned', 'It does not depend on what is asked for, so all routes are hit alike.'],
  'alb/share-rises-when-thin': ['reasoned', 'Thin traffic relieves it.'],
  'targets/one-target': ['reasoned', 'All targets share it, so all are hit alike.'],
} as const satisfies Partial<Record<CheckId, Ground>>;

/** A link with the source that it shares with other causes. */
export function shared<C extends keyof typeof speaks>(check: C, strength: Strength): Link<C> {
  const [basis, source] = speaks[check];
  return { check, strength, basis, source };
}

/** An inhibitor with the source that it shares with other causes. */
export function silenced<C extends keyof typeof silences>(check: C, strength: Strength): Link<C> {
  const [basis, source] = silences[check];
  return { check, strength, basis, source };
}
