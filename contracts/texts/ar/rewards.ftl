# المكافآت والنقاط وجدول الأسبوع وما قد يكتبه البوت والجولات في السجل.

rewards = المكافآت
bonus = مكافأة
bonus-played = لُعب { $done } من { $needed }
bonus-until = حتى { $at }
offer-waits = عُرضت عليك مكافأة { $amount }
offer-waits-spins = عُرضت عليك لفّات مجانية
offer-waits-text = اقرأ الشروط أولًا. لك أن تأخذها حتى { $at }.
offers-waiting =
    { $count ->
        [one] عرض لك
        [two] عرضان لك
        [few] { $count } عروض لك
       *[other] { $count } عرضًا لك
    }
offer-take-until = لك أن تأخذه حتى { $at }.
bonuses-not-read = تتعذر قراءة مكافآتك الآن.

bonus-kind-first-deposit = مكافأة الإيداع
bonus-kind-free-spins = لفّات مجانية
bonus-kind-code = مكافأة برمز

bonus-none = لا مكافأة جارية.
bonus-none-text = ما تربحه نقد لك، ولك أن تسحبه.
bonus-to-go = بقي { $left }
bonus-bar = ما لُعب من المكافأة
bonus-most-stake = أعلى رهان
bonus-ends = تنتهي
bonus-becomes = تصبح
becomes-all = نقدًا كلها
becomes-most = نقدًا حتى { $most }
bonus-give-up = التخلي عنها
bonus-terms = كل الشروط
counts-title = ما يُحتسب
counts-all = يُحتسب كل رهان، نقدًا كان أو مكافأة.
counts-cash = يُحتسب النقد وحده من الرهان.
counts-bonus = تُحتسب المكافأة وحدها من الرهان.
counts-others = ما لم يُذكر من الألعاب لا يُحتسب.
spins-left-text = { $game }، كل لفّة { $stake }، على حسابنا. وما تربحه مكافأة.
spins-play = العبها
spins-first = يبدأ الاحتساب مع أول ربح للفّاتك المجانية.

withdrawable-title = ما الذي يمكنني سحبه؟
withdrawable-now = يمكنك سحبه الآن
withdrawable-locked = محجوز حتى تنتهي المكافأة
withdrawable-bonus = مكافأة، وليست نقدًا بعد
withdrawable-all = كل نقدك حر.
withdrawable-gives-up = نقدك حر. وسحب أي جزء منه يعني التخلي عن المكافأة.
withdrawable-locked-text = تحجز المكافأة هذا النقد حتى تُلعب أو تتخلى عنها.
withdrawable-cost = انظر كم يكلّف ذلك

offers = العروض
offers-none = لا عرض بانتظارك.
offer-for-deposit = مقابل إيداعك { $deposit }.
offer-take = خذها
offer-take-sum = خذ { $amount }
offer-no = لا، شكرًا
offer-leave-title = أترفض هذا العرض؟
offer-leave-text = يُقدَّم مرة واحدة ولا يعود. وإن تركته بقي حتى ينتهي وقته.
offer-leave-keep = اتركه الآن
offer-leave-do = ارفضه
offer-until = لك أن تأخذها حتى { $at }. وإن تركتها فلا شيء يحدث.
offer-waits-for-other = مكافأة أخرى جارية. تنتهي هي أولًا.
term-deposit = الإيداع
term-deposit-value = من { $least }، { $percent } منه، حتى { $most }
term-bonus = المكافأة
term-spins = لفّات مجانية
term-spins-value = { $count }× { $game } بـ{ $stake }
term-play = تُلعب
term-play-value = { $needed }، أي { $times }× المكافأة
term-play-times = { $times }× المكافأة
term-play-spins = { $times }× ما تربحه اللفّات
term-time = مدة اللعب
term-stake = الرهانات
term-stake-value = حتى { $most } للجولة
term-counts = يُحتسب
term-cash = نقدك
term-cash-sticky = يبقى محجوزًا حتى تُلعب المكافأة أو تتخلى عنها
term-cash-non-sticky = حر؛ وسحبه يعني التخلي عن المكافأة
term-order = يُراهن أولًا
term-order-cash-first = بنقدك
term-order-bonus-first = بالمكافأة
term-becomes = ثم تصبح

cost-title = التخلي عن المكافأة؟
cost-lose = تخسر
cost-lose-text = المكافأة وما ربحته
cost-keep = يبقى لك
cost-keep-text = كل نقدك
cost-spins = لفّات مجانية تخسرها
cost-played = ما لُعب حتى الآن
cost-open =
    { $count ->
        [zero] لا جولة مفتوحة.
        [one] جولة واحدة مفتوحة. تخسر كذلك نصيب المكافأة من ربحها.
        [two] جولتان مفتوحتان. تخسر كذلك نصيب المكافأة من ربحهما.
        [few] { $count } جولات مفتوحة. تخسر كذلك نصيب المكافأة من ربحها.
       *[other] { $count } جولة مفتوحة. تخسر كذلك نصيب المكافأة من ربحها.
    }
cost-final = لا رجوع عن التخلي.
cost-as-of = حتى { $time }
cost-keep-it = أبقِ المكافأة
cost-give-up = التخلي عن { $amount }
cost-give-up-spins = التخلي عن اللفّات
cost-over = انتهت هذه المكافأة.

code-title = رمز ترويجي
code-hint = ترى الشروط أولًا. ولا شيء يبدأ قبل موافقتك.
code-unclear = في الرمز من 3 إلى 32 حرفًا ورقمًا.
code-look-up = ابحث عنه
code-have = لدي رمز

bonus-ended-title = المنتهية
bonus-ended-completed = لُعبت، وصار { $converted } نقدًا
bonus-ended-completed-capped = لُعبت، وصار { $converted } نقدًا، و{ $forfeited } فوق الحد
bonus-ended-missed = لم تؤخذ في وقتها
bonus-ended-expired = انتهى الوقت، واستُرد { $forfeited }
bonus-ended-lost = لم يبق منها شيء
bonus-ended-cancelled = انتهت قبل أوانها، واستُرد { $forfeited }
bonus-ended-withdrawn = سحبت نقدًا، فذهب { $forfeited }
bonus-ended-declined = لم تؤخذ
promotions-title = ما هو متاح
promotion-first-deposit = تأتي مع أول إيداع لك.
promotion-free-spins = تأتي مع أول إيداع لك.
promotion-code = تأتي برمز.

level-named = المستوى { $level }، { $name }
level-points =
    { $points ->
        [zero] لا نقاط
        [one] نقطة واحدة
        [two] نقطتان
        [few] { $points } نقاط
       *[other] { $points } نقطة
    }
level-next =
    { $points ->
        [one] نقطة واحدة إلى { $name }.
        [two] نقطتان إلى { $name }.
        [few] { $points } نقاط إلى { $name }.
       *[other] { $points } نقطة إلى { $name }.
    }
level-top = الأعلى على الإطلاق.
level-rule = كل { $amount } نقدًا تراهن به نقطة. والنقاط لا تُسحب منك.
level-bar = الطريق إلى المستوى التالي

leaderboard = جدول الأسبوع
leaderboard-ends = ينتهي { $at }
leaderboard-see = انظر الجدول
leaderboard-points = النقاط
leaderboard-rank = المركز
leaderboard-player = اللاعب
leaderboard-you = أنت
leaderboard-empty = لا نقطة لأحد هذا الأسبوع بعد. أول نقد يُراهن به يفتح الجدول.
leaderboard-not-you = لست فيه بعد.
leaderboard-rule = نقاط النقد المراهن به منذ الاثنين. حتى { $time }؛ وقد تنقص الثواني الأخيرة.
leaderboard-names = يرى الآخرون آخر أربعة رموز من رمز دعوتك، أو «مخفي» إن شئت.

notices = ما قد يكتبه البوت
notices-text = أما النقود والرموز والتحقق فيُكتب عنها دائمًا.
notice-promotions = العروض الترويجية
notice-promotions-text = عروض ورموز جديدة
notice-wagering = المكافآت
notice-wagering-text = مكافأة لُعبت أو توشك أن تنتهي
notice-vip = المستويات
notice-vip-text = حين تبلغ مستوى
notice-quiet = ساعات الهدوء
notice-quiet-text = ما يأتي خلالها يُقال بعدها
notice-from = من
notice-until = إلى
notice-zone = بتوقيت { $zone }
notice-zone-take = بتوقيت هذا الجهاز: { $zone }
notice-listed = رمزي في الجدول
notice-listed-text = آخر أربعة رموز منه؛ وإلا ظهرت «مخفي»

rewards-not-offer-over = انتهى هذا العرض. لم يتغير شيء.
rewards-not-bonus-active = مكافأة أخرى جارية. العبها أو تخلَّ عنها أولًا.
rewards-not-excluded = لا يمكن أن تبدأ لك مكافأة الآن.
rewards-not-deposit-gone = الإيداع الذي جاءت معه استُرد أو سُحب.
rewards-not-bonus-over = انتهت هذه المكافأة من قبل.
rewards-not-cost-changed = صارت الكلفة غير ما كانت. انظر ثانية.
rewards-not-no-such-code = لا رمز كهذا، أو أنه انتهى.
rewards-not-code-used = أدخلت هذا الرمز من قبل.
rewards-not-wrong-wallet = هذا الرمز لعملة غير عملة محفظتك.
rewards-not-no-such-grant = لا مكافأة كهذه. افتح الصفحة من جديد.
rewards-not-no-such-zone = لا نعرف هذه المنطقة الزمنية. لم يتغير شيء.
rewards-offline = أنت غير متصل. لم يتغير شيء؛ حاول حين تعود.
rewards-unavailable = لم يصلنا ذلك. حاول ثانية: لا شيء يُفعل مرتين.

history-play = اللعب
rounds-none = لم تُلعب جولة بعد.
rounds-earlier = الجولات الأقدم تحت «اللعب»
rounds-many =
    { $count ->
        [zero] لا جولات
        [one] جولة واحدة
        [two] جولتان
        [few] { $count } جولات
       *[other] { $count } جولة
    }
rounds-paid = { $staked } دفعت { $paid }
round-free = لفّة مجانية
round-is-open = جولة مفتوحة
day-play = لعب
day-in = داخل
day-out = خارج
round = جولة
round-stake = الرهان
round-stake-free = الرهان، على حسابنا
round-gave = المدفوع
round-times = المضاعف
round-money = أي نقود
round-share = يعود الربح بالحصص التي جاء منها الرهان.
round-then = { $staked }، ثم { $paid }
bonus-before = المكافأة قبلها
bonus-after = المكافأة بعدها
round-fairness = النزاهة
round-seal = ختمنا
round-seed = بذرتك والعداد
round-check = تحقق من هذه الجولة
round-go-on = أكمل الجولة
round-left = لم يعد أحد إلى هذه الجولة، أو بدأت استراحة. أُنهيت وفق قاعدتها، ودُفع ما كان قد ظهر فيها.
replay = إعادة العرض
replay-of = كيف انتهت: { $words }

fell-brass-orchard =
    { $count ->
        [0] لا خط
        [one] خط واحد
        [two] خطان
        [few] { $count } خطوط
       *[other] { $count } خطًا
    }
fell-dice =
    { $side ->
        [under] { $roll }، لما دون { $target }
       *[over] { $roll }، لما فوق { $target }
    }
fell-limbo = { $reached }×، الهدف { $target }×
fell-mines =
    { $ended ->
        [mine] لغم عند المربع { $opened }، الألغام { $mines }
       *[other] فُتح { $opened }، الألغام { $mines }
    }
fell-coin-flip =
    { $fell ->
        [heads] صورة
       *[tails] كتابة
    }
fell-guess = { $drawn }، وقلت { $number }
fell-drop = { $face }
fell-mini-spin = { $left }، { $middle }، { $right }
