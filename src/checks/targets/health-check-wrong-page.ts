import { defineCheck } from '../../domain/check.ts';
import { mostlyFailedBy } from '../reading/health-reason.ts';

export const healthCheckWrongPage = defineCheck({
  id: 'targets/health-check-wrong-page',
  layer: 'targets',
  needs: ['targetHealth'],
  uses: ['ecsServices', 'targetGroups'],
  severity: 'high',
  leak: 'almost-never',
  nature: 'configuration',
  family: 'health-reason',
  guide: ['G4', 'G16', 'G21', 'G26'],
  checklist: 'health-check',
  texts: {
    title: { en: 'the health check asking for the wrong page', ja: 'ヘルスチェックのパスや期待コードの不一致' },
    seen: {
      en: 'The application answers the health check with {codes}, but {path} must give {matcher}: the check asks for the wrong page or expects the wrong code.',
      ja: 'アプリケーションはヘルスチェックに{codes}を返していますが、{path} に期待されるのは{matcher}です。パスまたは期待コードの設定が合っていません。',
    },
    'not-seen': {
      en: 'The health check ({path}, expecting {matcher}) is not answered with a redirect or a client error.',
      ja: 'ヘルスチェック（{path}、期待コード{matcher}）に、リダイレクトや4xxは返されていません。',
    },
    'not-applicable': { en: 'No health check failed.', ja: '失敗したヘルスチェックはありません。' },
  },
  run({ targetHealth, ecsServices, targetGroups }, { window }) {
    const answer = mostlyFailedBy(
      targetHealth,
      ecsServices,
      window,
      // A 5xx says that the application is ill; a redirect, 401 or 404 says that it is well and was asked wrongly.
      ({ reason, codes }) => reason === 'wrong-code' && codes.length > 0 && codes.every((code) => code < 500),
    );
    const sick = targetHealth.find(({ state }) => state === 'unhealthy');
    const group = targetGroups?.find(({ arn }) => arn === sick?.targetGroupArn) ?? targetGroups?.[0];
    const { path, matcher } = group?.healthCheck ?? { path: null, matcher: null };
    return { ...answer, args: { ...answer.args, path: path ?? '-', matcher: matcher ?? '-' } };
  },
});
