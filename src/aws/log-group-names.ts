/** What is known of the failing path by name. */
export interface Names {
  /** Of the load balancer, its target groups, tags of a cluster or service. */
  readonly names: readonly string[];
  /** i-0… of the targets. */
  readonly instanceIds: readonly string[];
}

/** What AWS itself writes that no request of ours passes through, and what other collectors read. */
const foreign =
  /^\/aws\/(rds|vpc|waf|codebuild|apigateway|cloudtrail|cloudfront|msk|kinesisfirehose|lambda|sns|events|ssm|docdb|neptune|opensearch|es|glue|batch|dms|transfer|directoryservice|route53|network-firewall|imagebuilder|sagemaker|bedrock|rum|canary)\b|^\/aws\/eks\/[^/]+\/cluster$|\/performance$|^\/aws\/containerinsights\/[^/]+\/(host|dataplane)$|^(aws-waf-logs|API-Gateway-Execution-Logs|RDSOSMetrics|sns\/|aws-cloudtrail|CloudTrail)|flow-?logs?\b|cloudtrail/i;
/** Words that half of all names have. */
const common = new Set(
  'alb elb nlb lb tg targetgroup target group ecs eks ec2 asg aws app apps application applications service svc log logs var prod production live stack main public internal external http https www the com net'.split(
    ' ',
  ),
);
const stages = ['staging', 'stage', 'stg', 'dev', 'development', 'test', 'qa', 'sandbox', 'uat', 'preview', 'demo'];
/** What a server on an instance usually calls its log. */
const usual =
  /(nginx|apache|httpd|haproxy|envoy|tomcat|messages|syslog|web\.stdout|eb-engine|elasticbeanstalk|error[._-]log|access[._-]log|\/var\/log|php-?fpm|gunicorn|puma|rails|docker|pm2|iis|w3svc)/i;

export interface Candidate {
  readonly name: string;
  /** Distinctive words that it shares with the path. */
  readonly shared: number;
  /** It looks like the log of a server on a machine, whatever its name shares. */
  readonly isUsual: boolean;
}

/** The groups that could belong to the path, likeliest first; of another stage or of AWS's own making are none. */
export function candidatesAmong(groups: readonly string[], { names }: Names): readonly Candidate[] {
  const ours = new Set(names.flatMap(wordsOf).filter((word) => !common.has(word)));
  const ourStages = stages.filter((stage) => ours.has(stage));
  return groups
    .filter((name) => !foreign.test(name))
    .map((name) => ({ name, words: new Set(wordsOf(name)) }))
    .filter(({ words }) => stages.every((stage) => !words.has(stage) || ourStages.includes(stage)))
    .map(({ name, words }) => ({
      name,
      shared: [...words].filter((word) => ours.has(word) && !stages.includes(word)).length,
      isUsual: usual.test(name),
    }))
    .filter(({ shared, isUsual }) => shared > 0 || isUsual)
    .sort((a, b) => b.shared - a.shared || Number(b.isUsual) - Number(a.isUsual) || (a.name < b.name ? -1 : 1));
}

function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word.length >= 2 && !/^\d+$/.test(word) && !/^[0-9a-f]{8,}$/.test(word));
}
