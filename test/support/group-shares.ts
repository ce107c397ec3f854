import { groupArn, groupDimension, targetGroup } from './evidence.ts';

export const otherArn = 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/shop-next/99e2d6bc24d8a011';
export const groups = [
  targetGroup(),
  targetGroup({ arn: otherArn, name: 'shop-next', dimension: 'targetgroup/shop-next/99e2d6bc24d8a011' }),
];
export { groupArn, groupDimension };

/** What the access log says of one target group. */
export const share = (key: string, requests: number, elb502: number) => ({
  key,
  requests,
  elb502,
  target502: 0,
  other5xx: 0,
});
