# ما يقرؤه اللاعبون عند السحب: كم، وما الذي يمنع، والطريق الذي يسلكه المال، والإيصال.

withdrawal = سحب
withdraw-limits = الآن من { $least } إلى { $most }
withdraw-all = الكل
withdraw-to = إلى أين يُرسل
way-out-stripe = البطاقة التي دفعت بها
withdraw-fee-none = بلا رسوم
withdraw-fee = الرسوم { $fee } فوق المبلغ
you-receive = تستلم
leaves-cash = يخرج من نقدك
withdraw-sum = اسحب { $amount }
withdraw-otherwise = اسحب بطريقة أخرى
nothing-leaves-yet = لا يخرج شيء قبل أن تؤكّده برمز من محادثتك.

set-aside = محفوظ لك جانبًا
set-aside-text = لا يمكن المراهنة به، ولن يطلب منك أحد التراجع.
confirm-with-code = أكّد بالرمز
code-resent = رمز جديد في محادثتك؛ والسابق لم يعد صالحًا.
confirm-sum = أكّد { $amount }
not-confirmed-is-back = إن لم تؤكّده في الوقت عاد كله إلى نقدك.
take-back = لا أريد السحب
progress = أين هو
details = كم يكلّف
goes-to = إلى
withdrawal-unknown = لا يوجد سحب كهذا
withdrawal-unknown-text = ليس لك شيء بهذا العنوان. سحوباتك في السجل.

step-out-requested = طُلب
step-out-code = أُكّد بالرمز
step-out-approval = وافق عليه موظفونا
step-out-sending = أُرسل
step-out-paid = دُفع إليك
step-out-paid-in-part = دُفع جزء منه
step-out-refused = لم يُدفع
step-out-rate-moved = لم يُرسَل: تغيّر السعر
step-out-declined = رفضه موظفونا
step-out-expired = لم يُؤكّد في الوقت
step-out-cancelled = تراجعت عنه
# What it is at.
step-now-code = ينتظر رمزك
step-now-approval = ينظر فيه موظفونا
step-now-sending = في الطريق
approvals = وافق { $given } من { $needed }
meanwhile-awaiting-code = الرمز في محادثتك.
meanwhile-confirmed = نسلّمه للدفع. لا يلزمك شيء.
meanwhile-awaiting-approval = ينظر فيه موظفون مختلفون قبل أن يخرج. لا يلزمك شيء: تقرأ قرارهم هنا وفي المحادثة.
meanwhile-sending = هو لدى شركة الدفع. ما إن تقول إنه دُفع حتى تقرأ ذلك هنا وفي المحادثة. لا يلزمك شيء.
ended-paid-in-part = تعذّر دفع الباقي وعاد إلى نقدك. وخُفّضت الرسوم بما يناسب.
came-back = عاد منه { $amount }: لم يقبله المصرف. وهو في نقدك من جديد مع رسومه.
ended-refused =
    { $because ->
        [recipient-refuses] لم يقبله العنوان وأعاده. عاد كله إلى نقدك، والرسوم أيضًا. اختر عنوانًا آخر: فهذا سيعيده من جديد.
        [recipient-frozen] العنوان مجمّد على الشبكة، فلم يُرسَل شيء. عاد كله إلى نقدك، والرسوم أيضًا. اختر عنوانًا آخر.
        [ours] حدث الخطأ عندنا، ولا علاقة للعنوان به. عاد كله إلى نقدك، والرسوم أيضًا. حاول لاحقًا، أو اكتب إلى الدعم واذكر الرقم.
       *[unknown] لم تقبله شركة الدفع. عاد كله إلى نقدك، والرسوم أيضًا.
    }
ended-rate-moved = تغيّر السعر، وكان سيصل أقل مما عُرض عليك. لم يُرسَل شيء، وعاد كله إلى نقدك، والرسوم أيضًا.
ended-declined = رفضه موظفونا. عاد كله إلى نقدك، والرسوم أيضًا. اسأل الدعم عن السبب واذكر الرقم.
ended-expired = لم يُؤكّد. لم يخرج شيء، وعاد كله إلى نقدك.
ended-cancelled = تراجعت عنه. لم يخرج شيء، وكله في نقدك.

you-asked-for = طلبت
you-received = استلمت
left-cash = خرج من نقدك
its-way = الطريق الذي سلكه
receipt-line = إيصال { $code }: { $amount }، { $state }. { $day }، { $time }.
receipt-share = شارك هذا الإيصال
receipt-copy = انسخ هذا الإيصال
history-filter = ما يُعرض
history-all = الكل
history-deposit = داخل
history-withdrawal = خارج
nothing-out-yet = لم يُسحب شيء بعد.

why-not = لماذا لا أستطيع السحب؟
why-not-text = هذا ما يمنع الآن. نقودك في أمان.
why-not-nothing = لا شيء يمنع.
why-not-others = لماذا لا أستعمل الطرق الأخرى؟
why-not-never = الاستراحة أو الاستبعاد الذاتي لا يمنعان السحب أبدًا.
blocked-no-way-out-title = لا طريقة للدفع بعد
blocked-no-way-out = لا شيء يدفع هذا هنا بعد. لا يلزمك شيء.
blocked-rail-paused-title = متوقف مؤقتًا
blocked-rail-paused = هذه الطريقة متوقفة الآن. حاول لاحقًا.
blocked-no-rate-title = لا سعر مؤكد الآن
blocked-no-rate = لا يستطيع أحد الآن أن يعطينا سعرًا مؤكدًا لما سيصل. حاول بعد دقائق.
blocked-no-telegram-title = لا تيليجرام للرمز
blocked-no-telegram = يُؤكّد كل سحب برمز في تيليجرام. اربط حسابك في تيليجرام أولًا.
blocked-open-dispute-title = دفعة محل نزاع
blocked-open-dispute = طلب حامل بطاقة من مصرفه استرداد إحدى دفعاتك. ينتظر السحب حتى يقرر المصرف؛ وإيصال تلك الدفعة يبيّنها.
blocked-verification-missing-title = يجب أن نعرف من أنت
blocked-verification-missing = أكّد هويتك: نطلب كل ما يلزم دفعة واحدة، ويجيبك شخص خلال يوم.
blocked-bonus-locked-title = مكافأتك تحجز نقدك
blocked-bonus-locked = بقي أن تراهن بمبلغ { $left }. أو تخلَّ عن المكافأة: عندها يمكن سحب كل نقدك.
blocked-unconfirmed-withdrawal-title = سحب آخر ينتظر رمزه
blocked-unconfirmed-withdrawal = أكّد ذلك السحب أو تراجع عنه.
blocked-too-many-under-way-title = عدة سحوبات في الطريق
blocked-too-many-under-way =
    { $count ->
        [zero] ليس لديك سحوبات في الطريق ({ $count }).
        [one] لديك سحب واحد في الطريق ({ $count }). انتظر حتى يصل.
        [two] لديك سحبان في الطريق ({ $count }). انتظر حتى يصل أحدهما.
        [few] لديك { $count } سحوبات في الطريق. انتظر حتى يصل أحدها.
        [many] لديك { $count } سحبًا في الطريق. انتظر حتى يصل أحدها.
       *[other] لديك { $count } سحب في الطريق. انتظر حتى يصل أحدها.
    }
blocked-below-minimum-title = أقل من الحد الأدنى
blocked-below-minimum = أقل ما يمكن سحبه { $least }.
blocked-above-maximum-title = أكثر من الحد الأعلى
blocked-above-maximum = أكثر ما يمكن سحبه مرة واحدة { $most }.
blocked-not-coverable-title = يعود المال من طريقه
blocked-not-coverable = يمكن أن يعود إلى البطاقة التي دفعت بها { $most } على الأكثر.
blocked-owes-title = عادت دفعة إلى صاحبها
blocked-owes = دفعة أُضيفت إلى نقدك عادت إلى من دفعها. ما زال عليك { $debt } منها، ولا يُسحب هذا المبلغ.
blocked-insufficient-funds-title = النقد لا يكفي
blocked-insufficient-funds =
    { $fee ->
        [none] لديك { $available }.
       *[other] لديك { $available }، والرسوم { $fee } تُضاف فوق المبلغ.
    }
in-order-no-telegram = تيليجرام مربوط للرمز
in-order-open-dispute = لا دفعة محل نزاع
in-order-verification-missing = لا يُطلب إثبات آخر لهويتك
in-order-bonus-locked = لا مكافأة تحجز نقدك
in-order-unconfirmed-withdrawal = لا سحب آخر ينتظر رمزه
do-link-telegram = ربط تيليجرام
do-confirm-who = تأكيد الهوية
do-see-it = اذهب إليه
do-see-them = اعرضها
why-blocked = شيء ما يمنع، فلم يُحجز شيء.
why-rail-short = لا يمكن دفع هذا الآن. نقودك في أمان؛ حاول لاحقًا.
why-account-closed = رُبط هذا الحساب بحساب آخر. سجّل الدخول من جديد.
why-unknown-withdrawal = لا يوجد سحب كهذا.
why-not-to-cancel = ما أُكّد لا يُتراجع عنه هنا.
why-too-late = هو في الطريق أو انتهى.

# إلى أين يُرسل المال.
way-out-adyen = بطاقة أو حساب مصرفي
destinations = حساباتك المصرفية
destination-add = أضف حسابًا مصرفيًا
destination-iban = حساب مصرفي
destination-card-token = بطاقة
destination-unconfirmed = ينتظر رمزه
destination-new = جديد: حتى { $time } ينظر اثنان من موظفينا في ما يُرسل إليه
destination-most =
    { $count ->
        [zero] لم يُحفظ شيء ({ $count }).
        [one] حُفظ واحد ({ $count }) ولا يمكن أكثر. أزله أولًا.
        [two] حُفظ اثنان ({ $count }) ولا يمكن أكثر. أزل أحدهما أولًا.
        [few] حُفظت { $count } ولا يمكن أكثر. أزل واحدًا أولًا.
        [many] حُفظ { $count } ولا يمكن أكثر. أزل واحدًا أولًا.
       *[other] حُفظ { $count } ولا يمكن أكثر. أزل واحدًا أولًا.
    }
destination-remove = أزل { $label }
destination-remove-text = لا يُرسل إليه شيء بعد ذلك. يمكنك إضافته ثانية برمز جديد.
destination-remove-now = أزله
destination-keep = أبقه
destination-save = احفظه وأرسل لي رمزًا
destination-confirm = أكّد الحساب
destination-code-sent = أرسل البوت ستة أرقام إلى محادثتك من أجل { $label }. تصلح عشر دقائق.
destination-new-text = ليوم واحد ينظر اثنان من موظفينا في كل سحب إلى حساب جديد: فأول ما يفعله السارق إضافة حسابه.
destination-why-code = تؤكّده برمز من محادثتك. بعد ذلك يظهر مخفيًا، ولك أيضًا.
choose-destination = اختر إلى أين
goes-back-first = حتى { $amount } يعود من الطريق الذي جاء منه ولا يحتاج حسابًا.
back-to-amount = عودة إلى المبلغ
iban = IBAN
iban-hint = مثل ‎DE89 3704 0044 0532 0130 00‎
iban-shape = هذا ليس رقم IBAN. يبدأ بحرفين ورقمين، مثل DE89.
holder = اسم صاحب الحساب
holder-hint = كما هو لدى المصرف. يجب أن يكون الحساب لك.
holder-missing = اكتب الاسم كما هو لدى المصرف.
why-iban-invalid = هذا ليس رقم IBAN: فيه رقم خاطئ أو ناقص أو زائد. قارنه بما لدى مصرفك.
why-already-saved = هذا الحساب محفوظ ومؤكّد.
why-too-many-destinations = حُفظ عدد يلزم معه إزالة واحد أولًا.
why-rail-off = لا شيء هنا يدفع إلى هناك الآن. حاول لاحقًا.
why-unknown-destination = لم يعد هذا الحساب محفوظًا.
why-in-use = سحب إليه في الطريق. أزله بعد وصوله.
blocked-goes-back-first-title = يعود المال من طريقه أولًا
blocked-goes-back-first =
    { $rail ->
        [stripe] يجب أن يعود { $left } إلى البطاقة التي دفعت بها أولًا. وبهذه الطريقة { $most } على الأكثر.
       *[other] يجب أن يعود { $left } من الطريق الذي جاء منه أولًا. وبهذه الطريقة { $most } على الأكثر.
    }
blocked-destination-missing-title = لا حساب يُرسل إليه
blocked-destination-missing =
    { $most ->
        [none] يلزم حساب مصرفي لك.
       *[other] حتى { $most } يعود من طريقه. وما زاد يحتاج حسابًا مصرفيًا لك.
    }
blocked-destination-unconfirmed-title = الحساب غير مؤكّد
blocked-destination-unconfirmed = أكّده أولًا بالرمز من محادثتك، أو اختر مكانًا آخر.

# What it is paid in.
pay-in = عملة الدفع

# Stars, where cash has its words in another file.
added-to-stars = تُضاف إلى نجومك
stars-before = النجوم قبل
stars-after = النجوم بعد

# سحب النقد يعني التخلي عن المكافأة السارية: يقال ذلك قبل أن يُحجز أي شيء، والخيار الآمن أولًا.
gives-up-head = سحب النقد يعني التخلي عن مكافأتك
gives-up-see = انظر ما يكلّفه ذلك
ends-offers =
    { $count ->
        [one] ينتهي عرض جاء مع إيداعك فور طلبك السحب.
        [two] ينتهي عرضان جاءا مع إيداعك فور طلبك السحب.
        [few] تنتهي { $count } عروض جاءت مع إيداعك فور طلبك السحب.
       *[other] ينتهي { $count } عرضًا جاء مع إيداعك فور طلبك السحب.
    }
ends-offers-see = انظر عروضك
give-up-head = بهذا تتخلى عن مكافأتك
give-up-bonus = تضيع مكافأة قدرها { $bonus }.
give-up-spins =
    { $count ->
        [zero] لا تضيع أي لفّة مجانية.
        [one] تضيع لفّة مجانية واحدة.
        [two] تضيع لفّتان مجانيتان.
        [few] تضيع { $count } لفّات مجانية.
       *[other] تضيع { $count } لفّة مجانية.
    }
give-up-rounds =
    { $count ->
        [zero] لا جولات مفتوحة.
        [one] هناك جولة مفتوحة: ما تربحه من المكافأة يضيع أيضًا.
        [two] هناك جولتان مفتوحتان: ما تربحانه من المكافأة يضيع أيضًا.
        [few] هناك { $count } جولات مفتوحة: ما تربحه من المكافأة يضيع أيضًا.
       *[other] هناك { $count } جولة مفتوحة: ما تربحه من المكافأة يضيع أيضًا.
    }
give-up-keeps = نقدك { $cash } يبقى لك.
give-up-at-once = تنتهي المكافأة فورًا، حتى إن لم تؤكد السحب.
give-up-keep = أبقِ المكافأة
give-up-do = تخلَّ عنها واسحب { $amount }
why-bonus-would-be-lost = هذا يعني التخلي عن مكافأتك، لذلك لم يُحجز شيء. ابدأ سحبًا جديدًا لترى ما يكلفه ذلك.
do-see-bonus = إلى المكافأة
