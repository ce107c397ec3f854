import type { Text } from '../../domain/text.ts';

/**
 * What the doctor says of the settings, of Slack, AWS and the clock. `doctor/found/<id>` is the finding, with `/fix` the one
 * line that mends it. Commands and JSON are arguments: they are the same in every language.
 */
export const doctorTexts = {
  'doctor/line': { en: '{line}', ja: '{line}' },

  'doctor/group/settings': { en: 'Settings', ja: '設定' },
  'doctor/group/slack': { en: 'Slack', ja: 'Slack' },
  'doctor/group/buttons': { en: 'Buttons', ja: 'ボタン' },
  'doctor/group/alarms': { en: 'Events and alarms', ja: 'イベントとアラーム' },
  'doctor/group/aws': { en: 'AWS', ja: 'AWS' },
  'doctor/group/store': { en: 'Store', ja: 'データベース' },
  'doctor/group/jobs': { en: 'Jobs and posts', ja: 'ジョブと投稿' },
  'doctor/group/clock': { en: 'Clock', ja: '時計' },
  'doctor/group/last': { en: 'Last seen', ja: '最後の記録' },

  'doctor/state/ok': { en: 'ok', ja: '正常' },
  'doctor/state/failed': { en: 'FAILED', ja: '異常' },
  'doctor/state/unknown': { en: 'unknown', ja: '不明' },
  'doctor/state/off': { en: 'off', ja: '未使用' },
  'doctor/summary': {
    en: '{failed} failed, {unknown} unknown, {ok} ok, {off} off',
    ja: '異常 {failed}件、不明 {unknown}件、正常 {ok}件、未使用 {off}件',
  },
  'doctor/healthy': {
    en: 'Everything that is needed was tried and works.',
    ja: '必要なものはすべて実際に試し、正常に動作しました。',
  },
  'doctor/progress/looking': { en: 'Looking the bot over', ja: 'ボットを点検しています' },
  'doctor/progress/done': { en: '{done}/{all} {probe}: {states}', ja: '{done}/{all} {probe}: {states}' },

  'doctor/found/probe/timed-out': {
    en: '{probe}: no answer within {seconds} s, so nothing is known about it.',
    ja: '{probe}: {seconds}秒以内に応答がなく、状態は不明です。',
  },
  'doctor/found/probe/timed-out/fix': {
    en: 'Run “502 doctor” again; if it hangs again, look at the network from this machine.',
    ja: '「502 doctor」を再実行してください。再び応答がなければ、このマシンのネットワークを確認してください。',
  },
  'doctor/found/probe/broke': {
    en: '{probe}: the doctor itself broke ({detail}). That is a bug in this program.',
    ja: '{probe}: 点検処理自体が失敗しました（{detail}）。このプログラムの不具合です。',
  },
  'doctor/found/probe/broke/fix': {
    en: 'Please report it with this line.',
    ja: 'この行を添えてご連絡ください。',
  },
  'doctor/found/probe/not-tried': {
    en: '{probe}: not tried, because the settings have to be mended first.',
    ja: '{probe}: 設定の誤りを直すまで試せません。',
  },
  'doctor/found/probe/not-tried/fix': {
    en: 'Mend the settings, then run “502 doctor” again.',
    ja: '設定を直してから「502 doctor」を再実行してください。',
  },

  'doctor/found/settings/read': { en: 'The settings are understood.', ja: '設定はすべて解釈できました。' },
  'doctor/found/settings/mistake/fix': {
    en: 'Correct {where}.',
    ja: '{where} を修正してください。',
  },
  'doctor/found/settings/tokens': {
    en: 'The secrets that are needed are set.',
    ja: '必要な秘密情報は設定されています。',
  },
  'doctor/found/settings/slack-off': {
    en: 'Slack is not set up: only the command line works.',
    ja: 'Slackは設定されていません。コマンドラインのみ使えます。',
  },
  'doctor/found/settings/missing': { en: '{name} is not set.', ja: '{name} が設定されていません。' },
  'doctor/found/settings/token-kind': {
    en: '{name} begins with {got}; it has to be the {kind, select, bot {bot token (xoxb-…)} app {app-level token (xapp-…)} other {other one}}.',
    ja: '{name} の先頭が {got} です。{kind, select, bot {ボットトークン（xoxb-…）} app {アプリレベルトークン（xapp-…）} other {別のもの}}を設定してください。',
  },
  'doctor/found/settings/secret-form': {
    en: 'SLACK_SIGNING_SECRET holds a token ({got}…), not the signing secret.',
    ja: 'SLACK_SIGNING_SECRET に署名シークレットではなくトークン（{got}…）が入っています。',
  },
  'doctor/found/settings/token-and-oauth': {
    en: 'SLACK_BOT_TOKEN (one workspace) and SLACK_CLIENT_ID (several) are both set: which is meant cannot be guessed.',
    ja: 'SLACK_BOT_TOKEN（単一ワークスペース）と SLACK_CLIENT_ID（複数）が両方設定されています。どちらか判断できません。',
  },
  'doctor/found/settings/oauth-incomplete': {
    en: 'For several workspaces three variables are needed; not set: {missing}.',
    ja: '複数ワークスペースには3つの環境変数が必要です。未設定: {missing}',
  },
  'doctor/found/settings/public-url': {
    en: 'Alarms are to come over HTTPS, but where the world reaches the bot is not set (publicUrl).',
    ja: 'アラームをHTTPSで受ける設定ですが、外部から見たボットのURL（publicUrl）が未設定です。',
  },
  'doctor/found/settings/alarm-channel': {
    en: 'Alarms are taken in, but {count, plural, =0 {no channel is set for them} one {a rule has no channel and there is none for all} other {# rules have no channel and there is none for all}}: they would be refused.',
    ja: 'アラームを受け取る設定ですが、{count, plural, =0 {投稿先のチャンネルがありません} other {投稿先のないルールが#件あり、既定の投稿先もありません}}。このままではアラームを受け付けられません。',
  },
  'doctor/found/settings/time-zone': {
    en: 'Times are told in UTC{zone, select, UTC {} other { and {zone}}}.',
    ja: '時刻はUTC{zone, select, UTC {} other {と {zone} }}で表示します。',
  },
  'doctor/found/settings/time-zone-unknown': {
    en: '“{zone}” is no time zone that is known here (TZ or the system’s).',
    ja: '「{zone}」は既知のタイムゾーンではありません（TZまたはOSの設定）。',
  },

  'doctor/found/slack/token': {
    en: 'Slack accepts the token: {user} in {team}.',
    ja: 'トークンは有効です（{team} の {user}）。',
  },
  'doctor/found/slack/token-refused': {
    en: 'Slack does not accept SLACK_BOT_TOKEN ({reason}).',
    ja: 'SLACK_BOT_TOKEN がSlackに拒否されました（{reason}）。',
  },
  'doctor/found/slack/token-refused/fix': {
    en: 'Set SLACK_BOT_TOKEN to the Bot User OAuth Token (xoxb-…) of api.slack.com/apps → OAuth & Permissions.',
    ja: 'api.slack.com/apps → OAuth & Permissions の Bot User OAuth Token（xoxb-…）を SLACK_BOT_TOKEN に設定してください。',
  },
  'doctor/found/slack/token-revoked': {
    en: 'The bot token was revoked, or the app was removed from the workspace ({reason}).',
    ja: 'ボットトークンが失効したか、アプリがワークスペースから削除されています（{reason}）。',
  },
  'doctor/found/slack/token-revoked/fix': {
    en: 'Install the app again (api.slack.com/apps → Install App) and set SLACK_BOT_TOKEN to the new token.',
    ja: 'アプリを再インストールし（api.slack.com/apps → Install App）、新しいトークンを SLACK_BOT_TOKEN に設定してください。',
  },
  'doctor/found/slack/token-expired': {
    en: 'The bot token has expired: token rotation is on for this app.',
    ja: 'ボットトークンの期限が切れています。このアプリではトークンローテーションが有効です。',
  },
  'doctor/found/slack/token-expired/fix': {
    en: 'Set token_rotation_enabled to false in the manifest, install the app again, set SLACK_BOT_TOKEN to the new token.',
    ja: 'マニフェストの token_rotation_enabled を false にしてアプリを再インストールし、新しいトークンを SLACK_BOT_TOKEN に設定してください。',
  },
  'doctor/found/slack/nobody-installed': {
    en: 'The app is set up for several workspaces, and none has installed it yet.',
    ja: '複数ワークスペース向けの設定ですが、まだどのワークスペースにもインストールされていません。',
  },
  'doctor/found/slack/nobody-installed/fix': {
    en: 'Open https://HOST/slack/install in the browser, as an administrator of the workspace.',
    ja: 'ワークスペースの管理者として、ブラウザーで https://HOST/slack/install を開いてください。',
  },
  'doctor/found/slack/installation-sealed': {
    en: 'The token of {installation} cannot be opened: it was sealed with another SLACK_STATE_SECRET.',
    ja: '{installation} のトークンを復号できません。別の SLACK_STATE_SECRET で暗号化されています。',
  },
  'doctor/found/slack/installation-sealed/fix': {
    en: 'Set SLACK_STATE_SECRET back to what it was, or install the app there again (https://HOST/slack/install).',
    ja: 'SLACK_STATE_SECRET を元の値に戻すか、アプリを再インストールしてください（https://HOST/slack/install）。',
  },
  'doctor/found/slack/wrong-workspace': {
    en: 'The token belongs to the workspace {team}, but everything received so far came from {known}.',
    ja: 'トークンは {team} のものですが、これまでに受信したものは {known} からです。',
  },
  'doctor/found/slack/wrong-workspace/fix': {
    en: 'Set SLACK_BOT_TOKEN to the token of the workspace {known}, or install the app in {team} as well.',
    ja: 'SLACK_BOT_TOKEN を {known} のトークンにするか、{team} にもアプリをインストールしてください。',
  },
  'doctor/found/slack/unreachable': {
    en: 'Slack cannot be reached at {url} ({detail}).',
    ja: 'Slack（{url}）に接続できません（{detail}）。',
  },
  'doctor/found/slack/unreachable/fix': {
    en: 'Allow HTTPS from this machine to slack.com; behind a proxy set HTTPS_PROXY and NODE_USE_ENV_PROXY=1.',
    ja: 'このマシンから slack.com へのHTTPSを許可してください。プロキシ経由なら HTTPS_PROXY と NODE_USE_ENV_PROXY=1 を設定してください。',
  },
  'doctor/found/slack/rate-limited': {
    en: 'Slack wants us to wait ({call}), so this is not known.',
    ja: 'Slackのレート制限中（{call}）のため確認できませんでした。',
  },
  'doctor/found/slack/rate-limited/fix': {
    en: 'Run “502 doctor” again in {seconds} s.',
    ja: '{seconds}秒後に「502 doctor」を再実行してください。',
  },
  'doctor/found/slack/unclear': {
    en: 'Slack answered {call} with “{reason}”, so this is not known.',
    ja: 'Slackが {call} に「{reason}」と応答したため、確認できませんでした。',
  },
  'doctor/found/slack/unclear/fix': {
    en: 'Run “502 doctor” again; slack-status.com tells whether Slack itself is in trouble.',
    ja: '「502 doctor」を再実行してください。Slack側の障害は slack-status.com で確認できます。',
  },
  'doctor/found/slack/scopes': {
    en: 'All {count} scopes that are needed are granted.',
    ja: '必要なスコープ{count}件はすべて付与されています。',
  },
  'doctor/found/slack/scopes-not-told': {
    en: 'Slack did not say which scopes are granted.',
    ja: '付与されたスコープをSlackから取得できませんでした。',
  },
  'doctor/found/slack/scopes-not-told/fix': {
    en: 'Compare api.slack.com/apps → OAuth & Permissions with manifest.json.',
    ja: 'api.slack.com/apps → OAuth & Permissions と manifest.json を見比べてください。',
  },
  'doctor/found/slack/scope-missing': {
    en: 'The scope {scope} is not granted. Without it: {key, select, commands {no slash command comes in} chat_write {nothing can be posted} chat_write_public {no answer in public channels that the bot is not in} files_write {no reports and no long answers as files} channels_history {after a broken connection a message may be posted twice (public channels)} groups_history {after a broken connection a message may be posted twice (private channels)} channels_read {no names nor membership of public channels} groups_read {no names nor membership of private channels} users_read {private answers are not in the person’s language} app_mentions_read {the bot does not hear when it is mentioned} team_read {no name of the workspace} reactions_read {no reactions in the timeline} pins_read {no pins in the timeline} other {a part of the bot does not work}}.',
    ja: 'スコープ {scope} が付与されていません。影響: {key, select, commands {スラッシュコマンドが届きません} chat_write {投稿できません} chat_write_public {参加していない公開チャンネルに返答できません} files_write {レポートや長い返答をファイルで出せません} channels_history {公開チャンネルで再投稿前の確認ができず、通信断の後に二重投稿するおそれがあります} groups_history {非公開チャンネルで再投稿前の確認ができず、通信断の後に二重投稿するおそれがあります} channels_read {公開チャンネルの名前と参加状況が分かりません} groups_read {非公開チャンネルの名前と参加状況が分かりません} users_read {本人だけに見える返信が本人の言語になりません} app_mentions_read {メンションが届きません} team_read {ワークスペース名が分かりません} reactions_read {リアクションがタイムラインに残りません} pins_read {ピンがタイムラインに残りません} other {一部の機能が動きません}}。',
  },
  'doctor/found/slack/scope-missing/fix': {
    en: 'Add {scope} at api.slack.com/apps → OAuth & Permissions → Bot Token Scopes, then install the app again.',
    ja: 'api.slack.com/apps → OAuth & Permissions → Bot Token Scopes に {scope} を追加し、アプリを再インストールしてください。',
  },
  'doctor/found/slack/channel': {
    en: 'The bot can read and post in {channel}.',
    ja: 'ボットは {channel} で読み書きできます。',
  },
  'doctor/found/slack/channel-not-found': {
    en: 'Alarms are to be posted to {channel}, which the bot cannot see: a slip in the id, another workspace, or a private channel without the bot.',
    ja: 'アラームの投稿先 {channel} がボットから見えません。IDの誤り、別のワークスペース、またはボット未参加の非公開チャンネルです。',
  },
  'doctor/found/slack/channel-not-found/fix': {
    en: 'Correct {channel} in fiveohtwo.yaml, or type /invite @{bot} in that channel.',
    ja: 'fiveohtwo.yaml の {channel} を直すか、そのチャンネルで「/invite @{bot}」を実行してください。',
  },
  'doctor/found/slack/not-in-channel': {
    en: 'Alarms are to be posted to {channel}, but the bot is no member there.',
    ja: 'アラームの投稿先 {channel} にボットが参加していません。',
  },
  'doctor/found/slack/not-in-channel/fix': {
    en: 'Type /invite @{bot} in {channel}.',
    ja: '{channel} で「/invite @{bot}」を実行してください。',
  },
  'doctor/found/slack/channel-archived': {
    en: 'Alarms are to be posted to {channel}, which is archived.',
    ja: 'アラームの投稿先 {channel} はアーカイブされています。',
  },
  'doctor/found/slack/channel-archived/fix': {
    en: 'Unarchive {channel}, or set another one at alarms.channel in fiveohtwo.yaml.',
    ja: '{channel} のアーカイブを解除するか、fiveohtwo.yaml の alarms.channel を別のチャンネルにしてください。',
  },
  'doctor/found/slack/socket': {
    en: 'Socket Mode: Slack gives out a connection.',
    ja: 'Socket Mode: Slackから接続先を取得できました。',
  },
  'doctor/found/slack/socket-off': {
    en: 'Socket Mode is off (no SLACK_APP_TOKEN): Slack calls us over HTTP.',
    ja: 'Socket Modeは未使用です（SLACK_APP_TOKEN なし）。SlackからのリクエストはHTTPで受け取ります。',
  },
  'doctor/found/slack/app-token-refused': {
    en: 'Slack does not accept SLACK_APP_TOKEN ({reason}).',
    ja: 'SLACK_APP_TOKEN がSlackに拒否されました（{reason}）。',
  },
  'doctor/found/slack/app-token-refused/fix': {
    en: 'Make a token with connections:write at api.slack.com/apps → Basic Information → App-Level Tokens and set SLACK_APP_TOKEN to it.',
    ja: 'api.slack.com/apps → Basic Information → App-Level Tokens で connections:write 付きのトークンを作り、SLACK_APP_TOKEN に設定してください。',
  },
  'doctor/found/slack/app-scope-missing': {
    en: 'SLACK_APP_TOKEN has no connections:write: no socket can be opened.',
    ja: 'SLACK_APP_TOKEN に connections:write がなく、ソケットを開けません。',
  },
  'doctor/found/slack/app-scope-missing/fix': {
    en: 'Add connections:write to the token at api.slack.com/apps → Basic Information → App-Level Tokens.',
    ja: 'api.slack.com/apps → Basic Information → App-Level Tokens で、そのトークンに connections:write を追加してください。',
  },

  'doctor/found/aws/account': {
    en: 'The credentials of the profile {profile} work in {region}.',
    ja: 'プロファイル {profile} の認証情報は {region} で有効です。',
  },
  'doctor/found/aws/no-credentials': {
    en: 'No AWS credentials were found (profile {profile}).',
    ja: 'AWSの認証情報が見つかりません（プロファイル {profile}）。',
  },
  'doctor/found/aws/no-credentials/fix': {
    en: 'Give the machine a role, or: aws sso login, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.',
    ja: 'マシンにIAMロールを割り当てるか、「aws sso login」を実行するか、AWS_ACCESS_KEY_ID と AWS_SECRET_ACCESS_KEY を設定してください。',
  },
  'doctor/found/aws/expired-credentials': {
    en: 'The AWS credentials of the profile {profile} have expired.',
    ja: 'プロファイル {profile} の認証情報の期限が切れています。',
  },
  'doctor/found/aws/bad-credentials': {
    en: 'AWS does not know the credentials of the profile {profile}.',
    ja: 'プロファイル {profile} の認証情報がAWSに拒否されました。',
  },
  'doctor/found/aws/bad-credentials/fix': {
    en: 'Check AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY; “aws sts get-caller-identity” has to work with them.',
    ja: 'AWS_ACCESS_KEY_ID と AWS_SECRET_ACCESS_KEY を確認してください。「aws sts get-caller-identity」が通る必要があります。',
  },
  'doctor/found/aws/region-missing': {
    en: 'No AWS region is set (profile {profile}).',
    ja: 'AWSリージョンが設定されていません（プロファイル {profile}）。',
  },
  'doctor/found/aws/role-refused': {
    en: 'The role {role} of the profile {profile} cannot be assumed.',
    ja: 'プロファイル {profile} のロール {role} を引き受けられません。',
  },
  'doctor/found/aws/role-refused/fix': {
    en: 'Allow it to our own credentials, and trust them in the role: {statement}',
    ja: '呼び出し元の認証情報に許可を与え、ロールの信頼ポリシーにも追加してください: {statement}',
  },
  'doctor/found/aws/unreachable': {
    en: 'AWS cannot be reached in {region} ({detail}).',
    ja: '{region} のAWSに接続できません（{detail}）。',
  },
  'doctor/found/aws/unreachable/fix': {
    en: 'Check the spelling of the region, the network, the proxy and AWS_ENDPOINT_URL from this machine.',
    ja: 'リージョン名のつづり、このマシンからのネットワーク、プロキシ、AWS_ENDPOINT_URL を確認してください。',
  },
  'doctor/found/aws/denied': {
    en: '{action} is denied (profile {profile}); {count, plural, =0 {without it a load balancer cannot be found} other {without it these stay unknown: {collectors}}}.',
    ja: '{action} が拒否されました（プロファイル {profile}）。{count, plural, =0 {これがないとロードバランサーを見つけられません。} other {確認できないもの: {collectors}}}',
  },
  'doctor/found/aws/throttled': {
    en: 'AWS throttles {action}, so it is not known whether it is allowed.',
    ja: '{action} がスロットリングされたため、許可されているか確認できませんでした。',
  },
  'doctor/found/aws/throttled/fix': {
    en: 'Run “502 doctor” again in a minute; find out who else calls {action} so often.',
    ja: '1分後に「502 doctor」を再実行してください。{action} を大量に呼び出しているものも確認してください。',
  },
  'doctor/found/aws/no-answer': {
    en: '{action} brought no answer ({detail}), so it is not known whether it is allowed.',
    ja: '{action} の応答がなく（{detail}）、許可されているか確認できませんでした。',
  },
  'doctor/found/aws/no-answer/fix': {
    en: 'Run “502 doctor” again; if it stays, look at the network to that service.',
    ja: '「502 doctor」を再実行してください。続く場合は、そのサービスへのネットワークを確認してください。',
  },
  'doctor/found/aws/actions': {
    en: '{count, plural, one {One IAM action was} other {# IAM actions were}} tried on {target} and allowed.',
    ja: '{target} に対してIAMアクション{count}件を試し、すべて許可されました。',
  },
  'doctor/found/aws/not-needed': {
    en: 'Not tried, because {target} had no need of them: {actions}',
    ja: '{target} では不要だったため試していません: {actions}',
  },
  'doctor/found/aws/not-tried': {
    en: 'Not tried, because something before them failed: {actions}',
    ja: '手前の処理が失敗したため試せませんでした: {actions}',
  },
  'doctor/found/aws/not-tried/fix': {
    en: 'Mend what is above, then run “502 doctor” again.',
    ja: '上の項目を直してから「502 doctor」を再実行してください。',
  },
  'doctor/found/aws/no-target': {
    en: 'There is no load balancer to try with, so the permissions are not known.',
    ja: '試せるロードバランサーがなく、権限を確認できませんでした。',
  },
  'doctor/found/aws/target-not-found': {
    en: 'There is no load balancer {target} to try with{count, plural, =0 {} other {; near by: {nearest}}}.',
    ja: 'ロードバランサー {target} が見つかりません{count, plural, =0 {} other {（近い名前: {nearest}）}}。',
  },
  'doctor/found/aws/target-not-found/fix': {
    en: 'Name one that is there: 502 doctor NAME --region REGION',
    ja: '存在するものを指定してください: 502 doctor 名前 --region リージョン',
  },

  'doctor/found/clock/ok': {
    en: 'The clock agrees with {peer} to within {seconds} s.',
    ja: '時計と {peer} の差は{seconds}秒以内です。',
  },
  'doctor/found/clock/drifting': {
    en: 'The clock is {seconds} s {way, select, ahead {ahead of} other {behind}} {peer}.',
    ja: '時計が {peer} より{seconds}秒{way, select, ahead {進んで} other {遅れて}}います。',
  },
  'doctor/found/clock/skewed': {
    en: 'The clock is {seconds} s {way, select, ahead {ahead of} other {behind}} {peer}: signed requests are refused beyond 300 s.',
    ja: '時計が {peer} より{seconds}秒{way, select, ahead {進んで} other {遅れて}}います。300秒を超えると署名付きリクエストは拒否されます。',
  },
  'doctor/found/clock/not-known': {
    en: 'Nobody’s clock could be compared with ours.',
    ja: '比較できる時計がありませんでした。',
  },
  'doctor/found/clock/not-known/fix': {
    en: 'Run “502 doctor” again once Slack or AWS answers.',
    ja: 'SlackかAWSに接続できるようになってから再実行してください。',
  },

  'doctor/slack/title': { en: 'Doctor', ja: '点検結果' },
  'doctor/slack/looking': {
    en: ':hourglass_flowing_sand: Looking the bot over for {by}: settings, Slack, alarms, AWS, database, jobs, clock…',
    ja: ':hourglass_flowing_sand: {by} の依頼で点検中です（設定、Slack、アラーム、AWS、データベース、ジョブ、時計）…',
  },
  'doctor/slack/fine': { en: '{group}: {count, number} ok', ja: '{group}: 正常{count, number}件' },
  'doctor/slack/press': { en: 'Press me', ja: 'ここを押してください' },
  'doctor/slack/note': {
    en: '{id} · asked by {by} · the same at a terminal: 502 doctor',
    ja: '{id} ・ 依頼 {by} ・ ターミナルでは「502 doctor」',
  },

  'doctor/found/buttons/pressed': {
    en: 'The button press came through: {by}, after {seconds} s.',
    ja: 'ボタン操作が届きました（{by}、{seconds}秒後）。',
  },
  'doctor/found/buttons/press-awaited': {
    en: 'Not known yet whether button presses come in: press the button within {seconds} s.',
    ja: 'ボタン操作が届くかどうかはまだ不明です。{seconds}秒以内にボタンを押してください。',
  },
  'doctor/found/buttons/press-awaited/fix': { en: 'Press the button above.', ja: '上のボタンを押してください。' },
  'doctor/found/buttons/no-press': {
    en: 'No press arrived within {seconds} s. If somebody did press: interactivity is not set up, or its address is wrong.',
    ja: '{seconds}秒以内にボタン操作が届きませんでした。押したのに届かない場合は、インタラクティブ機能が未設定か、URLが誤っています。',
  },
  'doctor/found/buttons/no-press/fix': {
    en: 'api.slack.com/apps → Interactivity & Shortcuts → On, Request URL https://HOST/slack/events; then /502 doctor again.',
    ja: 'api.slack.com/apps → Interactivity & Shortcuts を On、Request URL を https://HOST/slack/events にして、もう一度 /502 doctor を実行してください。',
  },
  'doctor/found/buttons/round-trip': {
    en: 'A signed press to {url} was accepted and kept.',
    ja: '{url} への署名付きボタン操作は受理され、保存されました。',
  },
  'doctor/found/buttons/no-bot': {
    en: 'No bot answers at {url}, so buttons could not be tried.',
    ja: '{url} でボットが応答しないため、ボタンを試せませんでした。',
  },
  'doctor/found/buttons/no-bot/fix': {
    en: 'Start “502 serve”, then run “502 doctor” beside it.',
    ja: '「502 serve」を起動し、同じ環境で「502 doctor」を実行してください。',
  },
  'doctor/found/buttons/not-listening': {
    en: 'A bot runs, but nothing answers at {url}.',
    ja: 'ボットは動作中ですが、{url} が応答しません。',
  },
  'doctor/found/buttons/wrong-secret': {
    en: 'The bot at {url} refuses our signature: its SLACK_SIGNING_SECRET is not the one of this terminal.',
    ja: '{url} のボットが署名を拒否しました。ボットとこのターミナルで SLACK_SIGNING_SECRET が異なります。',
  },
  'doctor/found/buttons/wrong-secret/fix': {
    en: 'Set SLACK_SIGNING_SECRET of both to api.slack.com/apps → Basic Information → Signing Secret, and start the bot again.',
    ja: '両方の SLACK_SIGNING_SECRET を api.slack.com/apps → Basic Information → Signing Secret の値にして、ボットを再起動してください。',
  },
  'doctor/found/buttons/other-clock': {
    en: 'The bot at {url} refuses our signature: its clock is {seconds} s apart from ours.',
    ja: '{url} のボットが署名を拒否しました。ボットの時計がこちらと{seconds}秒ずれています。',
  },
  'doctor/found/buttons/refused': {
    en: '{url} answers a signed press with {status}: a proxy or firewall in between, or not this bot.',
    ja: '{url} が署名付きボタン操作に {status} を返しました。途中のプロキシやファイアウォールが原因か、このボットではない可能性があります。',
  },
  'doctor/found/buttons/refused/fix': {
    en: 'Let POST /slack/events through to the bot unchanged, body and X-Slack-* headers included.',
    ja: 'POST /slack/events を、本文と X-Slack-* ヘッダーごと変更せずボットへ通してください。',
  },
  'doctor/found/buttons/not-kept': {
    en: '{url} says 200, but the press is not in our database: another program, or a bot with another database.',
    ja: '{url} は200を返しましたが、データベースに記録がありません。別のプログラムか、別のデータベースのボットです。',
  },
  'doctor/found/buttons/not-kept/fix': {
    en: 'Give this terminal and the bot the same PORT, FIVEOHTWO_DATA_DIR and DATABASE_URL.',
    ja: 'このターミナルとボットで PORT、FIVEOHTWO_DATA_DIR、DATABASE_URL を揃えてください。',
  },
  'doctor/found/buttons/not-followed': {
    en: '{url} accepted a signed press; how far it came cannot be seen, because the database cannot be read.',
    ja: '{url} は署名付きボタン操作を受理しましたが、データベースを読めないため、その先は確認できません。',
  },
  'doctor/found/buttons/not-followed/fix': {
    en: 'Mend the database first (below), then run “502 doctor” again.',
    ja: '先にデータベース（下記）を直してから再実行してください。',
  },
  'doctor/found/buttons/public-not-reached': {
    en: '{url} cannot be reached from this machine ({detail}); whether Slack reaches it is not known.',
    ja: 'このマシンから {url} に接続できません（{detail}）。Slackから届くかは不明です。',
  },
  'doctor/found/buttons/public-not-reached/fix': {
    en: 'From outside: curl -i -X POST {url} has to answer 401.',
    ja: '外部から「curl -i -X POST {url}」を実行し、401が返ることを確認してください。',
  },
  'doctor/found/buttons/by-socket': {
    en: 'Over a socket there is no address to press at: /502 doctor in Slack shows a button.',
    ja: 'Socket Modeには試せるURLがありません。Slackの /502 doctor のボタンで確認できます。',
  },

  'doctor/found/alarms/off': { en: 'Alarms are not set up.', ja: 'アラームの受信は設定されていません。' },
  'doctor/found/alarms/topic': {
    en: 'The topic {topic} sends to {endpoint}, and the subscription is confirmed.',
    ja: 'トピック {topic} から {endpoint} へのサブスクリプションは確認済みです。',
  },
  'doctor/found/alarms/topic-missing': {
    en: 'There is no SNS topic {topic}.',
    ja: 'SNSトピック {topic} がありません。',
  },
  'doctor/found/alarms/not-subscribed': {
    en: 'The topic {topic} does not send to {endpoint}.',
    ja: 'トピック {topic} に {endpoint} へのサブスクリプションがありません。',
  },
  'doctor/found/alarms/subscription-pending': {
    en: 'The subscription of {endpoint} to {topic} waits for its confirmation.',
    ja: '{topic} から {endpoint} へのサブスクリプションが確認待ちです。',
  },
  'doctor/found/alarms/not-allowed': {
    en: 'The path of the alarms could not be checked: {action} is denied.',
    ja: '{action} が拒否されたため、アラームの経路を確認できませんでした。',
  },
  'doctor/found/alarms/denied': {
    en: '{action} is denied: alarms cannot be taken from the queue.',
    ja: '{action} が拒否され、キューからアラームを受け取れません。',
  },
  'doctor/found/alarms/unclear': {
    en: '{action} brought no answer ({detail}), so the path of the alarms could not be checked.',
    ja: '{action} の応答がなく（{detail}）、アラームの経路を確認できませんでした。',
  },
  'doctor/found/alarms/unclear/fix': {
    en: 'Run “502 doctor” again; if it stays, look at credentials, region and network for that service.',
    ja: '「502 doctor」を再実行してください。続く場合は、認証情報、リージョン、ネットワークを確認してください。',
  },
  'doctor/found/alarms/queue': {
    en: 'The queue {queue} can be read; {waiting, plural, =0 {nothing waits} one {one message waits} other {# messages wait}}.',
    ja: 'キュー {queue} を読み取れます。未処理のメッセージは{waiting}件です。',
  },
  'doctor/found/alarms/queue-missing': { en: 'There is no queue {queue}.', ja: 'キュー {queue} がありません。' },
  'doctor/found/alarms/queue-policy': {
    en: 'The queue {queue} does not let {source} send to it.',
    ja: 'キュー {queue} のポリシーが {source} からの送信を許可していません。',
  },
  'doctor/found/alarms/no-redrive': {
    en: 'The queue {queue} has no dead-letter queue: what nobody can read stays in it for days.',
    ja: 'キュー {queue} にデッドレターキューがなく、読めないメッセージが何日も残ります。',
  },
  'doctor/found/alarms/queue-stuck': {
    en: '{count} messages wait in the queue {queue} and nobody takes them.',
    ja: 'キュー {queue} に{count}件のメッセージがたまり、読み取られていません。',
  },
  'doctor/found/alarms/queue-stuck/fix': {
    en: '{runs, select, yes {Start the bot again: its reader is stuck (its log says why)} other {Start the bot: 502 serve}}.',
    ja: '{runs, select, yes {ボットを再起動してください。読み取りが止まっています（理由はログ）} other {ボットを起動してください: 502 serve}}。',
  },
  'doctor/found/alarms/webhook': {
    en: 'The webhooks are open and know our secret.',
    ja: 'Webhookは有効で、シークレットも一致しています。',
  },
  'doctor/found/alarms/webhook-closed': {
    en: 'The bot at {url} has its webhooks closed: it runs without FIVEOHTWO_WEBHOOK_SECRET.',
    ja: '{url} のボットはWebhookが無効です（FIVEOHTWO_WEBHOOK_SECRET なしで動作中）。',
  },
  'doctor/found/alarms/webhook-secret': {
    en: 'The FIVEOHTWO_WEBHOOK_SECRET of the bot at {url} is not the one of this terminal.',
    ja: '{url} のボットとこのターミナルで FIVEOHTWO_WEBHOOK_SECRET が異なります。',
  },
  'doctor/found/alarms/webhook-unknown': {
    en: 'No bot answers at {url}, so the webhooks could not be tried ({detail}).',
    ja: '{url} でボットが応答せず、Webhookを試せませんでした（{detail}）。',
  },
  'doctor/found/alarms/webhook-unknown/fix': {
    en: 'Start “502 serve”, then run “502 doctor” beside it.',
    ja: '「502 serve」を起動し、同じ環境で「502 doctor」を実行してください。',
  },

  'doctor/found/store/none-yet': {
    en: 'No bot has run here yet: {dir} holds no database.',
    ja: 'まだボットを起動したことがありません（{dir} にデータベースがありません）。',
  },
  'doctor/found/store/not-writable': {
    en: 'Nothing can be written to {dir} ({detail}).',
    ja: '{dir} に書き込めません（{detail}）。',
  },
  'doctor/found/store/writable': {
    en: 'A write to {dir} was tried and taken back.',
    ja: '{dir} への書き込みを試し、取り消しました。',
  },
  'doctor/found/store/in-use': {
    en: 'A bot runs on {dir} (process {pid}); it is read beside it.',
    ja: '{dir} ではボット（プロセス {pid}）が動作中です。並行して読み取ります。',
  },
  'doctor/found/store/disk': {
    en: '{free} MB are free where the data lies.',
    ja: 'データディレクトリーの空き容量は{free} MBです。',
  },
  'doctor/found/store/disk-low': {
    en: 'Only {free} MB are free where the data lies ({dir}); below {least} MB writes may fail any moment.',
    ja: 'データディレクトリー（{dir}）の空き容量が{free} MBしかありません。{least} MBを下回ると書き込みに失敗するおそれがあります。',
  },
  'doctor/found/store/schema': {
    en: 'The tables are those of this version.',
    ja: 'テーブルの形式はこのバージョンと一致しています。',
  },
  'doctor/found/store/schema-older': {
    en: 'The tables in {where} are of an older version.',
    ja: '{where} のテーブルは古いバージョンの形式です。',
  },
  'doctor/found/store/schema-older/fix': {
    en: 'Start “502 serve” of this version: it brings them up to date, keeping a copy.',
    ja: 'このバージョンの「502 serve」を起動してください。コピーを残したうえで更新されます。',
  },
  'doctor/found/store/schema-newer': {
    en: 'The tables in {where} were written by a newer version ({version}).',
    ja: '{where} のテーブルは新しいバージョン（{version}）の形式です。',
  },
  'doctor/found/store/schema-newer/fix': {
    en: 'Run the newer version again, or restore a backup of this one.',
    ja: '新しいバージョンに戻すか、このバージョンのバックアップを復元してください。',
  },
  'doctor/found/store/unreadable': {
    en: '{file} cannot be read as a database ({detail}).',
    ja: '{file} をデータベースとして読めません（{detail}）。',
  },
  'doctor/found/store/postgres': {
    en: 'PostgreSQL {version} at {where} answers; a write was tried and taken back.',
    ja: 'PostgreSQL {version}（{where}）は正常です。書き込みを試し、取り消しました。',
  },
  'doctor/found/store/postgres-durable': {
    en: 'PostgreSQL keeps what it acknowledges (fsync, full_page_writes, synchronous_commit).',
    ja: 'PostgreSQLの永続化設定（fsync、full_page_writes、synchronous_commit）は有効です。',
  },
  'doctor/found/store/bad-url': {
    en: 'DATABASE_URL is no address of a PostgreSQL.',
    ja: 'DATABASE_URL がPostgreSQLの接続文字列ではありません。',
  },
  'doctor/found/store/postgres-away': {
    en: 'PostgreSQL at {where} does not answer ({detail}).',
    ja: 'PostgreSQL（{where}）が応答しません（{detail}）。',
  },
  'doctor/found/store/postgres-refuses': {
    en: 'PostgreSQL at {where} does not let us in ({detail}).',
    ja: 'PostgreSQL（{where}）に接続を拒否されました（{detail}）。',
  },
  'doctor/found/store/postgres-refuses/fix': {
    en: 'Check user, password and pg_hba.conf: psql "$DATABASE_URL" -c "select 1" has to work from this machine.',
    ja: 'ユーザー、パスワード、pg_hba.conf を確認してください。このマシンで psql "$DATABASE_URL" -c "select 1" が通る必要があります。',
  },
  'doctor/found/store/postgres-no-database': {
    en: 'At {where} there is no such database.',
    ja: '{where} にそのデータベースがありません。',
  },
  'doctor/found/store/postgres-old': {
    en: 'PostgreSQL {version} is too old; {needed} or newer is needed.',
    ja: 'PostgreSQL {version} は古すぎます。{needed} 以降が必要です。',
  },
  'doctor/found/store/postgres-old/fix': {
    en: 'Upgrade the server to PostgreSQL {needed} or newer (pg_upgrade).',
    ja: 'サーバーをPostgreSQL {needed} 以降に更新してください（pg_upgrade）。',
  },
  'doctor/found/store/postgres-setting': {
    en: '{name} is {value}: if the server crashes, data that it has acknowledged may be lost.',
    ja: '{name} が {value} です。サーバー障害時に受け付け済みのデータが失われるおそれがあります。',
  },
  'doctor/found/store/postgres-read-only': {
    en: 'PostgreSQL at {where} takes no writes (a standby, or default_transaction_read_only).',
    ja: 'PostgreSQL（{where}）は書き込みを受け付けません（スタンバイまたは default_transaction_read_only）。',
  },
  'doctor/found/store/postgres-rights': {
    en: 'PostgreSQL at {where} lets us in, but we may not work with tables ({detail}).',
    ja: 'PostgreSQL（{where}）に接続できますが、テーブルを扱う権限がありません（{detail}）。',
  },
  'doctor/found/store/postgres-write': {
    en: 'PostgreSQL at {where} refused a write ({detail}).',
    ja: 'PostgreSQL（{where}）への書き込みに失敗しました（{detail}）。',
  },
  'doctor/found/store/postgres-write/fix': {
    en: 'Look into the log of the server; a full disk is the usual reason (df -h).',
    ja: 'サーバーのログを確認してください。ディスクの空き不足が多い原因です（df -h）。',
  },

  'doctor/found/jobs/none': {
    en: 'No job was given up since yesterday; {waiting, plural, =0 {none waits} one {one waits} other {# wait}}.',
    ja: '直近1日に失敗したジョブはありません。実行待ちは{waiting}件です。',
  },
  'doctor/found/jobs/healthy': {
    en: 'The running bot says that it is well.',
    ja: '動作中のボットは正常と報告しています。',
  },
  'doctor/found/jobs/unwell': {
    en: 'The running bot says that something is wrong with it: {broken}',
    ja: '動作中のボットが異常を報告しています: {broken}',
  },
  'doctor/found/jobs/unwell/fix': {
    en: 'Mend what is failing above; the log of the bot says more about “{broken}”.',
    ja: '上の異常を直してください。「{broken}」の詳細はボットのログにあります。',
  },
  'doctor/found/jobs/run': { en: 'A job was enqueued and done.', ja: 'ジョブの登録と実行を確認しました。' },
  'doctor/found/jobs/not-run': {
    en: 'A job was enqueued, but not done within {seconds} s: the runner is stuck.',
    ja: 'ジョブを登録しましたが、{seconds}秒以内に実行されませんでした。実行側が止まっています。',
  },
  'doctor/found/jobs/not-run/fix': {
    en: 'Start the bot again; its log names the job that it hangs in.',
    ja: 'ボットを再起動してください。止まったジョブはログで確認できます。',
  },
  'doctor/found/jobs/dead': {
    en: '{count, plural, one {One job was} other {# jobs were}} given up since yesterday, the last one “{name}”: {error}',
    ja: '直近1日に{count}件のジョブが失敗しました。最後は「{name}」: {error}',
  },
  'doctor/found/jobs/dead/fix': {
    en: 'Look for “{name}” in the log of the bot; if it is no outage, please report it with that line.',
    ja: 'ボットのログで「{name}」を確認してください。障害によるものでなければ、その行を添えてご連絡ください。',
  },
  'doctor/found/jobs/late': {
    en: 'Work that should have started has been waiting for {minutes} min.',
    ja: '開始予定を過ぎた処理が{minutes}分間始まっていません。',
  },
  'doctor/found/jobs/late/fix': {
    en: '{runs, select, yes {Start the bot again: it does not take up work} other {Start the bot: 502 serve}}.',
    ja: '{runs, select, yes {ボットを再起動してください（処理を始めていません）} other {ボットを起動してください: 502 serve}}。',
  },
  'doctor/found/jobs/posts': { en: 'No post waits or was given up.', ja: '送信待ちや送信失敗の投稿はありません。' },
  'doctor/found/jobs/posts-late': {
    en: '{count, plural, one {One post has} other {# posts have}} been waiting {minutes} min to go to Slack.',
    ja: '{count}件の投稿が{minutes}分間Slackに届いていません。',
  },
  'doctor/found/jobs/posts-late/fix': {
    en: '{runs, select, yes {Mend what is said of Slack above; then they go out by themselves} other {Start the bot: 502 serve}}.',
    ja: '{runs, select, yes {上のSlackの項目を直すと自動的に送信されます} other {ボットを起動してください: 502 serve}}。',
  },
  'doctor/found/jobs/posts-failed': {
    en: '{count, plural, one {One post was} other {# posts were}} given up since yesterday, the last one to {channel}: {error}',
    ja: '直近1日に{count}件の投稿が失敗しました。最後は {channel} 宛て: {error}',
  },
  'doctor/found/jobs/posts-failed/fix': {
    en: '{key, select, not_in_channel {Type /invite @502 in {channel}} channel_not_found {Type /invite @502 in {channel}, or correct its id} is_archived {Unarchive {channel}} other {Look for “{error}” in the log of the bot}}.',
    ja: '{key, select, not_in_channel {{channel} で「/invite @502」を実行してください} channel_not_found {{channel} で「/invite @502」を実行するか、IDを直してください} is_archived {{channel} のアーカイブを解除してください} other {ボットのログで「{error}」を確認してください}}。',
  },

  'doctor/found/last/command': {
    en: 'Last command: {count} {unit, select, s {s} m {min} h {h} other {days}} ago.',
    ja: '最後のコマンド: {count}{unit, select, s {秒} m {分} h {時間} other {日}}前',
  },
  'doctor/found/last/no-command': {
    en: 'No command has ever come in: whether Slack reaches the bot is not known.',
    ja: 'コマンドがまだ一度も届いていません。Slackからボットに届くかは不明です。',
  },
  'doctor/found/last/action': {
    en: 'Last button press: {count} {unit, select, s {s} m {min} h {h} other {days}} ago.',
    ja: '最後のボタン操作: {count}{unit, select, s {秒} m {分} h {時間} other {日}}前',
  },
  'doctor/found/last/no-action': { en: 'Nobody has pressed a button yet.', ja: 'ボタンはまだ押されていません。' },
  'doctor/found/last/alarm': {
    en: 'Last alarm: {count} {unit, select, s {s} m {min} h {h} other {days}} ago.',
    ja: '最後のアラーム: {count}{unit, select, s {秒} m {分} h {時間} other {日}}前',
  },
  'doctor/found/last/no-alarm': {
    en: 'Alarms are set up, but none has ever come in.',
    ja: 'アラームの受信は設定済みですが、まだ一度も届いていません。',
  },
  'doctor/found/last/check': {
    en: 'Last finished check: {count} {unit, select, s {s} m {min} h {h} other {days}} ago.',
    ja: '最後に完了した調査: {count}{unit, select, s {秒} m {分} h {時間} other {日}}前',
  },
  'doctor/found/last/no-check': {
    en: 'No check was run in Slack yet.',
    ja: 'Slackではまだ調査が実行されていません。',
  },
  'doctor/found/last/post': {
    en: 'Last post: {count} {unit, select, s {s} m {min} h {h} other {days}} ago.',
    ja: '最後の投稿: {count}{unit, select, s {秒} m {分} h {時間} other {日}}前',
  },
  'doctor/found/last/no-post': { en: 'Nothing was posted yet.', ja: '投稿はまだありません。' },
} as const satisfies Readonly<Record<string, Text>>;
