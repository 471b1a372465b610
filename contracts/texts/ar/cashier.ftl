# ما يقرؤه اللاعبون عند الإيداع، وعن وجهة النقود.

amount-in = المبلغ بعملة { $unit }
amounts = المبالغ
amount-limits = من { $least } إلى { $most } في المرة
amount-unclear = اكتب مبلغًا واحدًا، مثل 25 أو 25.50.
choose-amount = اختر مبلغًا
pay-with = طريقة الدفع
fee = الرسوم
fee-none = فوري، بلا رسوم
fee-of = فوري، الرسوم { $fee }
added-to-cash = يُضاف إلى نقدك
pay-by =
    { $by ->
        [stripe] ادفع { $amount } بالبطاقة
        [adyen] ادفع { $amount } بالبطاقة
        [ton] تابع بمبلغ { $amount }
        [usdt] تابع بمبلغ { $amount }
       *[other] ادفع { $amount } بالفاتورة
    }
nothing-charged-yet =
    { $by ->
        [stripe] لا يُخصم شيء قبل أن تدفع في الصفحة التالية.
        [adyen] لا يُخصم شيء قبل أن تدفع في الصفحة التالية.
        [ton] لا يُرسل شيء قبل أن توافق في محفظتك.
        [usdt] لا يُرسل شيء قبل أن توافق في محفظتك.
       *[other] لا يُخصم شيء قبل أن تدفع الفاتورة.
    }
deposits-closed = الإيداع متوقف في الوقت الحالي. نقودك في أمان.

# لماذا لا، وما العمل.
refused-below = أقل إيداع ممكن هو { $least }.
refused-above = أكبر إيداع ممكن في المرة الواحدة هو { $most }.
refused-no-rate = لا يستطيع أحد الآن أن يعطينا سعرًا مؤكدًا لهذه العملة. اختر عملة أخرى أو حاول بعد دقائق.
fee-at-least = ‏{ $amount } على الأقل
fee-at-most = ‏{ $amount } على الأكثر
rate = السعر
receipt-differs = كانت الفاتورة بمبلغ { $asked }. وأضفنا ما وصل.
rate-of-arrival = السعر هو سعر الدقيقة التي وصلت فيها دفعتك.
refused-too-many =
    { $count ->
        [zero] ليس لديك فواتير مفتوحة ({ $count }).
        [one] لديك فاتورة مفتوحة واحدة ({ $count }). ادفعها أو انتظر حتى تنتهي مدتها.
        [two] لديك فاتورتان مفتوحتان ({ $count }). ادفع إحداهما أو انتظر حتى تنتهي مدتها.
        [few] لديك { $count } فواتير مفتوحة. ادفع إحداها أو انتظر حتى تنتهي مدتها.
        [many] لديك { $count } فاتورة مفتوحة. ادفع إحداها أو انتظر حتى تنتهي مدتها.
       *[other] لديك { $count } فاتورة مفتوحة. ادفع إحداها أو انتظر حتى تنتهي مدتها.
    }
refused-offline = لا يوجد اتصال. لم يُطلب شيء؛ حاول مجددًا عند عودته.
refused-unavailable = لم يصل طلبك إلينا. حاول مجددًا: لا يُنفَّذ شيء مرتين.
no-telegram-title = الإيداع يحتاج إلى حساب تيليجرام
refused-no-telegram = هذا المتصفح وحده يفتح حسابك، ومعه يضيع المال. اربط حسابك في تيليجرام أولًا.
account-closed-title = هذا الحساب مغلق
refused-account-closed = رُبط بحساب آخر وهو المستمر. سجّل الدخول من جديد.
refused-rail-paused = طريقة الدفع هذه متوقفة مؤقتًا. نقودك في أمان؛ حاول لاحقًا أو اختر طريقة أخرى.
join-with-telegram = ربط تيليجرام

preparing-title =
    { $by ->
        [stripe] نفتح صفحة البطاقة
        [adyen] نفتح صفحة البطاقة
       *[other] نُعدّ فاتورتك
    }
preparing-text = لحظة. لم يُخصم شيء بعد.
open-title =
    { $by ->
        [stripe] { $amount } بالبطاقة
        [adyen] { $amount } بالبطاقة
       *[other] { $amount } بالفاتورة
    }
open-text =
    { $by ->
        [stripe] متاحة حتى { $time }. تدفع في صفحة شركة البطاقات.
        [adyen] متاحة حتى { $time }. تدفع في صفحة شركة البطاقات.
       *[other] متاحة حتى { $time }. تُفتح في تيليجرام.
    }
pay-now = ادفع { $amount }
pay-again = ادفع { $amount } مجددًا
pay-in-telegram = ادفع في تيليجرام
pay-on-page = إلى صفحة البطاقة
declined-title = رُفضت البطاقة
declined-text = لم يُخصم شيء. حاول مجددًا أو استخدم بطاقة أخرى.
expired-title =
    { $by ->
        [stripe] انتهى وقت الدفع
        [adyen] انتهى وقت الدفع
       *[other] انتهت مدة الفاتورة
    }
expired-text = كانت متاحة حتى { $time }. لم يُخصم شيء.
closed-title = أغلق فريقنا الفاتورة
closed-text = أُغلقت في { $time }. لم يُخصم شيء.
deposit-again = إيداع آخر

verifying-title = نتحقق من دفعتك
verifying-text =
    { $by ->
        [stripe] تقول صفحة البطاقة إن الدفع تم. نضيف { $amount } فور تأكيد شركة البطاقات، عادةً خلال 30 ثانية.
        [adyen] تقول صفحة البطاقة إن الدفع تم. نضيف { $amount } فور تأكيد شركة البطاقات، عادةً خلال 30 ثانية.
       *[other] أبلغنا تيليجرام بإتمام الدفع. نضيف { $amount } فور تأكيد مزوّد الدفع، عادةً خلال 30 ثانية.
    }
verifying-safe =
    { $by ->
        [stripe] يمكنك إغلاق هذه الصفحة. لا تدفع مرة أخرى: الطلب { $code } في أمان.
        [adyen] يمكنك إغلاق هذه الصفحة. لا تدفع مرة أخرى: الطلب { $code } في أمان.
       *[other] يمكنك إغلاق هذه الصفحة. سيكتب إليك البوت عند الانتهاء. لا تدفع مرة أخرى: الطلب { $code } في أمان.
    }
step-paid =
    { $by ->
        [stripe] انتهت صفحة البطاقة
        [adyen] انتهت صفحة البطاقة
       *[other] دُفعت الفاتورة
    }
step-provider = بانتظار مزوّد الدفع
step-credited =
    { $by ->
        [stars] { $amount } لك لتلعب بها
       *[other] { $amount } في نقدك
    }

# أين ذهبت.
receipt = الإيصال
deposit-by = إيداع، { $way }
number = الرقم
state = الحالة
you-paid = دفعت
where-it-went = أين ذهبت
cash-before = النقد قبلها
cash-after = النقد بعدها
late-text = وصلت دفعتك بعد انتهاء مدة الفاتورة، وأضفناها مع ذلك.
owed-is-back = أُعيد إرسالها.
owed-paid-twice = دُفعت مرتين. الدفعة الثانية تعود إلى حيث جاءت:
owed-amount-differs = المدفوع يختلف عن الفاتورة. يعود إلى حيث جاء:
owed-paid-by-another = دفع هذه الفاتورة شخص آخر. يعود المبلغ إليه:
owed-wrong-currency = دُفعت بعملة غير المطلوبة. يعود المبلغ إلى حيث جاء:
owed-below-minimum = أقل مما يمكننا إضافته. يعود المبلغ إلى حيث جاء:
owed-over-limit = أكثر مما بقي من حدك. يعود المبلغ إلى حيث جاء:
owed-excluded = أنت في استراحة من اللعب. يعود المبلغ إلى حيث جاء:
owed-kyc-refused = لم نتمكن من التحقق من هويتك، لذلك لا إيداع. يعود المبلغ إلى حيث جاء:
taken-back-open = اعترض حامل البطاقة. ليس في نقدك إلى أن يقرر مصرفه:
taken-back-won = محل اعتراض، وحُسم لصالحك:
taken-back-lost = محل اعتراض، وأُعيد إلى حامل البطاقة:
taken-back-refunded = أُعيد إلى البطاقة:
taken-back-failed = أُرسل إلى البطاقة ولم يقبله مصرفها:

# السنة على الورق.
statement = كشف سنوي
statement-text = كل حركات السنة مع الرصيد قبلها وبعدها.
statement-year = السنة
statement-csv = جدول بيانات
statement-page = صفحة للطباعة
statement-failed = تعذر إعداد الكشف. حاول مرة أخرى.
done = تم
card-return-title = أُغلقت صفحة الدفع
card-return-text = عُد إلى حيث فتحتها: يعرض Cage هناك ما صار بدفعتك. يمكنك إغلاق هذه الصفحة.
card-return-in = أو سجّل الدخول هنا
show-older = عرض الأقدم

# من هم، وحدودهم الخاصة، والتوقفات.
refused-over-limit =
    { $window ->
        [day] حدّك الخاص يترك لليوم { $left }.
        [week] حدّك الخاص يترك لهذا الأسبوع { $left }.
       *[month] حدّك الخاص يترك لهذا الشهر { $left }.
    }
see-limits = عرض حدودك
kyc-refused-title = لا يمكننا التحقق من هويتك
refused-kyc-refused = لذلك لا إيداع. أموالك لك: يمكنك سحبها كلها.
excluded-title = أنت في فترة توقف
refused-excluded =
    { $until ->
        [never] حسابك مغلق أمام اللعب والإيداع. يمكنك سحب أموالك في أي وقت.
       *[other] يُفتح الإيداع من جديد في { $until }. يمكنك سحب أموالك في أي وقت.
    }
verification-needed-title = أكّد هويتك أولاً
refused-verification-needed = يطلب القانون أن نعرف من يودع هذا القدر. نسأل مرة واحدة، ويمكنك إيداع مبلغ أقل في هذه الأثناء.
pay-instead-no-telegram = ربط تيليجرام
pay-instead-account-closed = تسجيل الدخول من جديد
pay-instead-excluded = سحب
pay-instead-kyc-refused = سحب
pay-instead-verification-needed = تأكيد الهوية
