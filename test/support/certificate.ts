import type { Certificate, Listener } from '../../src/domain/evidence.ts';

export const certificate = (change: Partial<Certificate> = {}): Certificate => ({
  arn: 'arn:aws:acm:eu-west-1:111122223333:certificate/1',
  source: 'acm',
  domains: ['shop.example.com', '*.api.example.com'],
  status: 'ISSUED',
  notBefore: '2026-06-01T00:00:00.000Z',
  notAfter: '2027-06-01T00:00:00.000Z',
  renewalStatus: null,
  keyAlgorithm: 'RSA_2048',
  ...change,
});

export const fromIam = certificate({
  arn: 'arn:aws:iam::111122223333:server-certificate/shop',
  source: 'iam',
  domains: [],
  status: null,
  notBefore: null,
  notAfter: null,
});

/** An HTTPS listener whose rules ask for these hosts. */
export const listener = (
  hosts: readonly string[] = [],
  actions: Listener['rules'][number]['actions'] = [],
): Listener => ({
  arn: 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:listener/app/shop-alb/50dc/1',
  port: 443,
  protocol: 'HTTPS',
  sslPolicy: null,
  certificates: [certificate().arn],
  rules: [
    {
      arn: 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:listener-rule/app/shop-alb/50dc/1/7',
      priority: '10',
      conditions: hosts.length === 0 ? [] : [`host-header ${hosts.join(' | ')}`],
      actions,
    },
  ],
});
