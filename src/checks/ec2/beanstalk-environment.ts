import { defineCheck } from '../../domain/check.ts';
import { hasInstances } from '../reading/instances.ts';
import { notSeen, seenIf, unknown } from '../reading/observe.ts';

const TAG = 'elasticbeanstalk:environment-name';

export const beanstalkEnvironment = defineCheck({
  id: 'ec2/beanstalk-environment',
  layer: 'targets',
  needs: ['instances'],
  uses: ['targetGroups'],
  severity: 'info',
  leak: 'common',
  nature: 'configuration',
  guide: ['G7', 'G29'],
  texts: {
    title: { en: 'instances of an Elastic Beanstalk environment', ja: 'Elastic Beanstalk環境のインスタンス' },
    seen: {
      en: 'The instances belong to the Elastic Beanstalk environment {environment}: its own nginx or Apache stands before the application.',
      ja: 'インスタンスはElastic Beanstalk環境 {environment} のもので、アプリケーションの前にプラットフォームのnginxまたはApacheがあります。',
    },
    'not-seen': {
      en: 'No instance behind the load balancer belongs to an Elastic Beanstalk environment.',
      ja: 'Elastic Beanstalk環境のインスタンスはありません。',
    },
  },
  run({ instances, targetGroups }) {
    if (!hasInstances(instances, targetGroups)) return notSeen();
    if (instances.length === 0) return unknown('empty');
    const names = new Set(instances.flatMap(({ tags }) => tags[TAG] ?? []));
    return seenIf(names.size > 0, { environment: [...names].join(', ') || '-' });
  },
});
