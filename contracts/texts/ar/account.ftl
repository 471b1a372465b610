# ما يقرؤه اللاعبون عن حسابهم: الدخول والأجهزة وضم تيليجرام.

language = اللغة
back = رجوع
telegram = تيليجرام

# الصفحة الأولى في المتصفح.
welcome-headline = الصندوق في تيليجرام الذي يعرض دفاتره
welcome-cash = النقد نقد.
welcome-cash-text = لا يُضاف إليه شيء آخر أبدًا.
welcome-receipt = لكل دفعة إيصالها.
welcome-receipt-text = صفحة خاصة بها، مع نقدك قبلها وبعدها.
welcome-games = ألعاب يمكنك إثباتها.
welcome-games-text = أعد حساب أي جولة بنفسك، ولو دون اتصال.
welcome-password = بلا كلمة مرور.
welcome-password-text = تيليجرام يُدخلك أنت، ولا أحد سواك.
continue-in-telegram = تابع في تيليجرام
log-in-with-telegram = سجّل الدخول هنا بتيليجرام
login-off = هذا المدخل غير متاح هنا. تابع في تيليجرام.
start-without = ابدأ دون تيليجرام
start-without-text = لن يفتح حسابك إلا هذا المتصفح إلى أن تربط تيليجرام.
adults = للبالغين فقط.

# لماذا لم يدخل أحد.
outside-signed-out-title = تم تسجيل خروجك
outside-signed-out-text = سجّلت الخروج بنفسك. لم يبق شيء لك على هذا الجهاز.
outside-ended-title = انتهت جلستك
outside-ended-text = أُنهيت من جهاز آخر أو من فريقنا، أو انتهى وقتها، أو أنهيناها حفاظًا على أمانك. نقودك في مكانها. لم تكن أنت؟ ادخل وانظر في أجهزتك.
outside-launch-used-title = افتح التطبيق مجددًا
outside-launch-used-text = كل بدء من تيليجرام يُدخلك مرة واحدة. بعد إعادة التحميل أو في صفحة قديمة يلزم بدء جديد. نقودك في مكانها.
outside-unreachable-title = تعذّر الوصول إلينا
outside-unreachable-text = نقودك في أمان. حاول مجددًا بعد لحظة.
outside-login-refused-text = قيل «لا» في تيليجرام، فلم يدخل أحد. حاول مجددًا أو اختر مدخلًا آخر.
outside-login-failed-text = لم يكتمل الدخول: طال الوقت أو بدأ في مكان آخر. حاول مجددًا.
outside-login-away-text = صفحة الدخول لدى تيليجرام لا تجيب الآن. تابع في تيليجرام.
open-anew = افتح التطبيق
kept-title = ما يتذكره هذا الجهاز
kept-from = حتى { $day }، { $time }. ربما تغيّر منذ ذلك الحين.

# متصفح ينتظر المحادثة.
ticket-number = الرقم الذي تختاره في محادثتك
ticket-waiting = بانتظار محادثتك
ticket-seen = اختر الرقم في المحادثة
ticket-in = لقد دخلت.
ticket-left = بقي { $time }.
ticket-once = يعمل الرابط مرة واحدة.
ticket-camera = وجّه كاميرا هاتفك إلى هنا
ticket-camera-text = يفتح البوت: اضغط «ابدأ» ثم اختر الرقم.
ticket-qr = رمز QR: رابط البوت في تيليجرام
ticket-here = أو افتح تيليجرام على هذا الحاسوب
ticket-open = افتح تيليجرام
ticket-link = لم يُفتح شيء؟ استخدم رابط الويب
ticket-refused-title = لم يحدث شيء
ticket-refused-text = اختير في المحادثة رقم آخر أو «لست أنا». اطلب مجددًا واختر الرقم الذي تراه هنا.
ticket-over-title = انتهت مدة الرابط
ticket-over-text = يعمل مرة واحدة، لخمس دقائق. لم يحدث شيء.
ticket-again = اطلب مجددًا

# من صاحب الحساب.
profile = ملفك
account-code = الحساب
member-since = عضو منذ
telegram-joined = مربوط
telegram-not-joined = غير مربوط
invitation = رابط الدعوة
share = شارك
copy = انسخ: { $what }
copied = نُسخ
not-copied = حُدّد: انسخه بنفسك.
sign-out-here = سجّل الخروج هنا
stay-signed-in = ابقَ
sign-out-lost = لا يفتح { $code } إلا المتصفحات الداخلة. بعد خروج آخرها لن يعود إليه أحد، ولن نستطيع إدخالك. اربط تيليجرام أولًا أو ابقَ.

# أين سُجّل الدخول.
devices = الأجهزة
device-unknown = جهاز غير معروف
door-mini-app = تطبيق مصغّر
door-chat = متصفح أدخلته المحادثة
door-oidc = متصفح، دخول بتيليجرام
door-widget = متصفح، دخول بتيليجرام
door-browser = متصفح
device-openings =
    { $count ->
        [zero] لم يُفتح ({ $count })
        [one] فُتح مرة واحدة ({ $count })
        [two] فُتح مرتين ({ $count })
        [few] فُتح { $count } مرات
        [many] فُتح { $count } مرة
       *[other] فُتح { $count } مرة
    }
seen-now = قيد الاستخدام الآن
seen-at = آخر ظهور: { $moment }
this-one = هذا الجهاز
sign-out = أخرجه
sign-out-named = أخرج: { $device }
sign-out-others = سجّل الخروج من الأجهزة الأخرى
sign-out-everywhere = سجّل الخروج من كل الأجهزة
sign-out-everywhere-text = على كل جهاز أن يدخل من جديد، وهذا أيضًا. تبقى نقودك في مكانها.
devices-only-this = لم تسجّل الدخول في مكان آخر.
signed-out-one = خرج ذلك الجهاز.
signed-out-others = خرجت كل الأجهزة الأخرى.

# ضم حساب تيليجرام.
join-card-text = لا يفتح حسابك حتى الآن إلا المتصفحات الداخلة.
join-why = بدأ هذا الحساب في متصفح، ولا تفتحه إلا المتصفحات الداخلة. حين تربط تيليجرام:
join-gain-anywhere = تدخل من أي جهاز دون كلمة مرور
join-gain-deposits = يمكنك الإيداع: تُدفع الفواتير في تيليجرام
join-gain-receipts = تأتي الإيصالات والرموز في المحادثة
join-shown-first = لا يُربط شيء قبل أن ترى ما هو، هناك وهنا.
join-agreed = وافقت محادثتك. هذا ما سيُربط بحساب تيليجرام الذي ينتهي رقمه بـ { $digits }:
join-side-browser = هذا المتصفح
join-side-chat = محادثتك
goes-on = يستمر
is-closed = يُغلق
since = منذ
join-no-chat-account = ليس لتيليجرام حساب هنا بعد. سيفتح هذا الحساب.
join-outcome = يستمر { $code } هنا وفي المحادثة. يُغلق الآخر ويبقى سجله لدينا. وينتهي كل دخول آخر إلى الحسابين: لا تبقى داخلًا إلا في هذه الصفحة.
join-outcome-alone = يستمر { $code } هنا وفي المحادثة. وينتهي كل دخول آخر إليه: لا تبقى داخلًا إلا في هذه الصفحة.
join = ربط
not-now = ليس الآن
cannot-join-title = لا يمكن ربط هذين الحسابين
cannot-join-meanwhile = لم يتغير شيء: يُفتح كل منهما كما كان.
joined-title = تم الربط
joined-text = حسابك { $code } هنا وفي المحادثة.

# إلغاء الربط.
unlink = إلغاء ربط تيليجرام
unlink-in-browser = لإلغاء ربط تيليجرام سجّل الدخول في متصفح أولًا: يبقى هو داخلًا.
unlink-ends = هذا ينتهي
unlink-ends-receipts = الإيصالات والأخبار في المحادثة
unlink-ends-codes = رموز البوت والإيداع بالفاتورة
unlink-ends-app = التطبيق المصغّر وكل دخول بتيليجرام
unlink-remains = هذا يبقى
unlink-remains-account = حسابك برمزه وسجله
unlink-remains-browsers = المتصفحات الداخلة الآن، وهذا منها
unlink-warning = لن يفتح الحساب بعدها إلا هذه المتصفحات. وتبدأ المحادثة من جديد بحساب خاص بها.
unlink-keep = أبقِه مربوطًا
unlink-ask = أرسل لي رمزًا
code-label = الرمز من المحادثة
code-sent = أرسل البوت ستة أرقام إلى محادثتك. وهي صالحة حتى { $time }.
code-key = أو اضغط «نعم، نفّذ» في المحادثة.
code-again = أرسل رمزًا جديدًا
unlinked-title = أُلغي ربط تيليجرام
unlinked-text = لا يفتح { $code } إلا المتصفحات الداخلة الآن.

# لماذا لا، وما العمل.
why-bot-unknown = لا يمكن الوصول إلى البوت الآن. حاول مجددًا بعد دقيقة.
why-unknown-ticket = لم يعد هذا الرابط معروفًا. اطلب مجددًا.
why-ticket-over = طال الوقت، أو لم توافق المحادثة. اطلب مجددًا.
why-both-hold-money = في كلا الحسابين نقود أو ينتظرها، فلا نمس أيا منهما. العب أو اسحب من أحدهما أولا.
why-has-other-telegram = هذا الحساب مرتبط بحساب تيليجرام آخر. ألغِ ربطه أولًا في الإعدادات.
why-no-telegram = لا حساب تيليجرام مرتبط.
why-only-way-in = لا يفتح هذا الحساب حتى الآن إلا تيليجرام. سجّل الدخول في متصفح أولًا: يبقى هو داخلًا.
why-holds-money = في الحساب نقود أو دفعة منتظرة. رموزها تأتي في المحادثة، فيبقى تيليجرام إلى أن يفرغ الحساب.
why-no-chat = لا يستطيع البوت الكتابة إليك. افتح المحادثة واضغط «ابدأ» ثم حاول مجددًا.
why-codes-locked = كُتبت رموز خاطئة كثيرة. يمكنك طلب رمز جديد عند { $time }.
why-too-many-codes = طُلبت رموز كثيرة. يمكنك طلب التالي عند { $time }.
why-code-unknown = هذا الرمز غير معروف. اطلب رمزًا جديدًا.
why-code-over = لم يعد هذا الرمز صالحًا: استُخدم أو رُفض أو استُبدل أو انتهت مدته. اطلب رمزًا جديدًا.
why-code-wrong =
    { $count ->
        [zero] ليس هذا الرمز. لم تبق محاولات ({ $count }).
        [one] ليس هذا الرمز. بقيت محاولة واحدة ({ $count }).
        [two] ليس هذا الرمز. بقيت محاولتان ({ $count }).
        [few] ليس هذا الرمز. بقيت { $count } محاولات.
        [many] ليس هذا الرمز. بقيت { $count } محاولة.
       *[other] ليس هذا الرمز. بقيت { $count } محاولة.
    }
why-act-changed = تغيّر ما كان الرمز من أجله. اطلب رمزًا جديدًا.
why-unknown-session = خرج ذلك الجهاز من قبل.
why-too-fast = حاولت مرات كثيرة. انتظر دقيقة ثم حاول مجددًا.

# كيف يتكلم التطبيق ويبدو.
as-telegram = كما في تيليجرام
theme = المظهر
theme-telegram = كما في تيليجرام
theme-device = كما في هذا الجهاز
theme-light = فاتح
theme-dark = داكن
device = على هذا الجهاز
device-text = يُحفظ هنا آخر رصيد ودفعات لك لتقرأها دون اتصال.
device-forget = انسَها هنا
device-forgotten = نُسيت على هذا الجهاز.

# صفحات الشروط، في آخر الإعدادات.
legal-terms = الشروط
legal-privacy = بياناتك
