import { describe, expect, it } from '@jest/globals';
import { candidatesAmong, type Names } from '../../src/aws/log-group-names.ts';

const names: Names = { groups: ['tg-booking-tomcat', 'storefront-80'], names: ['tickets-front'], instanceIds: [] };
const named = (groups: readonly string[], of = names) =>
  candidatesAmong(groups, of)
    .filter(({ isNamed }) => isNamed)
    .map(({ name }) => name);

describe('log groups that could belong to a path', () => {
  it('share the words of its target groups, each the best', () => {
    const groups = [
      '/tickets/prod/booking/catalina',
      '/tickets/prod/booking/nginx/error',
      '/tickets/abnahme/booking/catalina',
      '/tickets/prod/storefront',
      '/tickets/prod/backoffice',
      '/maps/prod/tiles',
    ];

    expect(named(groups)).toEqual([
      '/tickets/prod/booking/catalina',
      '/tickets/prod/booking/nginx/error',
      '/tickets/prod/storefront',
    ]);
  });

  it('are of the same stage', () => {
    expect(named(['/booking/staging/app', '/booking/prod/app'])).toEqual(['/booking/prod/app']);
    expect(named(['/booking/staging/app'], { ...names, groups: ['booking-staging'] })).toEqual([
      '/booking/staging/app',
    ]);
  });

  it('are none that AWS writes itself, whatever they are called', () => {
    const groups = [
      '/aws/rds/instance/booking/postgresql',
      '/aws/lambda/booking-thumbs',
      'booking-flow-logs',
      '/aws/containerinsights/booking/performance',
      '/aws/eks/booking/cluster',
      'aws-waf-logs-booking',
    ];

    expect(candidatesAmong(groups, names)).toEqual([]);
  });

  it('are candidates for their streams where they are what servers on machines are called', () => {
    expect(candidatesAmong(['/var/log/httpd/error_log', 'nightly-report'], names)).toEqual([
      { name: '/var/log/httpd/error_log', isNamed: false, isUsual: true },
    ]);
  });

  it('are found by the words of a cluster where nothing else is known', () => {
    const pods: Names = { groups: ['k8s-shop-gateway-1a2b3c4d5e'], names: ['front', 'kiosk-prod'], instanceIds: [] };

    expect(
      named(['/aws/containerinsights/kiosk-prod/application', '/aws/containerinsights/depot/application'], pods),
    ).toEqual(['/aws/containerinsights/kiosk-prod/application']);
  });
});
