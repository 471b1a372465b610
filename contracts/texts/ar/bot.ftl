# ما يقرؤه اللاعبون في المحادثة. بسيط وقصير ودقيق: السبب ثم ما العمل.

menu-deposit = إيداع
menu-balance = الرصيد
menu-help = مساعدة
menu-back = رجوع
menu-home = القائمة
menu-app = فتح التطبيق
menu-language = اللغة
menu-settings = الإعدادات

home = <b>⁨Cage⁩</b>
    النقد: { $cash }
home-new = <b>مرحبًا بك في Cage</b>
    رصيدك الآن { $cash }. ابدأ بإيداع.

balance = <b>رصيدك</b>
    النقد: { $cash }
stars-balance = النجوم للعب: { $stars }
open-invoices =
    { $count ->
        [zero] لا فواتير مفتوحة ({ $count }). { $pay } { $until }
        [one] فاتورة واحدة مفتوحة ({ $count }): { $pay } حتى { $until } UTC.
        [two] فاتورتان مفتوحتان ({ $count }). أحدثهما: { $pay } حتى { $until } UTC.
        [few] { $count } فواتير مفتوحة. أحدثها: { $pay } حتى { $until } UTC.
        [many] { $count } فاتورة مفتوحة. أحدثها: { $pay } حتى { $until } UTC.
       *[other] { $count } فاتورة مفتوحة. أحدثها: { $pay } حتى { $until } UTC.
    }

deposit-choose =
    { $by ->
        [stars] <b>إيداع النجوم</b>
        [stripe] <b>إيداع بالبطاقة</b>
        [adyen] <b>إيداع عبر صفحة المصرف</b>
        [ton] <b>إيداع TON</b>
        [usdt] <b>إيداع USDT</b>
        [only] <b>إيداع</b>
       *[other] <b>إيداع بالفاتورة</b>
    }
    { $typed ->
        [here] كم تريد أن تودع؟ اختر مبلغًا أو اكتبه، من { $least } إلى { $most }.
       *[elsewhere] كم تريد أن تودع؟ اختر مبلغًا، من { $least } إلى { $most }.
    }
    { $fee ->
        [none] بلا رسوم.
       *[other] الرسوم { $fee } وتُخصم من المبلغ.
    }
deposit-unclear = لا يمكننا أخذ هذا المبلغ. اكتب مبلغًا واحدًا مثل 25 أو 25.50.
deposit-by =
    { $asset ->
        [only]
            { $by ->
                [stars] بنجوم تيليجرام بدلًا من ذلك
                [adyen] بطاقة أو صفحة المصرف بدلًا من ذلك
                [stripe] بالبطاقة بدلًا من ذلك
                [ton] بعملة TON بدلًا من ذلك
                [usdt] بعملة USDT على شبكة TON بدلًا من ذلك
               *[other] بفاتورة تيليجرام بدلًا من ذلك
            }
       *[other]
            { $by ->
                [adyen] ببطاقة أو صفحة المصرف بعملة { $asset }
                [stripe] بالبطاقة بعملة { $asset }
               *[other] بفاتورة تيليجرام بعملة { $asset }
            }
    }
fee-at-least = ‏{ $amount } على الأقل
fee-at-most = ‏{ $amount } على الأكثر
rate-now = السعر الآن { $rate }. ويبقى ثابتًا { $minutes } دقيقة بعد أن تختار المبلغ.
rate-fixed = السعر { $rate }، وهو ثابت حتى ذلك الوقت.
refused-no-rate = لا يستطيع أحد الآن أن يعطينا سعرًا مؤكدًا لهذه العملة. اختر عملة أخرى أو حاول بعد دقائق.
receipt-rate =
    { $minute ->
        [arrival] السعر: { $rate }، وهو سعر الدقيقة التي وصلت فيها دفعتك.
       *[quoted] السعر: { $rate }
    }
receipt-differs =
    { $by ->
        [ton] كان طلبك { $asked }. وأضفنا ما وصل.
        [usdt] كان طلبك { $asked }. وأضفنا ما وصل.
       *[other] كانت الفاتورة بمبلغ { $asked }. وأضفنا ما وصل.
    }
deposit-off = <b>إيداع</b>
    الإيداع متوقف في الوقت الحالي. نقودك في أمان.
deposit-preparing = <b>إيداع { $pay }</b>
    { $by ->
        [stars] نُعدّ فاتورتك بالنجوم…
        [stripe] نُعدّ صفحة الدفع…
        [adyen] نُعدّ صفحة الدفع…
        [ton] نثبّت السعر…
        [usdt] نثبّت السعر…
       *[other] نُعدّ فاتورتك…
    }
deposit-open = <b>إيداع { $pay }</b>
    يُضاف إلى نقدك: { $credit }. الرسوم: { $fee }.
    الدفع متاح حتى { $until } UTC.
deposit-pay = ادفع { $pay }
deposit-expired = <b>إيداع { $pay }</b>
    { $by ->
        [stars] انتهت مدة الفاتورة بالنجوم في { $until } UTC. لم يُخصم شيء.
        [stripe] انتهى وقت الدفع بالبطاقة في { $until } UTC. لم يُخصم شيء.
        [adyen] انتهى وقت الدفع بالبطاقة في { $until } UTC. لم يُخصم شيء.
        [ton] بقي السعر ثابتًا حتى { $until } UTC ولم يصل شيء. ما يصل لاحقًا نضيفه بسعر دقيقته.
        [usdt] بقي السعر ثابتًا حتى { $until } UTC ولم يصل شيء. ما يصل لاحقًا نضيفه بسعر دقيقته.
       *[other] انتهت مدة الفاتورة في { $until } UTC. لم يُخصم شيء.
    }
deposit-closed = <b>إيداع { $pay }</b>
    أغلق فريقنا الفاتورة في { $at } UTC. لم يُخصم شيء.
deposit-receipt = <b>أُضيف { $credit } إلى نقدك</b>
    المدفوع: { $pay }
    الرسوم: { $fee }
    النقد الآن: { $cash }
    الإيصال: <code>{ $code }</code>
deposit-receipt-late = <b>أُضيف { $credit } إلى نقدك</b>
    { $by ->
        [ton] وصل التحويل بعد انتهاء مدة السعر.
        [usdt] وصل التحويل بعد انتهاء مدة السعر.
       *[other] وصلت دفعتك بعد انتهاء مدة الفاتورة، وأضفناها مع ذلك.
    }
    المدفوع: { $pay }
    الرسوم: { $fee }
    النقد الآن: { $cash }
    الإيصال: <code>{ $code }</code>
deposit-open-stars = <b>إيداع { $pay }</b>
    يُضاف إلى نجومك: { $credit }. الرسوم: { $fee }. النجوم للعب فقط ولا تصبح نقدًا.
    الدفع متاح حتى { $until } UTC.
deposit-receipt-stars = <b>أُضيف { $credit } إلى نجومك</b>
    المدفوع: { $pay }
    الرسوم: { $fee }
    النجوم الآن: { $cash }
    الإيصال: <code>{ $code }</code>
deposit-receipt-late-stars = <b>أُضيف { $credit } إلى نجومك</b>
    وصلت دفعتك بعد انتهاء مدة الفاتورة، وأضفناها مع ذلك.
    المدفوع: { $pay }
    الرسوم: { $fee }
    النجوم الآن: { $cash }
    الإيصال: <code>{ $code }</code>
chain-open = <b>إيداع { $pay }</b>
    أرسل بالضبط: { $exactly }
    يُضاف إلى نقدك { $credit }. الرسوم: { $fee }. السعر { $rate } ثابت حتى { $until } UTC، وما يصل بعده يأخذ سعر دقيقته.
chain-place = إلى هذا العنوان:
    { $address }
    مع هذه المذكرة (memo):
    { $memo }
chain-memo-warning = <b>من دون المذكرة لا نعرف أن التحويل لك.</b> قد تسميها محفظتك تعليقًا أو وسمًا. إن نسيتها فنقودك في أمان، لكن على شخص أن يبحث عنها: حتى يومين.
chain-network =
    { $coin ->
        [USDT] ‏USDT على شبكة TON فقط.
       *[other] ‏TON على شبكة TON فقط.
    }
chain-copy-memo = انسخ المذكرة
chain-copy-address = انسخ العنوان
chain-copy-amount = انسخ المبلغ
chain-open-app = صِل محفظة
chain-any-amount = أي مبلغ، بالإرسال اليدوي
chain-explorer = انظر في المستكشف
chain-transaction = المعاملة: { $hash }
chain-sent = <b>{ $pay } في الطريق</b>
    أرسلته محفظتك في { $at } UTC. نبحث عنه في الشبكة، فلا ترسل مرة أخرى.
chain-seen = <b>{ $amount } ظهر في الشبكة</b>
    رأيناه في { $at } UTC. يُضاف إلى نقدك حين يصبح نهائيًا، فلا ترسل مرة أخرى.
chain-blocks = الكتلة { $passed } من { $needed }.
chain-final = <b>{ $amount } صار نهائيًا</b>
    نضيفه الآن إلى نقدك.
chain-vanished = <b>{ $amount } لم يعد في الشبكة</b>
    رأيناه في { $at } UTC ولم يعد هناك. لم يُضف شيء. قد يعود؛ لا ترسل ثانية إلا إن قالت محفظتك إن الإرسال فشل.
chain-kept = <b>{ $amount } أقل مما يمكن إضافته</b>
    وصل في { $at } UTC. نحتفظ به لك: اكتب إلى فريقنا واذكر المعاملة. ⁦/support⁩ يدلّك كيف.
chain-address = <b>أرسل { $coin } يدويًا</b>
    ومن منصة تداول أيضًا، في أي وقت وأي مبلغ من { $least }. ما هو أقل لا يُضاف.
    { $rate ->
        [unknown] يُضاف بسعر الدقيقة التي يصل فيها.
       *[other] يُضاف بسعر الدقيقة التي يصل فيها. الآن: { $rate }.
    }
chain-qr = العنوان و{ $pay } ومذكرتك، لكاميرا المحفظة.
chain-qr-open = العنوان ومذكرتك، لكاميرا المحفظة.
deposit-given-back = <b>أُعيد إرسال { $amount }</b>
    دُفع للإيصال <code>{ $code }</code> ولم يُضف. يعود إلى حيث جاء.
deposit-missed = <b>لم يصل { $pay }</b>
    قالت محفظة إنه أُرسل للإيصال <code>{ $code }</code>. لم يبلغ عنواننا، وانتهى ذلك الطلب. هل تعرض محفظتك أو مستكشف أن التحويل تمّ؟ إذًا فاكتب إلى موظفينا ومعه رمزه (hash). وإلا فيمكنك الإيداع من جديد.
chain-claim-over = <b>بُتّ في مطالبتك</b>
    قلت إن { $amount } التي وصلت في { $at } لك. لم تمكن إضافتها إليك. إن كانت لك مع ذلك فاكتب إلى موظفينا ومعك إيصال المرسل.
deposit-again = إيداع آخر
deposit-owed-paid-twice = <b>دفعت مرتين</b>
    الإيصال <code>{ $code }</code> كان مدفوعًا. الدفعة الثانية ليست في نقدك. تعود وحدها إلى حيث جاءت، ونخبرك حين نرسلها.
deposit-owed-amount-differs = <b>المبلغ المدفوع يختلف عن الفاتورة</b>
    الإيصال <code>{ $code }</code>: ما دُفع ليس في نقدك. يعود وحده إلى حيث جاء، ونخبرك حين نرسله.
deposit-owed-paid-by-another = <b>شخص آخر دفع هذه الفاتورة</b>
    الإيصال <code>{ $code }</code>: المبلغ ليس في نقدك. يعود وحده إلى من دفعه، ونخبرك حين نرسله.
deposit-owed-wrong-currency = <b>الدفعة بعملة أخرى</b>
    الإيصال <code>{ $code }</code>: ما دُفع ليس في نقدك. يعود وحده إلى حيث جاء، ونخبرك حين نرسله.
deposit-owed-below-minimum = <b>الدفعة صغيرة جدًا</b>
    الإيصال <code>{ $code }</code>: هي أقل مما يمكننا إضافته. يعود المبلغ وحده إلى حيث جاء، ونخبرك حين نرسله.
deposit-owed-over-limit = <b>الدفعة أكبر من حدك</b>
    الإيصال <code>{ $code }</code>: هي أكثر مما بقي من حدك، وليست في نقدك. تعود تلقائيًا إلى حيث جاءت، ونخبرك حين تُرسل.
deposit-owed-excluded = <b>أنت في استراحة من اللعب</b>
    الإيصال <code>{ $code }</code>: لا يُضاف شيء خلالها، فليست في نقدك. تعود تلقائيًا إلى حيث جاءت، ونخبرك حين تُرسل.
deposit-owed-kyc-refused = <b>لا يمكننا التحقق من هويتك</b>
    الإيصال <code>{ $code }</code>: لذلك لا يُضاف شيء، وليست في نقدك. تعود تلقائيًا إلى حيث جاءت، ونخبرك حين تُرسل.
taken-back-open = <b>دفعة { $amount } محل اعتراض</b>
    طلب حامل البطاقة من مصرفه استرداد ما دُفع عن الإيصال <code>{ $code }</code>. إلى أن يقرر المصرف لا يكون المبلغ في نقدك، وتنتظر عمليات السحب.
    { $debt ->
        [some] كان لديك أقل من ذلك: عليك لنا { $owes }.
       *[none] { "" }
    }
taken-back-won = <b>حُسم الاعتراض على { $amount } لصالحك</b>
    الإيصال <code>{ $code }</code>: عاد المال إليك، والسحب متاح.
taken-back-lost = <b>خسرنا الاعتراض على { $amount }</b>
    الإيصال <code>{ $code }</code>: أعاد المصرف المال إلى حامل البطاقة.
    { $debt ->
        [some] { $owes } منه لم يعد في نقدك، وهو دين لنا عليك.
       *[none] { "" }
    }
taken-back-refunded = <b>أُعيد { $amount } إلى البطاقة</b>
    كان قد دُفع عن الإيصال <code>{ $code }</code>.
    { $debt ->
        [some] { $owes } منه لم يعد في نقدك، وهو دين لنا عليك.
       *[none] { "" }
    }
taken-back-refunded-stars = <b>أُعيد { $amount }</b>
    دُفع للإيصال <code>{ $code }</code>.
    { $debt ->
        [some] { $owes } منه لم يعد لديك وهو دين لنا عليك.
       *[none] { "" }
    }
taken-back-failed = <b>عاد { $amount } إلينا</b>
    الإيصال <code>{ $code }</code>: لم يقبل مصرف البطاقة الاسترداد. المال محفوظ لك من جديد.

refused-below-minimum = أقل إيداع ممكن هو { $least }.
refused-above-maximum = أكبر إيداع ممكن في المرة الواحدة هو { $most }.
refused-wrong-asset = الإيداع هنا بعملة أخرى، ابتداءً من { $least }.
refused-rail-off = الإيداع متوقف في الوقت الحالي. نقودك في أمان.
refused-rail-paused = طريقة الدفع هذه متوقفة مؤقتًا. نقودك في أمان؛ حاول لاحقًا أو اختر طريقة أخرى.
refused-too-many-open =
    { $count ->
        [zero] ليس لديك فواتير مفتوحة ({ $count }).
        [one] لديك فاتورة مفتوحة واحدة ({ $count }). ادفعها أو انتظر حتى تنتهي مدتها.
        [two] لديك فاتورتان مفتوحتان ({ $count }). ادفع إحداهما أو انتظر حتى تنتهي مدتها.
        [few] لديك { $count } فواتير مفتوحة. ادفع إحداها أو انتظر حتى تنتهي مدتها.
        [many] لديك { $count } فاتورة مفتوحة. ادفع إحداها أو انتظر حتى تنتهي مدتها.
       *[other] لديك { $count } فاتورة مفتوحة. ادفع إحداها أو انتظر حتى تنتهي مدتها.
    }

checkout-unknown-order = لم تعد هذه الفاتورة صالحة. اطلب من البوت فاتورة جديدة. لم يُخصم شيء.
checkout-another-player = هذه الفاتورة لشخص آخر. اطلب من البوت فاتورتك. لم يُخصم شيء.
checkout-already-paid = هذه الفاتورة مدفوعة. لم يُخصم شيء مرة أخرى.
checkout-rail-paused = المدفوعات متوقفة مؤقتًا. لم يُخصم شيء؛ حاول لاحقًا.
checkout-expired = انتهت مدة هذه الفاتورة. اطلب من البوت فاتورة جديدة. لم يُخصم شيء.
checkout-amount-differs = المبلغ لا يطابق الفاتورة. اطلب من البوت فاتورة جديدة. لم يُخصم شيء.

help = <b>مساعدة</b>
    <b>النقود</b>
    ⁦/deposit⁩ للإيداع، و⁦/withdraw⁩ للسحب، و⁦/balance⁩ لعرض رصيدك.

    <b>الألعاب</b>
    ⁦/play⁩ لكل الألعاب. هنا في المحادثة: ⁦/spin⁩ و⁦/guess⁩ و⁦/drop⁩.
    ⁦/rounds⁩ لآخر جولاتك، و⁦/fair⁩ للتحقق من النزاهة، و⁦/seed⁩ لتبدأ ببذرة من عندك.

    <b>المكافآت</b>
    ⁦/bonus⁩ لمكافأتك وما يمكنك سحبه، و⁦/promotions⁩ لما سواها، و⁦/code⁩ لإدخال رمز ترويجي.
    ⁦/vip⁩ لمستواك، و⁦/leaderboard⁩ لنقاط هذا الأسبوع.

    <b>أنت</b>
    ⁦/limits⁩ للحدود والاستراحات، و⁦/kyc⁩ لإثبات هويتك.
    ⁦/notices⁩ لما نكتبه ومتى، و⁦/language⁩ لتغيير اللغة، و⁦/settings⁩ لفتح الإعدادات والأجهزة.
    ⁦/support⁩ للوصول إلى فريقنا، و⁦/start⁩ لفتح القائمة، و⁦/help⁩ لهذه المساعدة.

    تبقى الفاتورة متاحة 15 دقيقة. وبعد الدفع تتحول رسالتها إلى إيصالك.
    دفعت ولم يحدث شيء؟ لا تدفع مرة أخرى: يُضاف المبلغ فور إبلاغنا بالدفع.
not-understood = لم أفهم ذلك. اكتب مبلغًا مثل 25 أو اختر من الأسفل.
settings-in-app = إعداداتك في التطبيق: اللغة، والأجهزة التي دخلت منها، وتيليجرام.
settings-away = إعداداتك في التطبيق، ويُفتح في متصفح: اللغة، والأجهزة التي دخلت منها، وتيليجرام.
support = تصل إلى فريقنا هنا: { $contact }
    تسأل عن دفعة؟ اذكر رمز إيصالها.
support-none = لم تُحدَّد بعد طريقة للوصول إلى فريقنا. الدفعة المتأخرة لا تحتاج إلى أحد: تُضاف فور إبلاغنا بها.
too-fast = هذا كثير دفعة واحدة. انتظر بضع ثوان ثم تابع.
sent-again = نرسلها مرة أخرى، لعلها لم تصلك:

language-choose = <b>اللغة</b>
    المحادثة والتطبيق بلغة واحدة.
language-follow = كما في تيليجرام
language-chosen = نتحدث العربية الآن.

# رمز يؤكد إجراءً واحدًا. ما يؤكَّد مكتوب بعد «طلبت:».
code-act-unlink-telegram = إلغاء ربط حساب تيليجرام هذا
code-act-withdrawal = سحب المال
code-act-destination = السماح بإرسال المال إلى هذا الحساب أو العنوان
code-ask = <b>أكّد برمز</b>
    طلبت: { $act }.
code-amount = المبلغ: { $amount }
code-fee = الرسوم: { $fee }
code-arrives = يصل: نحو { $about }، و{ $least } على الأقل
code-destination = إلى: <code>{ $destination }</code>
code-digits = رمزك: <code>{ $digits }</code>
    صالح حتى { $until } UTC. اكتبه في التطبيق أو اضغط زرًا بالأسفل.
    لا تقله لأحد: لا يسأل عنه أي شخص من Cage.
code-typed-in-chat = هنا يؤكَّد الرمز بزر: اضغط «نعم، نفّذ» تحت رسالة الرمز. أو اكتب الرمز في التطبيق.
code-yes = نعم، نفّذ
code-no = لا، لم أكن أنا
code-confirmed = <b>تم</b>
    { $done }
code-done-unlink-telegram = ألغيت ربط حساب تيليجرام هذا في { $at } UTC.
code-done-withdrawal = أكدت سحب النقود في { $at } UTC.
code-done-destination = أكّدت الحساب أو العنوان في { $at } UTC.
code-denied = <b>لم يُنفَّذ شيء</b>
    قلت إنك لم تطلب ذلك. ربما دخل شخص آخر بحسابك: افتح ملفك في التطبيق وسجّل الخروج من كل الأجهزة.
code-expired = <b>انتهت مدة الرمز</b>
    كان صالحًا حتى { $until } UTC. لم يُنفَّذ شيء.
code-replaced = <b>هذا الرمز لاغٍ</b>
    حلّ محله رمز أحدث. لم يُنفَّذ به شيء.
code-exhausted = <b>هذا الرمز لاغٍ</b>
    كُتب رمز خاطئ خمس مرات. لم يُنفَّذ شيء. لم تكن أنت؟ افتح ملفك في التطبيق وسجّل الخروج من كل الأجهزة.
code-changed = <b>هذا الرمز لاغٍ</b>
    تغيّر ما كان من أجله. لم يُنفَّذ شيء. اطلب رمزًا جديدًا.
code-locked = <b>لا رموز حتى { $until } UTC</b>
    كُتبت رموز خاطئة كثيرة. لم يُنفَّذ شيء. لم تكن أنت؟ افتح ملفك في التطبيق وسجّل الخروج من كل الأجهزة.
code-toast-over = لم يعد هذا الرمز صالحًا.
code-toast-refused = لا يمكن تنفيذ ذلك الآن. لم يتغير شيء.

invoice-title = إيداع
invoice-description-stars = { $credit } للعب. الرسوم { $fee }.
invoice-description = { $credit } إلى نقدك. الرسوم { $fee }.

command-start = فتح القائمة
command-deposit = إيداع النقود
command-balance = عرض رصيدك
command-limits = الحدود والاستراحات
command-language = اختيار اللغة
command-settings = الإعدادات والأجهزة
command-support = الوصول إلى فريقنا
command-help = كيف يعمل هذا
bot-about = أودع والعب واسحب.
bot-description = أودع النقود، والعب ألعابًا يمكنك التحقق منها، واعرف أين ذهبت كل دفعة. اضغط «ابدأ».

# متصفح يطلب من المحادثة إدخاله أو ضم حسابه إليها.
device-unknown = متصفح غير معروف
ticket-sign-in = <b>تسجيل الدخول</b>
    { $device } يطلب الدخول باسمك.
ticket-link = <b>ربط الحسابين</b>
    { $device } يطلب ربط حسابه بهذه المحادثة.
ticket-number = ما الرقم الذي يعرضه المتصفح؟ تابع فقط إن كنت قد فتحت الصفحة بنفسك. لا تقله لأحد: لا يسأل عنه أي شخص من Cage.
ticket-not-me = لست أنا
ticket-over = <b>انتهت صلاحية هذا الرابط</b>
    يعمل مرة واحدة، لخمس دقائق. اطلب رابطا جديدا في المتصفح.
ticket-agreed-sign-in = <b>تم تسجيل دخولك</b>
    دخل { $device }. تجده في الإعدادات، ضمن الأجهزة، ويمكنك إخراجه من هناك.
ticket-agreed-link = <b>عد إلى متصفحك</b>
    يعرض هناك مرة أخرى ما سيُربط. اضغط هناك على «ربط» حتى { $until } UTC. بعد ذلك لا يُربط شيء.
ticket-joined = <b>تم الربط</b>
    حسابك { $code } هنا وفي متصفحك. لم تكن أنت؟ افتح التطبيق وسجّل الخروج من كل الأجهزة.
ticket-wrong-number = <b>لم يحدث شيء</b>
    ليس هذا الرقم الذي يعرضه المتصفح. لم يدخل أحد. إن أرسل إليك أحد هذا الرابط فلا تثق به.
ticket-refused = <b>لم يحدث شيء</b>
    لم يدخل أحد. إن أرسل إليك أحد هذا الرابط فلا تثق به.
join-browser = المتصفح: { $code }، النقود { $cash }، منذ { $since }
join-chat = هذه المحادثة: { $code }، النقود { $cash }، منذ { $since }
join-stays = يستمر { $code }. يُغلق الحساب الآخر ويبقى سجله لدينا.
join-ends-others = وينتهي كل دخول آخر، والتطبيق المفتوح أيضًا: لا يبقى داخلًا إلا ذلك المتصفح.
join-both-hold-money = في كلا الحسابين نقود أو ينتظرها، فلا نمس أيا منهما. العب أو اسحب من أحدهما أولا.
join-has-other-telegram = ذلك الحساب مرتبط بحساب Telegram آخر. ألغِ ربطه أولًا.
refused-no-telegram = تحتاج طريقة الدفع هذه إلى حساب Telegram. اربط حسابك أولًا.
refused-account-closed = رُبط هذا الحساب بحساب آخر. سجل الدخول من جديد.
refused-over-limit =
    { $some ->
        [some]
            { $window ->
                [day] بقي من حدك لهذا اليوم { $left }.
                [week] بقي من حدك لهذا الأسبوع { $left }.
               *[month] بقي من حدك لهذا الشهر { $left }.
            }
       *[none]
            { $window ->
                [day] استُنفد حدك لهذا اليوم.
                [week] استُنفد حدك لهذا الأسبوع.
               *[month] استُنفد حدك لهذا الشهر.
            }
    }
refused-excluded = أنت في استراحة من اللعب حتى { $until }. لا إيداع قبل ذلك، ويمكنك السحب في أي وقت.
refused-excluded-for-ever = استبعدت نفسك نهائيًا. لا إيداع، ويمكنك السحب في أي وقت.
refused-kyc-refused = لا يمكننا التحقق من هويتك، لذلك لا إيداع. أموالك لك: يمكنك سحبها كلها.
refused-verification-needed = يمكن إيداع هذا المبلغ بعد أن نعرف من أنت. طلبنا منك مستندات: انظر /kyc.

# الكشف السنوي، صفحة للطباعة.
statement-title = كشف حساب { $year }
statement-player = اللاعب { $code }
statement-note = كل حركات السنة بتوقيت UTC. المبالغ التي حُجزت ثم أُعيدت لم تتحرك ولا تظهر هنا.
statement-made = أُعد في { $at } (UTC). ما جاء بعد ذلك ليس فيه.
statement-nothing = لم يكن هناك حساب في هذه السنة.
statement-account = الحساب بعملة { $asset }
statement-opening = في البداية
statement-closing = في النهاية
statement-time = الوقت (UTC)
statement-purpose = الغرض
statement-before = قبل
statement-amount = المبلغ
statement-after = بعد
statement-kind-deposit = إيداع
statement-kind-withdrawal = سحب
statement-kind-withdrawal-fee = رسوم السحب
statement-kind-withdrawal-returned = سحب عاد
statement-kind-play = الألعاب

# إخراج المال. رسالته له وحده، من الطلب إلى الإيصال.
menu-withdraw = سحب
withdraw-choose = <b>سحب</b>
    يمكنك سحب ما يصل إلى { $most }، و{ $least } على الأقل. كم يجب أن يصل؟
    { $fee ->
        [none] بلا رسوم.
       *[other] الرسوم { $fee }، فوق المبلغ.
    }
    مبلغ آخر: أرسل ‎/withdraw‎ والمبلغ، مثل ‎/withdraw 25‎.
# Below that, where another asset arrives.
withdraw-arrives = يصل بعملة { $asset } بسعر { $rate } الآن. يُحدَّد المقدار عند الإرسال: لا يُرسَل أبدًا ما يقل عن المعروض بأكثر من { $tolerance }.
withdraw-by = <b>سحب</b>
    بأي طريقة؟
withdraw-by-stripe = إلى بطاقتي
withdraw-by-adyen = إلى حسابي المصرفي
withdraw-by-ton = بعملة TON إلى محفظتي
withdraw-by-usdt = بعملة USDT إلى محفظتي
withdraw-where = <b>سحب { $amount }</b>
    إلى أين؟
withdraw-costs = لديك مكافأة قائمة. سحب أي مبلغ من النقد يعني التخلي عنها. يضيع: مكافأة قدرها { $bonus }{ $spins ->
        [0] {""}
        [one] {" و"}لفّة مجانية واحدة
        [two] {" و"}لفّتان مجانيتان
        [few] {" و"}{ $spins } لفّات مجانية
       *[other] {" و"}{ $spins } لفّة مجانية
    }{ $rounds ->
        [0] {""}
       *[other] ، وما تربحه الجولات المفتوحة من المكافأة
    }.
withdraw-ends-offers =
    { $count ->
        [one] ينتهي عرض جاء مع إيداعك فور طلبك السحب.
        [two] ينتهي عرضان جاءا مع إيداعك فور طلبك السحب.
        [few] تنتهي { $count } عروض جاءت مع إيداعك فور طلبك السحب.
       *[other] ينتهي { $count } عرضًا جاء مع إيداعك فور طلبك السحب.
    }
withdraw-see-bonus = شاهد المكافأة
# يمكن سحب النقد، ومعه يُتخلى عن المكافأة.
withdraw-gives-up = <b>سحب { $amount }</b>
    بهذا تتخلى عن مكافأتك.
    يضيع: مكافأة قدرها { $bonus }{ $spins ->
        [0] {""}
        [one] {" و"}لفّة مجانية واحدة
        [two] {" و"}لفّتان مجانيتان
        [few] {" و"}{ $spins } لفّات مجانية
       *[other] {" و"}{ $spins } لفّة مجانية
    }{ $rounds ->
        [0] {""}
       *[other] ، وما تربحه الجولات المفتوحة من المكافأة
    }.
    يبقى: نقدك { $cash }.
    تنتهي المكافأة فورًا، حتى إن لم تؤكد السحب.
withdraw-keep-bonus = أبقِ المكافأة
withdraw-give-up = تخلَّ عن المكافأة واسحب
withdraw-nowhere = <b>سحب</b>
    لا توجد هنا طريقة للدفع إليك بعد. نقودك في أمان.
withdraw-blocked = <b>سحب</b>
    هذا ما يمنع السحب:
withdraw-blocker = • { $why }
withdrawal-awaiting-code = <b>سحب { $amount }</b>
    الرسوم: { $fee }. وُضع جانبًا من أجله { $total }.
    أكّده بالرمز الذي أرسلناه إلى هذه المحادثة قبل { $until } UTC. وإلا فلن يخرج شيء، ويعود المبلغ إلى نقودك.
withdrawal-confirmed = <b>سحب { $amount }</b>
    لقد أكّدته. يخرج بعد لحظة.
withdrawal-awaiting-approval = <b>سحب { $amount }</b>
    لقد أكّدته. ينظر موظفونا فيه قبل خروجه؛ ليس عليك فعل شيء.
withdrawal-sending = <b>سحب { $amount }</b>
    إنه في الطريق إلى <code>{ $destination }</code>. الرسوم: { $fee }.
# Below what it is at, where another asset arrives.
withdrawal-arrives-about = يصل: نحو { $about }، و{ $least } على الأقل. يُحدَّد المقدار عند الإرسال.
withdrawal-arrives-fixed = يصل: { $sent } بسعر { $rate }.
withdrawal-arrived = أُرسل: { $sent } بسعر { $rate }.
withdrawal-paid = <b>تم دفع { $amount } إليك</b>
    إلى: <code>{ $destination }</code>
    الرسوم: { $fee }
    النقود الآن: { $cash }
    الإيصال: <code>{ $code }</code>
withdrawal-paid-in-part = <b>تم دفع { $paid } من { $amount }</b>
    إلى: <code>{ $destination }</code>
    لم يمكن دفع الباقي وقد عاد إلى نقودك. وخُفّضت الرسوم بقدره.
    النقود الآن: { $cash }
    الإيصال: <code>{ $code }</code>
withdrawal-came-back = عاد منه { $returned }: لم يقبله المصرف. وهو في نقودك من جديد مع رسومه.
withdrawal-bounced = عاد المال: لم يقبله العنوان. { $returned } منه في نقودك من جديد مع رسومه.
withdrawal-refused = <b>لم يُدفع { $amount }</b>
    { $because ->
        [recipient-refuses] لم يقبله العنوان وأعاده. كله عاد إلى نقودك، والرسوم أيضًا. اختر عنوانًا آخر: فهذا سيعيده من جديد.
        [recipient-frozen] العنوان مجمّد على الشبكة، فلم يُرسَل شيء. كله عاد إلى نقودك، والرسوم أيضًا. اختر عنوانًا آخر.
        [ours] حدث الخطأ عندنا، ولا علاقة للعنوان به. كله عاد إلى نقودك، والرسوم أيضًا. حاول لاحقًا، أو اكتب إلى الدعم واذكر <code>{ $code }</code>.
       *[unknown] لم يقبله مزوّد الدفع. كله عاد إلى نقودك، والرسوم أيضًا.
    }
    النقود الآن: { $cash }
withdrawal-rate-moved = <b>لم يُدفع { $amount }</b>
    تغيّر السعر: كان سيصل أقل من { $least }، لذلك لم يُرسَل شيء. كله عاد إلى نقودك، والرسوم أيضًا.
    النقود الآن: { $cash }
withdrawal-declined = <b>لم يُدفع { $amount }</b>
    رفضه موظفونا. كله عاد إلى نقودك، والرسوم أيضًا. اسأل الدعم عن السبب.
    النقود الآن: { $cash }
withdrawal-expired = <b>سحب { $amount }</b>
    لم يُؤكَّد. لم يخرج شيء، وعاد كله إلى نقودك.
withdrawal-cancelled = <b>سحب { $amount }</b>
    لقد تراجعت عنه. لم يخرج شيء، وكله في نقودك.
withdraw-why = ماذا أفعل؟
withdrawal-follow = تابعه في التطبيق
withdrawal-receipt = الإيصال في التطبيق
withdrawal-again = سحب
withdrawal-again-now = السحب بسعر اليوم
blocked-no-way-out = لا توجد هنا طريقة لدفع هذا بعد. نقودك في أمان.
blocked-rail-paused = هذه الطريقة متوقفة مؤقتًا. نقودك في أمان؛ حاول لاحقًا.
blocked-no-rate = لا يستطيع أحد الآن أن يعطينا سعرًا مؤكدًا لما سيصل. نقودك في أمان؛ حاول بعد دقائق.
blocked-no-telegram = نؤكّد كل سحب برمز في تيليجرام. اربط حسابك في تيليجرام أولًا.
blocked-open-dispute = إحدى دفعاتك محل نزاع لدى مصرفك. ينتظر السحب حتى يُحسم ذلك.
blocked-verification-missing = يجب أن نعرف من أنت أولًا: لم يتم التحقق بعد.
blocked-bonus-locked = بقي أن تراهن بمبلغ { $left }، أو تخلَّ عن المكافأة أولًا: /bonus.
blocked-unconfirmed-withdrawal = سحب آخر ينتظر رمزه. أكّده أو تراجع عنه.
blocked-too-many-under-way =
    { $count ->
        [zero] لا سحب في الطريق.
        [one] سحب واحد لك في الطريق. انتظر حتى يصل.
        [two] سحبان لك في الطريق. انتظر حتى يصل أحدهما.
        [few] { $count } سحوبات لك في الطريق. انتظر حتى يصل أحدها.
        [many] { $count } سحبًا لك في الطريق. انتظر حتى يصل أحدها.
       *[other] { $count } سحب لك في الطريق. انتظر حتى يصل أحدها.
    }
blocked-below-minimum = أقل ما يمكن سحبه { $least }.
blocked-above-maximum = أكثر ما يمكن سحبه مرة واحدة { $most }.
blocked-not-coverable = يعود المال من الطريق الذي جاء منه: يمكن أن يعود { $most } على الأكثر.
blocked-goes-back-first = يعود { $left } من مدفوعاتك إلى بطاقته أولًا. بهذه الطريقة يمكن سحب { $most } على الأكثر.
blocked-destination-missing =
    { $most ->
        [none] يُرسل إلى حساب أو عنوان لك. أضفه في التطبيق وأكّده برمز.
       *[other] ما يزيد على { $most } يذهب إلى حساب أو عنوان لك. أضفه في التطبيق وأكّده برمز.
    }
blocked-destination-unconfirmed = هذا الحساب أو العنوان غير مؤكَّد لهذا السحب. أكّده بالرمز من هذه الدردشة، أو أضفه من جديد.
blocked-owes = دفعة أُضيفت إلى نقدك عادت إلى من دفعها. ما زال عليك { $debt } منها، ولا يُسحب هذا المبلغ.
blocked-insufficient-funds = لديك { $available } للسحب، والرسوم { $fee } تُضاف فوق المبلغ.
refused-rail-short = لا يمكن دفع هذا الآن. نقودك في أمان؛ حاول لاحقًا.
refused-codes = لا يمكن إرسال رمز إليك الآن، فلم يتغير شيء. حاول بعد قليل.
command-withdraw = إخراج المال
statement-kind-refund = استرداد إلى البطاقة
statement-kind-refund-undone = استرداد عاد إلينا
statement-kind-dispute = اعترض حامل البطاقة
statement-kind-dispute-undone = حُسم الاعتراض لصالحك

# محفظة أُثبتت ورُبطت: يُكتب ذلك كل مرة كي يُلاحَظ.
wallet-linked = <b>رُبطت محفظة بحسابك</b>
    <code>{ $address }</code>، في { $at } UTC.
    لا يُدفع إليها قبل أن تؤكّدها برمز. لم تكن أنت؟ دخل شخص آخر بحسابك: أزل المحفظة في إعدادات التطبيق وسجّل الخروج من كل الأجهزة.

# الحدود والاستراحات والاستبعاد.
limits = <b>حدودك</b>
    الحد الأشد يسري فورًا. والأخف ينتظر 24 ساعة وموافقة ثانية منك.
limits-none = لم تضع أي حد.
limits-kind-deposit = الإيداع
limits-kind-loss = الخسارة
limits-kind-session = الوقت
limits-break = خذ استراحة
limits-exclusion = استبعد نفسي
limits-app = كل ذلك في التطبيق
minutes = { $minutes } دقيقة
window-day = يوم
window-week = أسبوع
window-month = شهر
limit-line =
    { $kind ->
        [deposit] الإيداع
        [loss] الخسارة
       *[session] وقت اللعب
    } في { $window ->
        [day] اليوم
        [week] الأسبوع
       *[month] الشهر
    }: { $value }، بقي { $left }
limit-wish =
    { $kind ->
        [deposit] الإيداع
        [loss] الخسارة
       *[session] وقت اللعب
    } في { $window ->
        [day] اليوم
        [week] الأسبوع
       *[month] الشهر
    }: طلبت { $value ->
        [none] رفع الحد
       *[other] { $value }
    }. { $ripe ->
        [yes] أكّده أو أبقِ حدك.
       *[no] يمكن تأكيده ابتداءً من { $from }.
    }
limit-confirm = نعم، خففه
limit-keep = أبقِ حدي
limit-set =
    { $kind ->
        [deposit] <b>حد الإيداع</b>
        [loss] <b>حد الخسارة</b>
       *[session] <b>حد وقت اللعب</b>
    }
    { $window ->
        [day] كم على الأكثر في اليوم؟
        [week] كم على الأكثر في الأسبوع، من الاثنين؟
       *[month] كم على الأكثر في الشهر؟
    } في التطبيق يمكنك اختيار أي مبلغ.
limit-remove = بلا حد
limit-tightened = يسري الحد من الآن.
limit-wished = سُجّل. نسألك ثانية بعد 24 ساعة، وحتى ذلك يبقى حدك.
limit-same = يبقى حدك كما هو.
limit-loosened = صار حدك أخف الآن.
limit-too-early = لا يمكن تأكيده بعد: لم تمض 24 ساعة.
limit-no-wish = لم تطلب حدًا أخف.
limit-kept = يبقى حدك كما هو.
limit-not-possible = لا يمكن أن يكون حد كهذا.
break-choose = <b>خذ استراحة</b>
    لا لعب ولا إيداع لفترة، في كل مكان. يمكنك السحب في أي وقت. كم المدة؟
exclusion-choose = <b>استبعد نفسك</b>
    لا لعب ولا إيداع ولا عروض منا، في كل مكان. لا أحد ينهيه قبل أوانه، ولا موظفونا. يمكنك السحب في أي وقت. كم المدة؟
pause-length-24h = 24 ساعة
pause-length-7d = 7 أيام
pause-length-30d = 30 يومًا
pause-length-6m = 6 أشهر
pause-length-1y = سنة
pause-length-5y = 5 سنوات
pause-length-forever = نهائيًا
pause-confirm =
    { $kind ->
        [break] <b>استراحة: { $length }؟</b>
       *[exclusion] <b>استبعاد نفسك: { $length }؟</b>
    }
    يبدأ فورًا ولا يمكن تقصيره. تُغلق الإيداعات المفتوحة. وتستمر عمليات سحبك.
pause-yes = نعم، ابدأ الآن
pause-no = لا
pause-begun = بدأ، ويستمر حتى { $until }.
pause-begun-for-ever = بدأ، وهو نهائي.
paused-until =
    { $kind ->
        [break] أنت في استراحة حتى { $until }.
       *[exclusion] استبعدت نفسك حتى { $until }.
    }
paused-for-ever = استبعدت نفسك نهائيًا.

# التحقق من الهوية: ما المطلوب، ولماذا، وأين وصل.
command-kyc = إثبات هويتك
kyc-title = <b>التحقق من الهوية</b>
kyc-idle = لا شيء مطلوب منك الآن. يمكنك التحقق مسبقًا حتى لا تنتظر شيئًا لاحقًا.
kyc-because-player-wishes = طلبت التحقق من هويتك. أرسل كل هذا مرة واحدة من فضلك:
kyc-because-before-play = قبل أن تلعب يجب أن نعرف من أنت. أرسل كل هذا مرة واحدة من فضلك:
kyc-because-deposits-in-total = مع مجموع ما أودعته يطلب القانون منا أن نعرف من أنت. أرسل كل هذا مرة واحدة من فضلك:
kyc-because-withdrawal = مع مجموع ما تسحبه يطلب القانون منا أن نعرف من أنت. أرسل كل هذا مرة واحدة من فضلك:
kyc-because-document-expired = ستنتهي صلاحية وثيقتك قريبًا. أرسل الجديدة حتى لا يتغير شيء بالنسبة لك:
kyc-because-screening = أرسل كل هذا مرة واحدة من فضلك:
kyc-because-staff = يطلب منك موظفونا كل هذا مرة واحدة:
kyc-total =
    { $days ->
        [36525] أنت عند { $so } من { $of } منذ البداية.
        [one] أنت عند { $so } من { $of } خلال يوم واحد ({ $days }).
       *[other] أنت عند { $so } من { $of } خلال { $days } يوماً.
    }
kyc-document-identity = جواز سفر أو بطاقة هوية أو رخصة قيادة
kyc-document-selfie = صورة لوجهك
kyc-document-address = رسالة أو فاتورة عليها عنوانك، لا يزيد عمرها على ثلاثة أشهر
kyc-document-funds = مصدر أموالك: قسيمة راتب أو كشف حساب بنكي
kyc-again = { $document }: { $why }
kyc-again-unreadable = تعذرت قراءتها؛ صوّرها مرة أخرى في ضوء جيد
kyc-again-cut-off = جزء منها ناقص؛ يجب أن تظهر الزوايا الأربع كلها
kyc-again-expired = انتهت صلاحيتها؛ أرسل وثيقة سارية
kyc-again-too-old = قديمة جدًا؛ أرسل واحدة من الأشهر الثلاثة الأخيرة
kyc-again-other-person = تُظهر شخصًا آخر غيرك
kyc-again-wrong-document = ليست الوثيقة التي طلبناها
kyc-again-name-differs = الاسم عليها غير الاسم الذي ذكرته لنا
kyc-again-not-enough = لا تُظهر بما يكفي من أين تأتي الأموال
kyc-all-there = كل شيء موجود. اضغط «أرسل الكل للفحص» في التطبيق وسننظر فيه.
kyc-until = أجب من فضلك قبل { $day }. حتى ذلك الحين لا يتغير شيء بالنسبة لك.
kyc-was-until = طلبنا أن تجيب قبل { $day }. تبقى حدودك كما هي حتى تجيب؛ ما زال بإمكانك الإرسال، وأموالك بأمان.
kyc-looking = شكرًا، وصلنا كل شيء. ينظر موظفونا فيه وسنكتب إليك.
kyc-level-basic = ✅ تم التحقق من هويتك.
kyc-level-full = ✅ تم التحقق من هويتك بالكامل.
kyc-level-until = صالح حتى { $day }؛ وسنطلب الوثيقة التالية في الوقت المناسب.
kyc-ended = انتهت صلاحية وثيقتك. أرسل الجديدة ويعود كل شيء كما كان.
kyc-refused = لا يمكننا التحقق من هويتك، لذلك لا يمكنك الإيداع أو اللعب هنا. أموالك لك: يمكنك سحبها كلها. فريق الدعم يجيب عن أسئلتك.
kyc-send = الإرسال في التطبيق
kyc-open = الفتح في التطبيق
