# ما يقرؤه اللاعبون حيث يضعون حدوداً لأنفسهم وحيث يتوقفون.

limits-short =
    { $count ->
        [0] لا حدود بعد
        [one] حد واحد موضوع
        [two] حدّان موضوعان
        [few] { $count } حدود موضوعة
       *[other] { $count } حداً موضوعاً
    }
tomorrow-at = غداً، { $time }
how-long = كم من الوقت

# ما نتج.
session-this = هذه الجلسة
session-began = بدأت { $time }
session-none = تبدأ مع أول جولة
session-net = الصافي
session-week = الأسبوع { $net }

# حدودهم الخاصة.
limits-yours = حدودك
limits-none = لم تضع أي حد. الحد يعمل فوراً وعلى كل شيء هنا.
limits-rule = الأقل يعمل فوراً. الأعلى يحتاج 24 ساعة، ونسألك مرة أخرى قبل أن يبدأ.
limits-add = أضف حداً
limit-deposit-day = الإيداع في اليوم
limit-deposit-week = الإيداع في الأسبوع
limit-deposit-month = الإيداع في الشهر
limit-loss-day = الخسارة في اليوم
limit-loss-week = الخسارة في الأسبوع
limit-loss-month = الخسارة في الشهر
limit-session-day = الوقت في اليوم
limit-off = لا يوجد
limit-left = بقي { $left } حتى { $until }
wish-waits =
    { $to ->
        [none] ينتهي ابتداءً من { $at } إذا أكدت حينها.
       *[other] يرتفع إلى { $to } ابتداءً من { $at } إذا أكدت حينها.
    }
wish-ripe =
    { $to ->
        [none] طلبت قبل يوم إنهاءه. هل ما زلت تريد ذلك؟
       *[other] طلبت قبل يوم { $to }. هل ما زلت تريد ذلك؟
    }
wish-keep = أبقِ { $now }
wish-confirm =
    { $to ->
        [none] أنهِه
       *[other] غيّره إلى { $to }
    }
reminder = ذكّرني
reminder-text = كم مضى عليك هنا وما الذي نتج
reminder-how-often = كم مرة

# واحد منها.
limit-new = الحد الجديد
limit-new-minutes = الحد الجديد بالدقائق
limit-now =
    { $now ->
        [none] لا يوجد حد الآن.
       *[other] الآن { $now }. المستعمل حتى الآن: { $used ->
            [none] لا شيء
           *[other] { $used }
        }.
    }
limit-unclear = اكتب مبلغاً، مثل 50.
limit-unclear-minutes = اكتب من 1 إلى 1440 دقيقة.
limit-presets = المبالغ
limit-at-once = يعمل فوراً.
limit-at-once-text = يبقى { $left }. رفعه من جديد يحتاج 24 ساعة.
limit-waits = يحتاج 24 ساعة.
limit-waits-text = نسألك حينها مرة أخرى: { $at }. وحتى ذلك يسري ما لديك الآن.
limit-choose = اختر حداً
limit-same = هو الآن { $to }
limit-set = ضع { $to }
limit-lower = اخفض إلى { $to }
limit-ask = اطلب { $to }
limit-remove = اطلب إنهاء هذا الحد
limit-remove-text = يحتاج هذا أيضاً 24 ساعة وموافقة ثانية.
limits-not-limit-out-of-range = لا يمكن حد كهذا. اختر مبلغاً آخر.
limits-not-limit-value-kind = هذا الحد يُحسب بطريقة أخرى. افتحه من جديد.
limits-not-no-wish = لم يعد هناك طلب أعلى. انظر من جديد.
limits-not-too-early = يمكن تأكيده بعد 24 ساعة من طلبك.
limits-offline = أنت غير متصل. لم يتغير شيء؛ حاول حين يعود الاتصال.
limits-unavailable = لم يصلنا ذلك. حاول من جديد: لا يُنفَّذ شيء مرتين.

# ما نطلبه نحن.
house-limits = قبل أن نسأل من أنت
house-deposit =
    { $days ->
        [36525] الإيداع منذ البداية
        [one] الإيداع خلال يوم ({ $days })
       *[other] الإيداع خلال { $days } يوماً
    }
house-withdrawal =
    { $days ->
        [36525] السحب منذ البداية
        [one] السحب خلال يوم ({ $days })
       *[other] السحب خلال { $days } يوماً
    }
house-so-of = { $so } من { $of }
house-limits-text = بعد ذلك يطلب القانون مستندات. يمكنك إرسالها من قبل.

# استراحة.
break = خذ استراحة
break-text = لا لعب ولا إيداع حتى تنتهي. السحب يستمر. ولا يمكن تقصيرها.
break-24h = 24 ساعة
break-7d = 7 أيام
break-30d = 30 يوماً
break-take = خذ استراحة حتى { $until }
break-sure = استراحة حتى { $until }؟
break-not = ليس الآن
break-begin = ابدأ الاستراحة

# نهائياً أو لمدة طويلة.
exclusion-card = توقف نهائياً أو لمدة طويلة
exclusion-card-text = استبعاد ذاتي لمدة 6 أشهر أو أكثر. وتُدفع أموالك إليك.
exclusion-how = كيف يعمل
exclusion-title = إغلاق حسابك أمام اللعب؟
exclusion-text = هذا طلب حسن، ولن نسأل لماذا. إليك ما يحدث بالضبط.
exclusion-6m = 6 أشهر
exclusion-1y = سنة واحدة
exclusion-5y = 5 سنوات
exclusion-forever = نهائياً
means-money =
    { $amount ->
        [none] أموالك لك.
       *[other] { $amount } لك.
    }
means-money-text = يمكنك سحبها في أي وقت؛ والسحوبات المفتوحة تستمر.
means-stop =
    { $until ->
        [never] لا لعب ولا إيداع ولا عروض بعد اليوم أبداً.
       *[other] لا لعب ولا إيداع ولا عروض حتى { $until }.
    }
means-final = لا يمكن التراجع عنه قبل موعده،
means-final-text = لا منك ولا منا.
exclusion-not = عد، وأبقِه مفتوحاً
exclusion-close-6m = أغلقه 6 أشهر
exclusion-close-1y = أغلقه سنة واحدة
exclusion-close-5y = أغلقه 5 سنوات
exclusion-close-forever = أغلقه نهائياً
exclusion-sure =
    { $until ->
        [never] إغلاقه نهائياً؟
       *[other] إغلاقه حتى { $until }؟
    }
exclusion-sure-text = يبدأ لحظة ضغطك، في كل مكان سجّلت الدخول منه.
exclusion-yes = نعم، أغلقه الآن
exclusion-else = هل يكفي شيء آخر؟
exclusion-break = استراحة من 24 ساعة إلى 30 يوماً

# ما دامت.
paused-break = أنت في استراحة حتى { $until }.
paused-exclusion =
    { $until ->
        [never] حسابك مغلق أمام اللعب نهائياً.
       *[other] حسابك مغلق أمام اللعب حتى { $until }.
    }
paused-text = الإيداع مغلق والسحب مفتوح.

# كم مضى عليهم هنا.
reality-title = لحظة للتوقف والنظر
reality-text = طلبت منا أن نخبرك بهذا.
reality-time = أنت هنا منذ
reality-limits = الحدود والاستراحات
reality-on = تابع

# أشخاص تتحدث إليهم.
help = تحدث إلى شخص، مجاناً
help-text = خطوط مساعدة، دون وجودنا.
help-open = افتح
helplines = خطوط المساعدة
helplines-text = ليست جزءاً منا، ولا تكلف شيئاً، ولا تحتاج إلى معرفة اسمك.
helpline-everywhere = عبر الإنترنت، بلغات كثيرة
helpline-meetings = لقاءات قريبة منك، في بلدان كثيرة
helpline-britain = بريطانيا العظمى، في أي ساعة
helpline-page = افتح صفحة { $name }
