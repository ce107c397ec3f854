/** What is known of the failing path by name. */
export interface Names {
  /** Of the target groups: each may have logs of its own. */
  readonly groups: readonly string[];
  /** Of the load balancer, tags of a cluster or service: what all of them share. */
  readonly names: readonly string[];
  /** i-0… of the targets. */
  readonly instanceIds: readonly string[];
}

/** What AWS itself writes that no request of ours passes through, and what other collectors read. */
const foreign =
  /^\/aws\/(rds|vpc|waf|codebuild|apigateway|cloudtrail|cloudfront|msk|kinesisfirehose|lambda|sns|events|ssm|docdb|neptune|opensearch|es|glue|batch|dms|transfer|directoryservice|route53|network-firewall|imagebuilder|sagemaker|bedrock|rum|canary)\b|^\/aws\/eks\/[^/]+\/cluster$|\/performance$|^\/aws\/containerinsights\/[^/]+\/(host|dataplane)$|^(aws-waf-logs|API-Gateway-Execution-Logs|RDSOSMetrics|sns\/|aws-cloudtrail|CloudTrail)|flow-?logs?\b|cloudtrail/i;
/** Words that half of all names have. */
const common = new Set(
  'alb elb nlb lb tg targetgroup target group ecs eks ec2 asg aws app apps application applications service svc log logs var prod production live stack main public internal external http https www the com net error access nginx apache httpd haproxy envoy tomcat catalina server web out err stdout stderr aws-eb containerinsights application var'.split(
    ' ',
  ),
);
const stages = ['staging', 'stage', 'stg', 'dev', 'development', 'test', 'qa', 'sandbox', 'uat', 'preview', 'demo'];
/** What a server on an instance usually calls its log. */
const usual =
  /(nginx|apache|httpd|haproxy|envoy|tomcat|messages|syslog|web\.stdout|eb-engine|elasticbeanstalk|error[._-]log|access[._-]log|\/var\/log|php-?fpm|gunicorn|puma|rails|docker|pm2|iis|w3svc)/i;

export interface Candidate {
  readonly name: string;
  /** It shares distinctive words with a target group, or with the load balancer, and no other group does so better. */
  readonly isNamed: boolean;
  /** It looks like the log of a server on a machine, whatever its name shares. */
  readonly isUsual: boolean;
}

/** The groups that could belong to the path, likeliest first; of another stage or of AWS's own making are none. */
export function candidatesAmong(groups: readonly string[], { groups: targets, names }: Names): readonly Candidate[] {
  const shared = distinctive(names);
  const ours = new Set([...shared, ...distinctive(targets)]);
  const ourStages = stages.filter((stage) => ours.has(stage));
  const possible = groups
    .filter((name) => !foreign.test(name))
    .map((name) => ({ name, words: distinctive([name]) }))
    .filter(({ words }) => stages.every((stage) => !words.has(stage) || ourStages.includes(stage)));
  const named = new Set(targets.flatMap((target) => bestFor(distinctive([target]), shared, possible)));
  return possible
    .map(({ name }) => ({ name, isNamed: named.has(name), isUsual: usual.test(name) }))
    .filter(({ isNamed, isUsual }) => isNamed || isUsual)
    .sort((a, b) => Number(b.isNamed) - Number(a.isNamed) || (a.name < b.name ? -1 : 1));
}

interface Possible {
  readonly name: string;
  readonly words: ReadonlySet<string>;
}

/** Words of the target group itself count double; every word that neither knows makes it likelier that it is another's. */
function bestFor(
  own: ReadonlySet<string>,
  shared: ReadonlySet<string>,
  possible: readonly Possible[],
): readonly string[] {
  const scored = possible
    .map(({ name, words }) => {
      const mine = [...words].filter((word) => own.has(word)).length;
      const common = [...words].filter((word) => shared.has(word) && !own.has(word)).length;
      return { name, hits: mine + common, score: 2 * mine + common - 0.4 * (words.size - mine - common) };
    })
    .filter(({ hits }) => hits > 0);
  const best = Math.max(...scored.map(({ score }) => score));
  return scored.filter(({ score }) => score >= best - 0.3).map(({ name }) => name);
}

function distinctive(names: readonly string[]): ReadonlySet<string> {
  return new Set(names.flatMap(wordsOf).filter((word) => !common.has(word)));
}

function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word.length >= 2 && !/^\d+$/.test(word) && !/^[0-9a-f]{8,}$/.test(word));
}
