import type { Fleet } from '../fleet.ts';
import { log } from '../run.ts';
import type { Task } from '../task.ts';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `Nov 20 10:04:11 ip-10-0-21-40` */
function head(at: number, ip: string): string {
  const d = new Date(at);
  const day = String(d.getUTCDate()).padStart(2, ' ');
  return `${months[d.getUTCMonth()]} ${day} ${d.toISOString().slice(11, 19)} ip-${ip.replaceAll('.', '-')}`;
}

/** What kernel and systemd write into the machine's own log when a process ends by force. */
export function supervisorLines(fleet: Fleet, task: Task, exitCode: number): void {
  const { run, app } = fleet;
  const now = run.schedule.now;
  const name = app.service;
  const binary = { express: 'node', gunicorn: 'gunicorn', puma: 'ruby', spring: 'java', go: name }[app.stack];
  const prefix = head(now, task.ip);
  const memory = Math.floor(task.behaviour.memory * 1024 * 0.9);
  const kernel =
    exitCode === 137
      ? [
          `${prefix} kernel: ${binary} invoked oom-killer: gfp_mask=0x140cca(GFP_HIGHUSER_MOVABLE|__GFP_COMP), order=0, oom_score_adj=0`,
          `${prefix} kernel: Out of memory: Killed process 1287 (${binary}) total-vm:${memory * 2}kB, anon-rss:${memory}kB, file-rss:0kB, shmem-rss:0kB, UID:1001 pgtables:3900kB oom_score_adj:0`,
        ]
      : [];
  const ended =
    exitCode > 128
      ? `code=killed, status=${exitCode - 128}/${exitCode === 137 ? 'KILL' : 'SEGV'}`
      : `code=exited, status=${exitCode}/FAILURE`;
  const lines = [
    ...kernel,
    `${prefix} systemd[1]: ${name}.service: Main process exited, ${ended}`,
    `${prefix} systemd[1]: ${name}.service: Failed with result '${resultOf(exitCode)}'.`,
  ];
  if (!app.ec2.logs) return;
  for (const [i, line] of lines.entries()) log(run, `/ec2/${app.service}/messages`, now + i, task.id, line);
}

function resultOf(exitCode: number): string {
  if (exitCode === 137) return 'oom-kill';
  return exitCode > 128 ? 'signal' : 'exit-code';
}
