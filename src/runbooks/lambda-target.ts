import { defineRunbook } from './define-runbook.ts';

/** R9, for functions behind a load balancer: what Lambda says, then the version, the permission, the limit. */
export const lambdaTarget = defineRunbook({
  id: 'lambda-target',
  version: 1,
  title: { en: 'Lambda function as target', ja: 'ターゲットがLambda関数の障害' },
  start: 'what-lambda-says',
  steps: {
    'what-lambda-says': {
      kind: 'check',
      text: {
        en: 'Looking where the requests end: before the function, inside it, or after it.',
        ja: 'リクエストがどこで失敗しているかを確認します（関数の手前、関数の中、関数の後）。',
      },
      checks: [
        'lambda/policy-lacks-load-balancer',
        'lambda/function-missing',
        'lambda/throttles-follow',
        'lambda/reason-throttling',
        'lambda/cannot-start',
        'lambda/reason-cannot-start',
        'lambda/timeout-lines',
        'lambda/timeout-reached',
        'lambda/memory-lines',
        'lambda/errors-follow',
        'lambda/reason-response-too-large',
        'lambda/answers-without-error',
        'lambda/reason-service',
      ],
      branches: [
        { check: 'lambda/function-missing', is: 'seen', next: 'missing' },
        { check: 'lambda/policy-lacks-load-balancer', is: 'seen', next: 'permission' },
        { check: 'lambda/throttles-follow', is: 'seen', next: 'concurrency' },
        { check: 'lambda/reason-throttling', is: 'seen', next: 'concurrency' },
        { check: 'lambda/reason-service', is: 'seen', next: 'service' },
        { check: 'lambda/cannot-start', is: 'seen', next: 'start-up' },
        { check: 'lambda/reason-cannot-start', is: 'seen', next: 'start-up' },
        { check: 'lambda/timeout-lines', is: 'seen', next: 'timeout' },
        { check: 'lambda/timeout-reached', is: 'seen', next: 'timeout' },
        { check: 'lambda/memory-lines', is: 'seen', next: 'memory' },
        { check: 'lambda/errors-follow', is: 'seen', next: 'since-release' },
        { check: 'lambda/reason-response-too-large', is: 'seen', next: 'too-large' },
        { check: 'lambda/answers-without-error', is: 'seen', next: 'answer' },
      ],
      otherwise: 'by-hand',
    },
    missing: {
      kind: 'act',
      text: {
        en: 'The target group names a function or an alias that is not there. Create the alias again on the version that worked (or deploy the function under its old name).',
        ja: 'ターゲットグループに登録された関数またはエイリアスが存在しません。正常だったバージョンを指すエイリアスを作り直します（関数がない場合は、元の名前でデプロイします）。',
      },
      command: 'aws lambda create-alias --function-name <function> --name <alias> --function-version <version>',
      undo: 'aws lambda delete-alias --function-name <function> --name <alias>',
      guard: {
        en: 'You know which version served before: the deployment’s record or CloudTrail’s UpdateAlias says it.',
        ja: 'それまで動いていたバージョンが、デプロイの記録やCloudTrailのUpdateAliasで確認できていること。',
      },
      next: 'permission',
    },
    permission: {
      kind: 'act',
      text: {
        en: 'Let the load balancer invoke the alias: the permission belongs to the alias that is registered, not to the bare function.',
        ja: 'ロードバランサーからの呼び出しを許可します。許可は関数本体ではなく、登録されているエイリアスに付けます。',
      },
      command:
        'aws lambda add-permission --function-name <function> --qualifier <alias> --statement-id alb --principal elasticloadbalancing.amazonaws.com --action lambda:InvokeFunction --source-arn <target-group-arn>',
      undo: 'aws lambda remove-permission --function-name <function> --qualifier <alias> --statement-id alb',
      guard: {
        en: 'The source ARN is this target group and nothing wider.',
        ja: 'ソースARNが、このターゲットグループだけに限定されていること。',
      },
      next: 'recover',
    },
    concurrency: {
      kind: 'ask',
      text: {
        en: 'Lambda refuses invocations because concurrency is used up. Which limit is it?',
        ja: '同時実行数を使い切り、Lambdaが呼び出しを拒否しています。どの上限に達していますか。',
      },
      answers: [
        { id: 'reserved', label: { en: 'Reserved for the function', ja: '関数の予約済み同時実行数' }, next: 'raise' },
        { id: 'account', label: { en: 'Of the account', ja: 'アカウント全体の上限' }, next: 'make-room' },
        { id: 'slow', label: { en: 'Executions got longer', ja: '1回の実行が長くなった' }, next: 'since-release' },
      ],
    },
    raise: {
      kind: 'act',
      text: {
        en: 'Raise what is reserved for the function.',
        ja: '関数の予約済み同時実行数を引き上げます。',
      },
      command:
        'aws lambda put-function-concurrency --function-name <function> --reserved-concurrent-executions <count>',
      undo: 'aws lambda put-function-concurrency --function-name <function> --reserved-concurrent-executions <old-count>',
      guard: {
        en: 'At least 100 stay unreserved in the account, and what stands behind (database connections) bears the number.',
        ja: 'アカウントに100以上の未予約分が残り、データベース接続などの後段もその数に耐えられること。',
      },
      next: 'recover',
    },
    'make-room': {
      kind: 'ask',
      text: {
        en: 'Find the function that takes the account’s concurrency (ConcurrentExecutions by function) and hold it back: reserve a small number for it, or stop its trigger. Ask for a higher quota as well. Done?',
        ja: 'アカウントの同時実行数を使っている関数を探し（関数ごとのConcurrentExecutions）、少ない数を予約するかトリガーを止めて抑えます。上限の引き上げも申請してください。実施しましたか。',
      },
      answers: [
        { id: 'done', label: { en: 'Done', ja: '実施した' }, next: 'recover' },
        { id: 'help', label: { en: 'I need somebody else', ja: '応援が必要' }, next: 'escalate' },
      ],
    },
    'start-up': {
      kind: 'ask',
      text: {
        en: 'Lambda cannot start another environment. The reason in the findings says what is missing: addresses of a subnet, a network interface, a security group, a KMS key, the package. Is it given back?',
        ja: 'Lambdaが新しい実行環境を起動できません。不足しているものは所見の理由に示されています（サブネットのIPアドレス、ネットワークインターフェース、セキュリティグループ、KMSキー、パッケージ）。解消しましたか。',
      },
      answers: [
        { id: 'done', label: { en: 'Yes', ja: 'はい' }, next: 'recover' },
        { id: 'release', label: { en: 'It is the package', ja: 'パッケージの問題' }, next: 'roll-back' },
        { id: 'help', label: { en: 'I need somebody else', ja: '応援が必要' }, next: 'escalate' },
      ],
    },
    timeout: {
      kind: 'ask',
      text: {
        en: 'The function runs until its timeout. Read the last line of one invocation before “Task timed out”: what was it waiting for?',
        ja: '関数がタイムアウトまで実行されています。「Task timed out」の直前のログから、何を待っていたかを確認してください。',
      },
      answers: [
        { id: 'dependency', label: { en: 'A dependency', ja: '依存先' }, next: 'dependency' },
        { id: 'release', label: { en: 'Code of the last release', ja: '直近リリースのコード' }, next: 'roll-back' },
        { id: 'work', label: { en: 'Its own, larger work', ja: '処理量の増加' }, next: 'more-time' },
        { id: 'unknown', label: { en: 'Not clear', ja: '不明' }, next: 'more-time' },
      ],
    },
    'more-time': {
      kind: 'act',
      text: {
        en: 'Give it more time, below the load balancer’s idle timeout, and more memory if it computes (memory brings CPU).',
        ja: 'タイムアウトを、ロードバランサーのアイドルタイムアウト未満の範囲で延ばします。計算が多い場合はメモリも増やします（CPUも増えます）。',
      },
      command:
        'aws lambda update-function-configuration --function-name <function> --timeout <timeout-seconds> --memory-size <mib>',
      undo: 'aws lambda update-function-configuration --function-name <function> --timeout <old-timeout-seconds> --memory-size <old-memory-mib>',
      guard: {
        en: 'Longer executions take more concurrency; an alias needs a new version with these settings.',
        ja: '実行が長くなると同時実行数を消費します。エイリアスを使う場合は、この設定の新しいバージョンが必要です。',
      },
      next: 'recover',
    },
    memory: {
      kind: 'act',
      text: {
        en: 'The function uses up its memory and is killed. Give it more.',
        ja: '関数がメモリを使い切り、強制終了されています。メモリを増やします。',
      },
      command: 'aws lambda update-function-configuration --function-name <function> --memory-size <mib>',
      undo: 'aws lambda update-function-configuration --function-name <function> --memory-size <old-memory-mib>',
      guard: {
        en: 'An alias needs a new version with this setting; compare “Max Memory Used” of the REPORT lines first.',
        ja: 'エイリアスを使う場合は、この設定の新しいバージョンが必要です。先にREPORT行のMax Memory Usedを確認します。',
      },
      next: 'recover',
    },
    'since-release': {
      kind: 'ask',
      text: {
        en: 'The function ends with errors. Did it begin with a new version, layer, or setting?',
        ja: '関数がエラーで終了しています。新しいバージョン、レイヤー、設定変更をきっかけに始まりましたか。',
      },
      answers: [
        { id: 'yes', label: { en: 'Yes', ja: 'はい' }, next: 'roll-back' },
        { id: 'dependency', label: { en: 'No, a dependency fails', ja: 'いいえ、依存先の障害' }, next: 'dependency' },
        { id: 'no', label: { en: 'No', ja: 'いいえ' }, next: 'contain' },
      ],
    },
    'roll-back': {
      kind: 'act',
      text: {
        en: 'Point the alias back to the version that worked; where it shares its traffic by weights, take the weights away.',
        ja: 'エイリアスを、正常だったバージョンに戻します。重み付けでトラフィックを分けている場合は、重みも解除します。',
      },
      command:
        'aws lambda update-alias --function-name <function> --name <alias> --function-version <previous-version>',
      undo: 'aws lambda update-alias --function-name <function> --name <alias> --function-version <version>',
      guard: {
        en: 'The version before still exists, and its environment and database schema still fit.',
        ja: '直前のバージョンが残っており、環境変数やデータベースのスキーマと整合していること。',
      },
      next: 'recover',
    },
    dependency: {
      kind: 'ask',
      text: {
        en: 'Help the dependency first. Meanwhile give the call to it a timeout below the function’s, and answer with a cached or a plain error page. Is it well again?',
        ja: 'まず依存先を復旧します。それまでは、呼び出しに関数より短いタイムアウトを設け、キャッシュやエラーページを返します。依存先は復旧しましたか。',
      },
      answers: [
        { id: 'yes', label: { en: 'Yes', ja: 'はい' }, next: 'recover' },
        { id: 'no', label: { en: 'No', ja: 'いいえ' }, next: 'escalate' },
      ],
    },
    'too-large': {
      kind: 'ask',
      text: {
        en: 'The answer is larger than the 1 MB that a load balancer takes from a function. Can the page size be lowered, the fields cut, or a presigned link given?',
        ja: '応答が、関数から受け取れる上限の1MBを超えています。ページサイズの縮小、項目の削減、署名付きURLへの変更はできますか。',
      },
      answers: [
        { id: 'done', label: { en: 'Done', ja: '実施した' }, next: 'recover' },
        { id: 'release', label: { en: 'Roll back instead', ja: '代わりに切り戻す' }, next: 'roll-back' },
        { id: 'help', label: { en: 'I need somebody else', ja: '応援が必要' }, next: 'escalate' },
      ],
    },
    answer: {
      kind: 'ask',
      text: {
        en: 'The function succeeds, and the load balancer cannot use what it returns. Test-invoke it with an ALB event of the failing route and read the result: statusCode a number, headers strings, body a string; multiValueHeaders only if the target group says so. What is wrong?',
        ja: '関数は成功していますが、戻り値をロードバランサーが解釈できません。失敗するルートのALBイベントでテスト実行し、結果を確認します（statusCodeは数値、ヘッダーとボディは文字列、multiValueHeadersはターゲットグループの設定に合わせる）。何が誤っていますか。',
      },
      answers: [
        { id: 'release', label: { en: 'The code returns it wrongly', ja: 'コードの戻り値' }, next: 'roll-back' },
        {
          id: 'attribute',
          label: { en: 'The multi-value setting', ja: '複数値ヘッダーの設定' },
          next: 'multi-value',
        },
        { id: 'unknown', label: { en: 'It looks right', ja: '問題が見つからない' }, next: 'escalate' },
      ],
    },
    'multi-value': {
      kind: 'act',
      text: {
        en: 'Set the target group’s attribute to what the function returns.',
        ja: 'ターゲットグループの属性を、関数の戻り値の形式に合わせます。',
      },
      command:
        'aws elbv2 modify-target-group-attributes --target-group-arn <target-group-arn> --attributes Key=lambda.multi_value_headers.enabled,Value=<true-or-false>',
      undo: 'aws elbv2 modify-target-group-attributes --target-group-arn <target-group-arn> --attributes Key=lambda.multi_value_headers.enabled,Value=<multi-value-headers>',
      guard: {
        en: 'The event that the function gets changes as well: it must read the same form.',
        ja: '関数が受け取るイベントの形式も変わるため、関数がその形式を読めること。',
      },
      next: 'recover',
    },
    service: {
      kind: 'ask',
      text: {
        en: 'Lambda itself or the way to it fails. Is there an event on the AWS Health Dashboard for Lambda or Elastic Load Balancing in this Region?',
        ja: 'Lambdaのサービス側か、Lambdaへの接続が失敗しています。AWS Health Dashboardに、このリージョンのLambdaまたはElastic Load Balancingのイベントはありますか。',
      },
      answers: [
        { id: 'event', label: { en: 'Yes', ja: 'はい' }, next: 'wait-out' },
        { id: 'none', label: { en: 'No', ja: 'いいえ' }, next: 'escalate' },
      ],
    },
    'wait-out': {
      kind: 'tell',
      text: {
        en: 'Nothing in your account causes it. Tell your users, retry idempotent requests, shift traffic to another Region if one is ready, and open a case with AWS Support with a few trace ids.',
        ja: '原因は自社のアカウント側にはありません。利用者へ告知し、冪等なリクエストを再試行し、別リージョンがあれば切り替えます。トレースIDを添えてAWSサポートに問い合わせてください。',
      },
      next: 'recover',
    },
    'by-hand': {
      kind: 'ask',
      text: {
        en: 'Take one failed request: its row in the access log names an error_reason, and the function’s log has the same second. What do they say?',
        ja: '失敗したリクエストを1件選び、アクセスログのerror_reasonと、同じ時刻の関数のログを確認してください。何が記録されていますか。',
      },
      answers: [
        { id: 'error', label: { en: 'An error in the function', ja: '関数のエラー' }, next: 'since-release' },
        { id: 'timeout', label: { en: 'Task timed out', ja: 'タイムアウト' }, next: 'timeout' },
        { id: 'invalid', label: { en: 'LambdaInvalidResponse', ja: '不正な応答と記録されている' }, next: 'answer' },
        { id: 'nothing', label: { en: 'Nothing', ja: '記録がない' }, next: 'escalate' },
      ],
    },
    contain: {
      kind: 'ask',
      text: {
        en: 'Contain it: switch the feature off, block the request that brings it about with a listener rule, or answer that route with a fixed response. Done?',
        ja: '影響を止めます。機能の無効化、リスナールールによる該当リクエストの遮断、固定レスポンスへの切り替えのいずれかを実施しましたか。',
      },
      answers: [
        { id: 'done', label: { en: 'Done', ja: '実施した' }, next: 'recover' },
        { id: 'cannot', label: { en: 'None is possible', ja: 'どれもできない' }, next: 'escalate' },
      ],
    },
    recover: {
      kind: 'wait',
      text: {
        en: 'Looking every minute, for at most 20 minutes, until the load balancer makes no more 502s and the function ends without errors.',
        ja: 'ロードバランサーが502を生成しなくなり、関数のエラーがなくなるまで、1分ごとに最大20分確認します。',
      },
      until: [
        { check: 'alb/502-from-load-balancer', is: 'not-seen' },
        { check: 'lambda/errors-follow', is: 'not-seen' },
      ],
      everySeconds: 60,
      limitSeconds: 1200,
      then: 'record',
      late: 'still',
    },
    still: {
      kind: 'ask',
      text: {
        en: 'After 20 minutes it is not quiet, or there is too little traffic to tell. Do requests still fail?',
        ja: '20分経っても収まっていないか、判定に足りるトラフィックがありません。失敗は続いていますか。',
      },
      answers: [
        { id: 'again', label: { en: 'Yes, look again', ja: 'はい、再確認する' }, next: 'what-lambda-says' },
        { id: 'fine', label: { en: 'No, it is well', ja: 'いいえ、回復した' }, next: 'record' },
        { id: 'help', label: { en: 'I need somebody else', ja: '応援が必要' }, next: 'escalate' },
      ],
    },
    record: {
      kind: 'tell',
      text: {
        en: 'Record the error reason, the version and the remedy. Lasting: alarms on Errors, Throttles and LambdaUserError, releases by weighted alias with rollback, and a test of each route through the load balancer.',
        ja: 'エラー理由、バージョン、対策を記録してください。恒久対応は、Errors・Throttles・LambdaUserErrorのアラーム、自動切り戻し付きの重み付きエイリアスでのリリース、ロードバランサー経由のルートごとのテストです。',
      },
      next: 'resolved',
    },
  },
});
