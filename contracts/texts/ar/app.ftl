# ما تقوله الشاشة الأولى وما قد يظهر في أي شاشة. وما يأتي بعدها في ملفات خاصة به: التحميل الأول صغير.

tab-home = الرئيسية
tab-rewards = المكافآت
tab-history = السجل
tab-settings = الإعدادات
main-menu = القائمة الرئيسية

home = الرئيسية
history = السجل
limits = الحدود
settings = الإعدادات
close = إغلاق
retry = حاول مجددًا
loading = جارٍ التحميل

cash = النقد
stars = نجوم
stars-text = للعب، وليست نقدًا أبدًا.
your-money = نقودك
deposit = إيداع
withdraw = سحب
recent = آخر الدفعات
show-all = عرض الكل
nothing-yet = لا شيء بعد. سيظهر أول إيداع لك هنا.
today = اليوم
yesterday = أمس

waits-title = { $amount } بانتظار دفعك
waits-until = ادفع حتى { $time } أو دع المدة تنتهي.
going-out = يُسحب { $amount }
confirm-until = أكّده بالرمز قبل { $time }

rail-telegram-invoice = فاتورة تيليجرام
rail-stars = نجوم تيليجرام
rail-stripe = بطاقة
rail-adyen = بطاقة أو صفحة المصرف
rail-ton = TON
rail-usdt = USDT

status-opening = قيد الإعداد
status-awaiting-payment = بانتظارك
status-expired = انتهت المدة، لم يُخصم
status-credited = في نقدك
status-credited-stars = لك لتلعب بها
status-owed = محفوظة لك جانبًا
payout-awaiting-code = بانتظار رمزك
payout-confirmed = مؤكَّد
payout-awaiting-approval = ينظر فيه موظفونا
payout-sending = في الطريق
payout-paid = تم الدفع
payout-paid-in-part = دُفع جزء منه
payout-refused = لم يُدفع، عاد إلى نقودك
payout-rate-moved = لم يُرسل، عاد إلى نقودك
payout-declined = مرفوض، عاد إلى نقودك
payout-expired = لم يُؤكَّد، عاد إلى نقودك
payout-cancelled = تراجعت عنه
withdrawal-to = إلى { $where }
to-card = بطاقتك

offline = لا يوجد اتصال. ربما تغيّر ما تراه.
reconnecting = نعيد الاتصال. نقودك في أمان.
update-ready = تتوفر نسخة أحدث.
update-now = استخدمها الآن
failed-offline = لا يوجد اتصال. سنقرأ هذا مجددًا عند عودتك.
failed-unavailable = تعذّرت القراءة. نقودك في أمان.
