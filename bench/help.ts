/** What `502 bench --help` teaches: how to run it, and how to read its figures. */
export const help: Readonly<Record<'en' | 'ja', string>> = {
  en: `How often is the verdict right? Every world of the sandbox through the program as its user runs it, offline, scored
against what its author says is true, beside a few simple rules.

  502 bench                             all worlds
  502 bench --only maple --only larch   these
  502 bench --deny 0.3                  with three in ten AWS calls denied, to see what is left

Options
  --worlds DIR          folder of the worlds (default: sandbox/worlds)
  --only ID             only this world; can be given more than once
  --strata S1,S4        these strata; an empty one is refused
  --deny SHARE          share of the AWS operations that is denied, 0 to 1
  --seed N              which ones those are (default: 1)
  --temperature T       other than the one in use: higher spreads the probabilities
  --format text|json|markdown
  --lang en|ja          language of this help and of the arithmetic behind each miss (default: en)
  --help                this

The worlds
  S1    one fault
  S2    two faults at once
  S3    one fault beside a red herring: something else that looks guilty
  S4    healthy, or not a 502 of the path: nobody may be accused
  S5    derived: each single fault again, its cause taken off the list; the rest must not be accused

The figures, with their 95 % intervals where they are shares
  top-1         the cause named first is the true one (with two, one of them); more is better
  top-3         all true causes are among the first three
  exact set     exactly the true causes were named, no more and no fewer
  false alarms  where there is no fault, a cause of 50 % or more; less is better
  verdict       the right one of cause, unclear, healthy, not a 502
  wrong, sure   wrong, and 80 % sure of it or more: the worst kind
  Brier         squared distance of all probabilities from the truth: 0 perfect, 2 all on a wrong cause
  ECE           how far "80 %" is from being right 8 times in 10, on average: 0 is honest

Exit codes: 0 measured (however badly), 64 usage.
`,
  ja: `判定がどれだけ正しいかを測ります。サンドボックスのすべての世界を、利用者と同じ手順でオフラインで調べ、世界の作者が定めた
正解と照合し、単純な規則による判定とも並べて示します。

  502 bench                             すべての世界
  502 bench --only maple --only larch   指定した世界だけ
  502 bench --deny 0.3                  AWSの操作の3割を拒否し、何が残るかを見る

オプション
  --worlds DIR          世界のフォルダー（省略時: sandbox/worlds）
  --only ID             この世界だけ。繰り返し指定可
  --strata S1,S4        この層だけ。世界のない層は受け付けません
  --deny SHARE          拒否するAWS操作の割合（0〜1）
  --seed N              どの操作を拒否するかを決める種（省略時: 1）
  --temperature T       使用中の値の代わりに使う温度。高いほど確率が平らになります
  --format text|json|markdown
  --lang en|ja          このヘルプと、外れたときに示す計算過程の言語（省略時: en）
  --help                このヘルプ

世界の層
  S1    単独の障害
  S2    同時に起きた2つの障害
  S3    障害が1つと、犯人に見える無関係な出来事
  S4    正常、または経路の502ではない。原因を挙げてはならない
  S5    派生: 単独の障害で、正解の原因を一覧から外したもの。残りの原因を挙げてはならない

指標（割合には95 %区間が付きます）
  top-1         先頭に挙げた原因が正解（2つある場合はそのどちらか）。高いほど良い
  top-3         正解の原因がすべて上位3つに入った
  exact set     正解の原因を過不足なく挙げた
  false alarms  障害がないのに50 %以上の原因を挙げた。低いほど良い
  verdict       原因あり・断定できず・正常・502ではない、の区別が正しい
  wrong, sure   80 %以上の確信で間違えた。最も悪い誤り
  Brier         確率全体と正解との二乗距離。0が完全、すべて誤った原因に置くと2
  ECE           「80 %」が実際に10回中8回正しいか、そのずれの平均。0なら誠実

終了コード: 0 測定完了（成績は問わない）、64 使い方の誤り
`,
};
