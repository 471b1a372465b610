# الألعاب في المحادثة: القواعد والنتائج والرفض وإثبات النزاهة.

menu-games = الألعاب
command-play = عرض الألعاب واللعب
command-spin = تدوير ثلاثة رموز
command-guess = تخمين رقم من 1 إلى 10
command-drop = رهان على حجر النرد
command-rounds = عرض آخر جولاتك
command-fair = كيف تُثبت النزاهة

games-menu = <b>الألعاب</b>
    كل نتيجة تحددها بذرتان، بذرتنا وبذرتك، قبل أن تُعرض. ويمكنك التحقق من كل واحدة.
games-line = { $game }: من { $least } إلى { $most } للجولة. يعود { $returns } على المدى الطويل.
games-in-app = في التطبيق: { $games }.
games-open-app = فتح في التطبيق
games-rounds = آخر الجولات
games-fair = هل هي نزيهة؟
games-all = كل الألعاب

game-stake = الرهان { $stake }. نقودك: { $cash }.
game-stake-with-bonus = الرهان { $stake }. نقودك: { $cash }، ومكافأتك: { $bonus }.
game-stake-stars = الرهان { $stake }. لديك { $cash } للعب. النجوم لا تصير نقدًا أبدًا.
game-first-pair =
    قبل جولتك الأولى التزمنا ببذرتنا:
    <code>{ $commitment }</code>
    وبذرتك تُصنع من اللمسة التي تلعب بها. المزيد: ⁦/fair⁩
game-stake-unclear = هذا ليس مبلغاً واحداً. اكتبه بعد الأمر، مثل 1 أو 0.50؛ وللنجوم اكتب ⁨10 stars⁩.
game-half = النصف: { $stake }
game-double = الضعف: { $stake }
game-rules-spin = <b>التدوير الصغير</b>
    تقع ثلاثة رموز. ثلاث سبعات تدفع { $seven }، وثلاثة بار { $bar }، وثلاث كرزات { $cherry }، وثلاث ليمونات { $lemon }؛ وسبعتان { $two }. يعود { $returns } على المدى الطويل.
game-spin = دوّر بمبلغ { $stake }
game-rules-guess = <b>خمّن الرقم</b>
    اختر رقماً من 1 إلى 10. إن خرج دفع { $pays }. يعود { $returns } على المدى الطويل. اللمسة رهان.
game-rules-drop = <b>الرمية</b>
    اختر كيف يقع الحجر. الوجه يدفع { $face }؛ والفردي والزوجي ومن 1 إلى 3 ومن 4 إلى 6 تدفع { $half }. يعود { $returns } على المدى الطويل. اللمسة رهان.
game-again = لمسة أدناه تراهن بمبلغ { $stake } مجدداً.
drop-on-low = من 1 إلى 3
drop-on-high = من 4 إلى 6
drop-on-odd = فردي
drop-on-even = زوجي

spin-symbol-seven = سبعة
spin-symbol-bar = بار
spin-symbol-cherry = كرز
spin-symbol-lemon = ليمون
spin-symbol-bell = جرس
spin-symbol-clover = برسيم
spin-symbol-plum = خوخ
guess-fell = خرج { $drawn }. واخترت { $number }.
drop-fell = وقع على { $face }. ورهانك: { $on }.
drop-decoration = الحجر أدناه للزينة. ترميه ⁨Telegram⁩، ولا يمكن لأحد إثباته، ولا يُحتسب.
round-outcome =
    { $how ->
        [won] <b>{ $net }</b>: دُفع { $win } لرهان { $stake }.
        [back] عاد { $win } من { $stake }: { $net }.
       *[lost] بلا ربح: { $net }.
    }
round-split = الرهان: نقود { $cash } ومكافأة { $bonus }؛ المدفوع: نقود { $winCash } ومكافأة { $winBonus }.
round-cash = النقود { $cash }
round-bonus =
    { $needed ->
        [none] المكافأة { $bonus }
       *[other] المكافأة { $bonus }، روهن { $done } من { $needed }
    }
round-session = تلعب منذ { $minutes } دقيقة، والصافي { $net }
round-look-up = <b>لحظة لتنظر حولك</b>
    تلعب منذ { $minutes } دقيقة، والصافي { $net }. طلبت منا أن نخبرك.
round-proof = الإثبات

# لفّات مجانية: تدفع ثمنها مكافأة، وما تربحه مكافأة.
free-spins-left =
    { $left ->
        [zero] <b>لم تبق لفّات مجانية</b> ({ $left }): { $game }، { $stake }، على حسابنا.
        [one] <b>بقيت لفّة مجانية واحدة ({ $left })</b>: { $game }، { $stake }، على حسابنا.
        [two] <b>بقيت لفّتان مجانيتان ({ $left })</b>: { $game }، { $stake } لكل منهما، على حسابنا.
        [few] <b>بقيت { $left } لفّات مجانية</b>: { $game }، { $stake } لكل منها، على حسابنا.
       *[other] <b>بقيت { $left } لفّة مجانية</b>: { $game }، { $stake } لكل منها، على حسابنا.
    } { $times ->
        [0] ما تربحه مكافأة.
       *[other] ما تربحه مكافأة تُراهن { $times }× قبل أن تصير نقدًا.
    }
free-outcome =
    { $how ->
        [won] <b>{ $net } مكافأة</b>، ربحتها لفّة مجانية بقيمة { $stake }.
       *[lost] بلا ربح. اللفّة مجانية: لم تكلفك شيئًا.
    }
free-last = كانت هذه آخر لفّة مجانية.
game-spin-free = لفّة مجانية (بقي منها { $left })
game-with-free = لفّات مجانية: { $left }
game-with-cash = العب نقدًا: { $held }
game-with-stars = العب بالنجوم: { $held }
game-rules-orchard = <b>{ $game }</b>
    ثلاث بكرات وخمسة خطوط تدفع. أكثر ما تدفعه { $most } من الرهان. يعود { $returns } على المدى الطويل.
orchard-lines =
    { $count ->
        [0] لا خط رابح.
        [one] خط رابح واحد ({ $count }).
        [two] خطان رابحان ({ $count }).
        [few] { $count } خطوط رابحة.
       *[other] { $count } خطًا رابحًا.
    }

rounds-last = <b>آخر جولاتك</b>
rounds-none = لم تلعب أي جولة بعد.
rounds-line =
    { $n }. { $at } ⁨UTC⁩، { $game }، { $stake ->
        [free] لفّة مجانية
       *[other] { $stake }
    }: { $how ->
        [open] مفتوحة
        [won] ربح { $net }
        [lost] خسارة { $net }
       *[even] { $net }
    }
rounds-proofs = الرقم أدناه يفتح إثبات تلك الجولة.

bet-refused-excluded = أنت في استراحة، فلم يُراهن بشيء. يمكنك السحب في أي وقت.
bet-refused-kyc-refused = لم نتمكن من التحقق منك، فلا يمكنك اللعب هنا. مالك لك ويمكنك سحبه كله. للأسئلة ⁦/support⁩.
bet-refused-verification-needed = قبل أن تلعب يجب أن نعرف من أنت. لم يُراهن بشيء.
bet-refused-over-loss-limit = رهان { $stake } قد يخسر أكثر مما يتركه حدّك. لم يُراهن بشيء.
bet-refused-session-over = انتهى اليوم الوقت الذي حددته لنفسك. لم يُراهن بشيء.
bet-refused-wrong-choice = لا تعرف هذه اللعبة هذا الاختيار. اختر أدناه.
bet-refused-below-least = أقل رهان { $least }. لم يُراهن بشيء.
bet-refused-over-most = أكثر رهان هنا { $most }. لم يُراهن بشيء.
bet-refused-over-most-win = قد يربح هذا أكثر مما تدفعه اللعبة. اختر رهاناً أصغر؛ لم يُراهن بشيء.
bet-refused-over-exposure = لا يمكن تغطية ربح كبير كهذا الآن. اختر رهاناً أصغر أو حاول لاحقاً؛ لم يُراهن بشيء.
bet-refused-over-bonus-stake = ما دامت مكافأتك فعالة لا تسمح شروطها برهان { $stake }. اختر أصغر؛ لم يُراهن بشيء.
bet-refused-insufficient-funds = لا يكفي ما لديك لرهان { $stake }: نقودك { $cash }. أودع أو اختر رهاناً أصغر.
bet-refused-too-few-stars = لا يكفي ما لديك لرهان { $stake }: لديك { $cash }. أودع نجوماً أو اختر رهاناً أصغر.
bet-refused-too-little-with-bonus = لا يكفي ما لديك لرهان { $stake }: نقودك { $cash } ومكافأتك { $bonus }. أودع أو اختر رهاناً أصغر.
bet-refused-round-open = هناك جولة مفتوحة من هذه اللعبة في التطبيق. هي أولاً؛ لم يُراهن بشيء.
bet-refused-no-free-spin = لا توجد لفّة مجانية كهذه. لم يُراهن بشيء.
bet-refused-not-your-wallet = لا تلعب بهذه العملة. اختر رهاناً أدناه.
bet-refused-key-reused = تغيّر هذا الزر منذ ذلك الحين. اختر مجدداً؛ لم يُراهن بشيء.
bet-way-kyc = إثبات هويتك
bet-way-limits = الحدود والاستراحات

fair = <b>كيف تُثبت النزاهة</b>
    قبل أن تلعب نختار بذرة سرية ونريك بصمتها، وهي الالتزام. تُحسب كل نتيجة من بذرتنا وبذرتك ورقم الجولة، فلا يختارها أحدنا وحده. وحين تغيّر البذور تُكشف بذرتنا، ويمكن لأي أحد أن يعيد حساب كل جولة.
fair-now = المستعملة الآن، وعدد الجولات { $rounds }. التزامنا:
    <code>{ $commitment }</code>
    بذرتك: <code>{ $clientSeed }</code>
fair-next = التالية، وقد التزمنا بها:
    <code>{ $commitment }</code>
fair-change = لتبدأ الزوج التالي اكتب ⁦/seed⁩ وكلماتك، حتى { $most } من الحروف اللاتينية أو الأرقام أو العلامات بلا فراغات ولا نقطتين. أو نصنعها من الرقم الذي تعطيه ⁨Telegram⁩ للمستك؛ وكلماتك وحدها لا تحتاج إلى ثقة.
fair-make = غيّرها، واصنع واحدة لي
fair-verify = تحقق من جولة في التطبيق
seed-confirm = <b>هل نبدأ بهذه البذور؟</b>
    التزامنا. قارنه بما أراك إياه ⁦/fair⁩:
    <code>{ $commitment }</code>
    بذرتك: <code>{ $clientSeed }</code>
    عندها يُكشف الزوج المستعمل.
seed-begin = ابدأ
seed-not = ليس الآن
seeds-changed = <b>زوج بذور جديد قيد الاستعمال</b>
    التزامنا: <code>{ $commitment }</code>
    بذرتك: <code>{ $clientSeed }</code>
seeds-opened = كُشف الزوج السابق. لُعبت به { $rounds } جولات.
    بذرتنا: <code>{ $serverSeed }</code>
    ‏⁨SHA-256⁩ لها هو الالتزام: <code>{ $commitment }</code>
    بذرتك: <code>{ $clientSeed }</code>
seed-refused-wrong-client-seed = البذرة هنا من 1 إلى { $most } من الحروف اللاتينية أو الأرقام أو العلامات بلا فراغات ولا نقطتين. لم يتغير شيء.
seed-refused-round-open = هناك جولة مفتوحة في التطبيق. أنهها أولاً: لا تُغيَّر البذور أثناءها.
seed-refused-seeds-moved = تغيّرت البذور في هذه الأثناء. هذه هي المعتمدة الآن.
