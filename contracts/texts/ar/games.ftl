# الألعاب: الطاولة والبكرات والنرد وليمبو.

# البطاقات في الصفحة الأولى.
games = الألعاب
how-fair = كيف نثبت النزاهة
returns = العائد { $share }
in-chat = في المحادثة
in-chat-text = تُلعب هذه في المحادثة: أرسل { $command } إلى البوت.
open-chat = افتح المحادثة
waits-round = أكمل { $game }
waits-round-text = الجولة مفتوحة. رهانك { $stake } محفوظ لها.

# الطاولة.
to-games = العودة إلى الألعاب
no-such-game = لا توجد لعبة كهذه هنا.
no-table = لا تُلعب هذه اللعبة بعملتك.
provably-fair = نزاهة مثبتة
play-money = المال والجلسة
play-bonus = المكافأة
play-session = الجلسة
play-net = الصافي
cabinet = اللوحة
stake = الرهان
stakes = الرهانات
stake-locked = الرهان، مقفل حتى تنتهي الجولة
stake-lower =
    { $to ->
        [none] هذا أقل رهان
       *[other] خفّض الرهان إلى { $to }
    }
stake-raise =
    { $to ->
        [none] هذا أعلى رهان
       *[other] ارفع الرهان إلى { $to }
    }
stake-half = ½، نصف الرهان
stake-twice = 2×، ضعف الرهان
stake-free = مجاناً
stake-none = قد يتجاوز الربح ما تدفعه هذه اللعبة. اختر مضاعفاً أقل.
stake-from-table = الرهان من { $least } إلى { $most }
stake-from-most-win = هكذا حتى { $most }: لا ربح فوق { $win }
stake-from-bonus = حتى { $most }: مكافأتك لا تسمح بأكثر
stake-keys = ↑ ↓ لتغيير الرهان
sound = الصوت
spins-left =
    { $count ->
        [one] بقيت لفّة مجانية { $count }
        [two] بقيت لفّتان مجانيتان { $count }
        [few] بقيت { $count } لفّات مجانية
       *[other] بقيت { $count } لفّة مجانية
    }
funds-cash-first = يُراهن بالنقد أولاً
funds-bonus-first = يُراهن بالمكافأة أولاً
last-nets = صافي آخر الجولات، الأحدث أولاً
last-rounds = آخر الجولات
round-number = الجولة
round-paid = المدفوع
round-line =
    { $stake ->
        [free] لفّة مجانية · دُفع { $paid }
       *[other] الرهان { $stake } · دُفع { $paid }
    }
round-went-cash =
    { $before ->
        [none] النقد { $after }
       *[other] النقد { $before } ← { $after }
    }
round-went-bonus =
    { $before ->
        [none] المكافأة { $after }
       *[other] المكافأة { $before } ← { $after }
    }
round-told =
    { $cash ->
        [none] { $title }. { $net }.
       *[other] { $title }. { $net }. النقد { $cash }.
    }
land = أوقف
land-hint = انقر لإيقافها
take = خذ
a-line = { $stake } للخط
a-win-pays = الربح يدفع { $win }
how-it-pays = كيف تدفع
pays = يدفع
pays-at = مع { $stake }
odds = الاحتمالات
win-chance = فرصة الربح
returns-text = على المدى الطويل يعود { $share } مما يُراهن به. قد تنتهي أي جولة بأي نتيجة: اللعب كلفة وليس دخلاً.
target-bounds = من { $least } إلى { $most }

# لم يُجب أحد، أو كان الجواب لا.
bet-unknown = لا جواب بعد
bet-unknown-text = نسأل عن هذه الجولة حتى نعرف. يُراهن بها مرة واحدة على الأكثر.
act-unknown-text = نسأل عن هذه الخطوة حتى نعرف. تتم مرة واحدة على الأكثر.
bet-offline = أنت غير متصل. لم يُراهن بشيء.
bet-too-fast = كان ذلك سريعاً جداً. لم يُراهن بشيء. حاول بعد لحظة.
bet-turned-away = لم يتم ذلك. لم يُراهن بشيء. حاول مرة أخرى.
bet-not-excluded = اللعب متوقف لك. مالك يبقى لك ويمكنك سحبه.
bet-not-kyc-refused = رُفض التحقق منك فلا يمكنك اللعب. يمكنك سحب مالك.
bet-not-verification-needed = قبل أن تلعب يجب أن نعرف من أنت.
bet-not-over-loss-limit = قد تخسر أكثر مما يبقيه حدّك.
bet-not-session-over = انتهى حدّك من الوقت لهذا اليوم.
bet-not-wrong-choice = لا تعرف اللعبة هذا الاختيار. اختر مرة أخرى.
bet-not-below-least = هذا أقل من أقل رهان هنا.
bet-not-over-most = هذا أكثر من أعلى رهان هنا.
bet-not-over-most-win = قد يربح أكثر مما تدفعه هذه اللعبة. راهن بأقل.
bet-not-over-exposure = لا يمكننا قبول رهان بهذا الحجم الآن. راهن بأقل.
bet-not-over-bonus-stake = مكافأتك لا تسمح بهذا الرهان. راهن بأقل أو تخلَّ عن المكافأة.
bet-not-insufficient-funds = لديك أقل من هذا الرهان. راهن بأقل أو أودع.
bet-not-round-open = جولة من هذه اللعبة مفتوحة. أكملها أولاً.
bet-not-no-free-spin = هذه الجولة المجانية استُعملت أو انتهت.
bet-not-not-your-wallet = هذه ليست العملة التي تلعب بها.
bet-not-wrong-action = لا تعرف اللعبة هذه الخطوة.
bet-not-not-legal = لا يمكن ذلك والجولة على هذه الحال.
bet-not-round-moved = لُعبت الجولة في مكان آخر. هذه حالها الآن.
bet-not-round-over = انتهت الجولة.
bet-not-no-such-round = لا توجد جولة كهذه.
way-limits = الحدود
way-kyc = التحقق
way-rewards = المكافأة
way-deposit = إيداع

# البستان النحاسي.
spin = أدر
orchard-idle = ثلاث بكرات، كل الخطوط
orchard-idle-text = خُمس الرهان على كل من { $count } خطوط
orchard-turning = البكرات تدور
orchard-no-line = لا خط
orchard-two = حبّتا كرز، الخط { $line }
orchard-three =
    { $symbol ->
        [seven] ثلاث سبعات
        [bar] ثلاثة ألواح
        [bell] ثلاثة أجراس
        [clover] ثلاث أوراق برسيم
        [plum] ثلاث خوخات
        [lemon] ثلاث ليمونات
       *[cherry] ثلاث حبات كرز
    }، الخط { $line }
orchard-lines = { $count } خطوط: { $lines }
orchard-pays = ثلاثة على الخط تدفع، على كل من { $count } خطوط. حبّتا كرز تدفعان في أول الخط.
orchard-on-line = على الخط
orchard-line-stake = رهان الخط
symbol-seven = سبعة
symbol-bar = لوح
symbol-bell = جرس
symbol-clover = برسيم
symbol-plum = خوخ
symbol-lemon = ليمون
symbol-cherry = كرز

# النرد.
roll = ارمِ
dice-target = الهدف
dice-wins = يربح
dice-loses = يخسر
dice-none = لم يُرمَ شيء بعد
dice-rolled = ظهر { $roll }
dice-rolling = تُرمى
dice-you-roll =
    { $side ->
        [under] أقل من
       *[over] أكثر من
    }
dice-flip =
    { $to ->
        [under] إلى الأقل
       *[over] إلى الأكثر
    }
dice-odds =
    { $side ->
        [under] أقل من
       *[over] أكثر من
    } { $target }، فرصة الربح { $chance }، يدفع { $pays }
dice-idle =
    { $side ->
        [under] يربح ما هو أقل من { $target }
       *[over] يربح ما هو أكثر من { $target }
    }
dice-last = آخر رمية { $roll }
dice-won =
    { $side ->
        [under] { $roll } أقل من { $target }
       *[over] { $roll } أكثر من { $target }
    }
dice-lost =
    { $side ->
        [under] { $roll } ليس أقل من { $target }
       *[over] { $roll } ليس أكثر من { $target }
    }
dice-bet = الرهان على
dice-side =
    { $side ->
        [under] أقل من { $target }
       *[over] أكثر من { $target }
    }
dice-pays = الرمية واحد من 10,001 رقم، من 0.00 إلى 100.00. تدفع 0.99 مقسومة على فرصة ربحك. الرمية المساوية للهدف لا تربح في أي جهة.

# ليمبو.
limbo-press = انطلق
limbo-target = الهدف
limbo-targets = أهداف
limbo-target-is = الهدف { $target }
limbo-none = لم يُلعب شيء بعد
limbo-reached = وصل إلى { $reached }
limbo-rising = يرتفع
limbo-idle = يربح { $target } فأكثر
limbo-last = وصل آخر مرة إلى { $reached }
limbo-won = وصل إلى { $reached }: يُدفع { $target }
limbo-lost = { $reached } أقل من { $target }
limbo-pays = سمِّ مضاعفاً، من 1.01 إلى 10,000. إذا وصل الرقم إليه يُدفع مضاعفك، مهما ابتعد بعده.

# رهان بقي بلا جواب بسبب إعادة تحميل أو مغادرة الطاولة.
last-bet-waits = { $game }: لا جواب بعد عن رهانك الأخير.
last-bet-played = لُعب رهانك الأخير: { $game }، الرهان { $stake }، النتيجة { $net }.
last-bet-open = قُبل رهانك الأخير: { $game }، الرهان { $stake }. الجولة مفتوحة.
last-bet-not = لم يُلعب رهانك الأخير: { $game }، الرهان { $stake }.
last-bet-see = انظر الجولة
last-bet-go-on = تابع اللعب
bet-never-arrived = لم يصل إلينا. لم يُراهَن بشيء.
