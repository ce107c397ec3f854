import { defineCause } from './define-cause.ts';

export const wafInteraction = defineCause({
  id: 'waf-interaction',
  title: { en: 'AWS WAF stops or breaks requests', ja: 'AWS WAFがリクエストを止めているか、失敗している' },
  mechanism: {
    en: 'AWS WAF blocks with 403; where it cannot be asked, the load balancer answers 500. Neither is a 502: it is listed to be ruled out.',
    ja: 'AWS WAFの遮断は403、WAFへの問い合わせ失敗は500になり、いずれも502ではありません。除外のために確認しています。',
  },
  prior: 'rare',
  supports: [
    {
      check: 'routing/waf-faults',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-waf.html',
    },
    {
      check: 'alb/other-errors-dominate',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
    },
  ],
  inhibits: [
    {
      check: 'alb/502-from-load-balancer',
      strength: 'usually',
      basis: 'reasoned',
      source: 'What WAF stops goes no further: it becomes a 403 or a 500, not a 502.',
    },
  ],
  decidedBy: [
    [
      { check: 'routing/waf-faults', is: 'seen' },
      { check: 'alb/502-from-load-balancer', is: 'not-seen' },
    ],
  ],
  runbook: 'triage',
  mitigation: {
    en: 'Let WAF fail open (waf.fail_open.enabled) or take the rule out.',
    ja: 'WAFのフェールオープン（waf.fail_open.enabled）を有効にするか、該当ルールを外します。',
  },
  prevention: {
    en: 'Count mode before block mode; an alarm on WAF faults.',
    ja: 'ブロックの前にカウントモードで確かめ、WAFの失敗にアラームを設定します。',
  },
  verify: ['routing/waf-faults'],
  guide: ['G2', 'G26'],
});
