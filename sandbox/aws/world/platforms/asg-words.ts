const second = (at: number) => `${new Date(at).toISOString().slice(0, 19)}Z`;

/** Why a group is to be another size. */
export type Why =
  | { readonly kind: 'policy'; readonly group: string }
  | { readonly kind: 'person' }
  | { readonly kind: 'refresh' }
  | { readonly kind: 'elb' }
  | { readonly kind: 'ec2' }
  | { readonly kind: 'gone' }
  | { readonly kind: 'missing' };

export interface Sizes {
  readonly from: number;
  readonly to: number;
  readonly min: number;
  readonly max: number;
}

function occasion(at: number, why: Why, { from, to, min, max }: Sizes): string {
  if (why.kind === 'policy') {
    const way = to < from ? 'Low' : 'High';
    return (
      `At ${second(at - 7_000)} a monitor alarm TargetTracking-${why.group}-Alarm${way}-5f0c2f0a-7be5-4b0e-8a5f-1d2c33b9a6f1 in state ALARM ` +
      `triggered policy cpu-target changing the desired capacity from ${from} to ${to}.  `
    );
  }
  if (why.kind === 'person') {
    return (
      `At ${second(at - 7_000)} a user request update of AutoScalingGroup constraints to min: ${min}, max: ${max}, desired: ${to} ` +
      `changing the desired capacity from ${from} to ${to}.  `
    );
  }
  return '';
}

export function launchCause(at: number, why: Why, sizes: Sizes): string {
  if (why.kind === 'refresh') return `At ${second(at)} an instance was launched in response to an instance refresh.`;
  if (why.kind === 'policy' || why.kind === 'person') {
    return (
      `${occasion(at, why, sizes)}At ${second(at)} an instance was started in response to a difference between desired and actual capacity, ` +
      `increasing the capacity from ${sizes.from} to ${sizes.to}.`
    );
  }
  return `At ${second(at)} an instance was launched in response to an unhealthy instance needing to be replaced.`;
}

export function terminationCause(at: number, why: Why, sizes: Sizes, instance: string): string {
  const out = `At ${second(at)} an instance was taken out of service in response to`;
  switch (why.kind) {
    case 'elb':
      return `${out} an ELB system health check failure.`;
    case 'ec2':
      return `${out} an EC2 health check indicating it has been terminated or stopped.`;
    case 'gone':
      return `${out} an EC2 instance status checks failure.`;
    case 'refresh':
      return `${out} an instance refresh.`;
    default:
      return (
        `${occasion(at, why, sizes)}${out} a difference between desired and actual capacity, shrinking the capacity from ${sizes.from} to ${sizes.to}.  ` +
        `At ${second(at)} instance ${instance} was selected for termination.`
      );
  }
}
