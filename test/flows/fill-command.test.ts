import { describe, expect, it } from '@jest/globals';
import { fillCommand } from '../../src/flows/fill-command.ts';
import { answerIn } from '../slack/answers.ts';

const arn = 'arn:aws:elasticloadbalancing:ap-northeast-1:111122223333:loadbalancer/app/shop-alb/50dc6c495c0c9188';

describe('fillCommand', () => {
  it('puts in what can only mean one thing', () => {
    expect(fillCommand('x --cluster <cluster> --service <service> --arn <load-balancer-arn>', answerIn('en'))).toBe(
      `x --cluster shop --service api --arn ${arn}`,
    );
  });

  it('leaves open what is not known, or could mean several', () => {
    expect(fillCommand('x <seconds> <target-group-arn>', answerIn('en'))).toBe('x <seconds> <target-group-arn>');
    expect(fillCommand('x <cluster>', undefined)).toBe('x <cluster>');
  });

  it('puts in the settings that the evidence knows', () => {
    const answer = answerIn('en', { settings: { function: 'seats', 'old-timeout-seconds': '10' } });

    expect(fillCommand('x --function-name <function> --timeout <old-timeout-seconds>', answer)).toBe(
      'x --function-name seats --timeout 10',
    );
  });

  it('leaves what a command changed open once it was run: the newest look knows the new value, not the old one', () => {
    const answer = answerIn('en', { settings: { function: 'seats', 'old-timeout-seconds': '30' } });

    expect(fillCommand('x <function> <old-timeout-seconds>', answer, true)).toBe('x seats <old-timeout-seconds>');
  });

  it('puts nothing into a command that a shell would read', () => {
    const answer = answerIn('en', { path: [{ kind: 'ecs-service', name: '$(reboot)/a;b' }] });

    expect(fillCommand('x <cluster> <service>', answer)).toBe('x <cluster> <service>');
  });
});
