import { defineCheck } from '../../domain/check.ts';
import { changeNearOnset, changesOfKind } from '../reading/changes.ts';

export const storeChangeNearOnset = defineCheck({
  id: 'change/store-change-near-onset',
  layer: 'change',
  needs: ['changes', 'metrics'],
  uses: ['accessLog'],
  severity: 'medium',
  leak: 'rare',
  nature: 'change',
  guide: ['G12', 'G22', 'G27'],
  texts: {
    title: {
      en: 'a change of the database or cache just before the onset',
      ja: '発生直前のデータベース・キャッシュへの変更操作',
    },
    seen: {
      en: 'Somebody changed, restarted or failed over a database or cache of these services {minutes, plural, =0 {less than a minute} one {# minute} other {# minutes}} before the first failures.',
      ja: '失敗が出始める{minutes, plural, =0 {直前} other {#分前}}に、これらのサービスが使うデータベースまたはキャッシュに変更・再起動・切り替えの操作が行われています。',
    },
    'not-seen': {
      en: 'Nobody changed a database or cache of these services in the ten minutes before the first failures.',
      ja: '失敗が出始める前の10分間に、これらのサービスのデータベース・キャッシュへの変更操作はありません。',
    },
  },
  run({ changes, metrics, accessLog }, { window }) {
    return changeNearOnset(metrics, window, accessLog, changesOfKind(changes, 'store'));
  },
});
