# ما يقرؤه اللاعبون حين يؤكدون هويتهم.

kyc = تأكيد الهوية
safety = أمانك
kyc-short-idle = غير مطلوب بعد
kyc-short-asked = المستندات مطلوبة
kyc-short-again = شيء مطلوب من جديد
kyc-short-checking = قيد الفحص
kyc-short-in-review = ينظر فيه شخص
kyc-short-approved = مؤكدة
kyc-short-refused = مغلق

# في الصفحة الأولى.
kyc-waits = نطلب منك مستندات
kyc-waits-again = مستند مطلوب مرة أخرى
kyc-waits-until = يرجى الإنهاء قبل { $day }
kyc-waits-text = يستغرق ذلك بضع دقائق

# لا شيء مطلوب.
kyc-idle-title = افعل ذلك قبل أن تحتاجه
kyc-idle-text = لا أحد يطلب منك مستندات الآن. يمكنك إرسالها اليوم، فلا ينتظر شيء لاحقاً.
kyc-gain-deposits = يمكنك إيداع أكثر
kyc-gain-withdrawals = السحب الكبير لا ينتظر الأوراق
kyc-gain-safety = لا يستطيع غيرك ادعاء حسابك
kyc-idle-once = نطلب كل شيء مرة واحدة. يجب أن يكون عمرك { $age } أو أكثر.
kyc-begin = أكّد الآن
kyc-begin-full = أكّد إلى المستوى الكامل

# ما هو مطلوب، دفعة واحدة.
kyc-asked-title =
    { $count ->
        [one] مستند واحد، مرة واحدة
        [two] مستندان، مرة واحدة
        [few] { $count } مستندات، مرة واحدة
       *[other] { $count } مستنداً، مرة واحدة
    }
kyc-again-title =
    { $count ->
        [one] مستند واحد من جديد
        [two] مستندان من جديد
        [few] { $count } مستندات من جديد
       *[other] { $count } مستنداً من جديد
    }
kyc-progress = وصل { $there } من { $count }
kyc-answer-by = يرجى الإنهاء قبل { $day }
document-identity = جواز السفر أو بطاقة الهوية
document-identity-text = الصفحة التي فيها صورتك؛ والبطاقة من الوجهين، ملف لكل وجه.
document-selfie = صورة شخصية
document-selfie-text = وجهك من الأمام كما تبدو الآن.
document-address = إثبات العنوان
document-address-text = فاتورة أو كشف حساب من آخر 3 أشهر.
document-funds = مصدر أموالك
document-funds-text = قسيمة راتب أو إشعار ضريبي أو كشف حساب.
document-state-received = وصل
document-state-accepted = مقبول
document-state-again = أرسل من جديد
again-unreadable = لا يمكن قراءته. صوّره من جديد في ضوء النهار دون وميض وثبّت الهاتف.
again-cut-off = جزء منه ناقص. يجب أن تظهر الزوايا الأربع في الصورة.
again-expired = انتهت صلاحيته. أرسل مستنداً صالحاً اليوم.
again-too-old = أقدم من 3 أشهر. أرسل أحدث منه.
again-other-person = يظهر فيه شخص آخر. أرسل ما يخصك.
again-wrong-document = هذا نوع آخر من المستندات. أرسل المذكور هنا.
again-name-differs = الاسم ليس كما في جوازك أو هويتك. أرسل مستنداً بذلك الاسم.
again-not-enough = لا يظهر ما يكفي. أرسل المستند كاملاً بكل صفحاته.

# الملفات.
take-photo = التقط صورة
take-selfie = التقط صورة شخصية
choose-file = اختر ملفاً
add-file = أضف ملفاً
drop-file = أو أفلت هنا JPG أو PNG أو PDF حتى 10 ميغابايت
preview-title = هل كل شيء ظاهر؟
preview-picture = صورة: { $name }
preview-send = أرسل هذه
preview-other = اختر غيرها
file-number = الملف { $n }
file-held = ينتظر فحص الفيروسات
file-remove = أزل { $name }
file-sent = { $sent } من { $of }
file-looked-through = وصل كله، ونحن نفحصه.
file-progress = جارٍ إرسال { $name }
file-stop = أوقف إرسال { $name }
file-drop = اتركه
file-upload-empty = الملف فارغ. اختر غيره أو صوّر من جديد.
file-upload-too-large = الملف أكبر من 10 ميغابايت. صوّر بجودة أقل أو أرسل PDF.
file-upload-type = هذا ليس صورة ولا PDF. أرسل JPG أو PNG أو PDF.
file-upload-broken = لا يمكن فتح الملف. صوّر من جديد أو احفظ PDF مرة أخرى.
file-upload-too-many-pixels = الصورة كبيرة جداً أو صفحات PDF كثيرة جداً. أرسل أصغر منها.
file-upload-infected = في الملف شيء ضار، فتخلصنا منه. أرسل غيره من جهاز نظيف.
file-upload-too-many =
    { $count ->
        [one] يوجد ملف بالفعل. أزله أولاً.
       *[other] يوجد { $count } ملفات بالفعل. أزل واحداً أولاً.
    }
file-upload-not-asked = لم يعد هذا المستند مطلوباً. لا يلزم شيء.
file-offline = انقطع الاتصال فلم يصل الملف. حاول من جديد حين يعود.
file-unavailable = لم يصل الملف. حاول من جديد.
file-too-fast = تكرر ذلك كثيراً. انتظر دقيقة ثم حاول من جديد.

# من هم.
facts-title = كما في مستندك
facts-text = حرفاً بحرف: سنقارنه.
fact-givenNames = الأسماء الأولى
fact-familyName = اسم العائلة
fact-bornOn = تاريخ الميلاد
fact-bornOn-hint = يجب أن يكون عمر اللاعب { $age } أو أكثر.
fact-country = بلد الإصدار
fact-country-choose = اختر بلداً
fact-documentNumber = رقم المستند
fact-expiresOn = صالح حتى
fact-no-expiry = مستندي بلا تاريخ انتهاء
fact-missing = يرجى ملء هذا الحقل.
fact-not-letters = حروف فقط، كما في المستند.
fact-too-long = 80 حرفاً على الأكثر.
fact-not-a-day = لا يوجد يوم كهذا في التقويم.
fact-not-yet = هذا اليوم لم يأتِ بعد. راجع السنة.
fact-too-long-ago = هذا بعيد جداً. راجع السنة.
fact-expired = انتهت صلاحية المستند. استعمل مستنداً صالحاً.
fact-not-a-number = من 4 إلى 24 حرفاً ورقماً، كما في المستند.
hand-in = أرسل الكل للفحص
hand-in-note = بعد هذا لا يمكنك تغيير شيء حتى نجيب.
hand-in-missing =
    { $count ->
        [one] مستند واحد ما زال ناقصاً.
        [two] مستندان ما زالا ناقصين.
        [few] { $count } مستندات ما زالت ناقصة.
       *[other] { $count } مستنداً ما زال ناقصاً.
    }
hand-in-sending = ملف ما زال في الطريق.
hand-in-held = ملف ما زال ينتظر فحص الفيروسات. يمكنك المغادرة والعودة لاحقاً.

# لماذا وكيف.
kyc-why = لماذا نسأل
kyc-because-law = يطلب القانون أن نعرف لمن ندفع ابتداءً من مبلغ معيّن.
kyc-because-player-wishes = طلبت ذلك بنفسك.
kyc-because-before-play = يطلب القانون أن نعرف من يلعب قبل اللعبة الأولى.
kyc-because-deposits-in-total = يطلب القانون أن نعرف من يودع ابتداءً من مجموع معيّن.
kyc-because-withdrawal = يطلب القانون أن نعرف لمن ندفع ابتداءً من مجموع معيّن.
kyc-because-document-expired = تنتهي صلاحية مستندك، فنحتاج إلى التالي.
kyc-because-screening = علينا النظر في بياناتك مرة أخرى، كما يطلب القانون من حين إلى آخر.
kyc-because-staff = يطلبه موظفونا للحفاظ على أمان حسابك.
kyc-total =
    { $days ->
        [36525] أنت عند { $so } من { $of } منذ البداية.
        [one] أنت عند { $so } من { $of } خلال يوم واحد ({ $days }).
       *[other] أنت عند { $so } من { $of } خلال { $days } يوماً.
    }
kyc-why-safe = تُشفّر الملفات عند وصولها. لا يفتحها إلا المراجعون، ويُسجَّل كل فتح.
kyc-why-answer =
    { $hours ->
        [one] يجيب شخص خلال ساعة ({ $hours }).
       *[other] يجيب شخص خلال { $hours } ساعة.
    }
kyc-photo = صورة تُقبل
kyc-photo-corners = الزوايا الأربع كلها في الصورة
kyc-photo-sharp = واضحة وملونة ودون وميض
kyc-photo-face = وجهك كله، مضاء من الأمام، دون نظارات شمسية
kyc-photo-bill = الفاتورة تُظهر الاسم والعنوان وتاريخاً من آخر 3 أشهر
kyc-photo-funds = يُقرأ اسمك والمبلغ ومن دفعه

# هي عندنا.
kyc-checking-title = نفحص مستنداتك
kyc-checking-text = يستغرق ذلك دقيقة أو دقيقتين. يمكنك إغلاق هذه الصفحة.
kyc-review-title = ينظر فيها شخص الآن
kyc-review-text =
    { $hours ->
        [one] يصلك الجواب خلال ساعة ({ $hours })، هنا وفي المحادثة. لا يلزم منك شيء.
       *[other] يصلك الجواب خلال { $hours } ساعة، هنا وفي المحادثة. لا يلزم منك شيء.
    }
kyc-step-sent =
    { $count ->
        [one] وصل مستند واحد
        [two] وصل مستندان
        [few] وصلت { $count } مستندات
       *[other] وصل { $count } مستنداً
    }
kyc-step-checked = تُفحص الملفات والتواريخ والأسماء
kyc-step-person = يقرر شخص
kyc-step-person-text = لا آلة وحدها أبداً.

# كيف انتهى.
kyc-approved-title = هويتك مؤكدة
kyc-approved-text = شكراً لك. لا يلزم منك شيء آخر.
kyc-level = المستوى
kyc-level-none = لا شيء
kyc-level-basic = الهوية
kyc-level-full = الهوية والعنوان والأموال
kyc-until = صالح حتى
kyc-until-text = قبل ذلك نطلب المستند التالي في وقت كافٍ.
kyc-refused-heading = لا يمكننا تأكيد هذا الحساب
kyc-refused-text = لذلك أُغلق أمام اللعب والإيداع. نأسف لعدم وجود جواب أفضل.
kyc-refused-money = أموالك تبقى لك: تُدفع إليك.
kyc-refused-support = ترى الأمر غير ذلك؟ اكتب إلينا في المحادثة، ويقرؤه شخص.

# لماذا لا، وما العمل.
kyc-not-kyc-refused = تأكيد هذا الحساب مغلق. اكتب إلينا في المحادثة.
kyc-not-kyc-nothing-to-ask = أنت مؤكد إلى أقصى حد. لا يلزم شيء.
kyc-not-account-closed = رُبط هذا الحساب بحساب آخر. سجّل الدخول من جديد.
kyc-not-kyc-not-asked = لا شيء مطلوب منك الآن. انظر من جديد بعد قليل.
kyc-not-kyc-incomplete = شيء ما زال ناقصاً. انظر إلى المطلوب أعلاه.
kyc-not-kyc-held = ملف ما زال ينتظر فحص الفيروسات. حاول بعد بضع دقائق.
kyc-not-unknown-document = هذا الملف لم يعد موجوداً، أو سُلّم للفحص.
kyc-not-malformed = شيء منه لا يُقرأ. راجع الأسماء والتواريخ.
kyc-offline = أنت غير متصل. لم يُرسل شيء؛ حاول حين يعود الاتصال.
kyc-unavailable = لم يصلنا ذلك. حاول من جديد: لا يُنفَّذ شيء مرتين.
