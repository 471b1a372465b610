# البذور والإثباتات.

fairness = النزاهة
fairness-view = ما الذي يُعرض
fairness-check = تحقق من جولة
fairness-seeds = بذورك
fairness-offline = يعمل دون اتصال

# ما نعد به.
fairness-promise-1 = نختم بذرتنا قبل أن تكتب بذرتك. لا يمكننا اختيارها لتناسب بذرتك، ولا يمكنك رؤية بذرتنا.
fairness-promise-2 = البذرتان وعدّاد تحدد كل نتيجة. تأخذ كل جولة الرقم التالي، ولا تشترك جولتان في رقم.
fairness-promise-3 = حين تغيّر البذور تُفتح بذرتنا. عندها يستطيع أي شخص أن يعيد حساب كل جولة.
fairness-promise = ما نعد به

# الزوج المستعمل والتالي.
seeds-now = البذور المستعملة
seeds-sealed = مختومة
seeds-commitment = ختمنا، SHA-256 لبذرتنا
seeds-next-commitment = ختمنا التالي
seeds-next-text = هو مختوم من الآن، ويبقى كما هو حتى تغيّر البذور.
seeds-client = بذرتك
seeds-none-yet = لا شيء بعد
seeds-rounds = جولات لُعبت بهذا الزوج
seeds-change = غيّر البذور
seeds-fresh = لم تلعب بعد. اكتب نصفك الآن؛ وإلا كان معرّف جولتك الأولى الذي يسحبه جهازك.
seeds-choose = اختر بذرتك
seeds-choose-key = استعمل هذه البذرة
seeds-opened = البذور المفتوحة
seeds-opened-none = لا شيء بعد. حين تغيّر البذور تظهر القديمة هنا.
seeds-opened-at = فُتحت { $at }
seeds-server = بذرتنا، مفتوحة
seeds-with-rounds =
    { $count ->
        [zero] لا جولات
        [one] جولة واحدة
        [two] جولتان
        [few] { $count } جولات
       *[other] { $count } جولة
    }

# تغييرها.
seeds-change-first = أولاً ختمنا التالي. لا يتغير بما تكتبه في الأسفل.
seeds-change-yours = بذرتك التالية
seeds-change-hint = سُحبت على جهازك. اكتب بذرتك إن شئت: من 1 إلى 64 حرفاً لاتينياً أو رقماً أو رمزاً.
seeds-change-wrong = حروف لاتينية وأرقام ورموز دون مسافات ولا نقطتين، 64 على الأكثر.
seeds-draw = اسحب غيرها
seeds-change-key = استعمل هذه البذرة وافتح القديمة
seeds-change-after = تُفتح البذرة المستعملة فوراً، ويمكن التحقق من جولاتها.
seeds-open-round = هناك جولة مفتوحة. تُغيَّر البذور بعد انتهائها.
seeds-to-round = إلى الجولة
seeds-not-wrong-client-seed = حروف لاتينية وأرقام ورموز دون مسافات ولا نقطتين، 64 على الأكثر.
seeds-not-round-open = هناك جولة مفتوحة. تُغيَّر البذور بعد انتهائها.
seeds-not-seeds-moved = تغيّرت على جهاز آخر. هذا هو الختم الجديد: انظر إليه وحاول مرة أخرى.
seeds-offline = لا اتصال. بذورك كما كانت.
seeds-unavailable = لم ينجح ذلك، وقد تكون بذورك كما كانت. نقرؤها من جديد.

# اختيار جولة.
check-yours = جولاتك الأخيرة
check-yours-none = لا جولة بذرتها مفتوحة. غيّر البذور، فيمكن التحقق من الجولات السابقة.
check-without-session = تحقق من جولة دون اتصال
check-remembered = جولات يتذكرها هذا الجهاز
check-paste = تحقق من أي جولة
check-paste-text = جولة واحدة بصيغة JSON أو قائمة. تُحسب على جهازك ولا تُرسل إلى أي مكان.
check-paste-label = الجولة
check-file = خذها من ملف
check-key = تحقق
check-not-json = هذا ليس JSON. انسخ الجولة كاملة مع أقواسها.
check-not-a-round = هذه ليست جولة. تحتاج إلى لعبتها والبذرتين والختم والعدّاد والاختيارات والرهان والنتيجة والربح.
check-too-many = تحقق من 500 جولة في المرة على الأكثر.
check-another = تحقق من جولة أخرى

# جولة واحدة.
proof-of = { $game }، الجولة { $nonce }
proof-of-at = { $game }، الجولة { $nonce }، { $at }
check-not-opened = بذرتها ما زالت مختومة
check-not-opened-text = يمكن التحقق من هذه الجولة حين تُفتح بذرتها. غيّر البذور لفتحها: جولاتك التالية تستعمل زوجاً جديداً.
check-still-open = الجولة ما زالت مفتوحة
check-still-open-text = يمكن التحقق منها حين تنتهي وتُفتح بذرتها.
check-seed-older = بذرتها لم تعد في القائمة
check-seed-older-text = فُتحت منذ زمن. إن احتفظت بالجولة فألصقها عند التحقق من أي جولة.
check-missing = لم نجد هذه الجولة.

# الإثبات.
proof-matches = متطابقة
proof-matches-text = { $round }. رأيت { $told }، والبذور تعطي الشيء نفسه.
proof-differs = غير متطابقة
proof-differs-commitment = { $round }. البذرة المفتوحة ليست التي ختمناها. تأكد أنها منسوخة كاملة؛ فإن كانت كذلك فأرسل إلينا هذه الجولة.
proof-differs-outcome = { $round }. رأيت { $told }، لكن هذه البذور تعطي { $given }. تأكد أن البذور منسوخة كاملة؛ فإن كانت كذلك فأرسل إلينا هذه الجولة.
proof-differs-win = { $round }. النتيجة هي التي رأيتها، لكنها تدفع { $given } لا { $told }. إن كان هذا ما دُفع لك فأرسل إلينا هذه الجولة.
proof-differs-round = لا يمكن أن تكون هذه الجولة قد لُعبت: اللعبة لا تعرف اختياراتها أو خطواتها أو بذورها.
proof-steps = كيف جاءت النتيجة
proof-all-match =
    { $count ->
        [zero] لا جولات
        [one] جولة واحدة متطابقة
        [two] جولتان متطابقتان
        [few] كل الجولات الـ{ $count } متطابقة
       *[other] كل الجولات الـ{ $count } متطابقة
    }
proof-some-differ = { $differ } من { $count } غير متطابقة
proof-list-text = اختر جولة لترى خطواتها.
proof-1 = البذرة هي التي ختمناها
proof-1-text = ختمناها قبل جولتها الأولى. يجب أن يعطي SHA-256 للبذرة المفتوحة الختم.
proof-1-same = تعطي الختم { $seal }
proof-1-differs = تعطي { $given } لا الختم { $seal }
proof-1-kept = احتفظ هذا الجهاز بهذا الختم من قبل الجولة الأولى
proof-2 = نمزج بذرتك والعدّاد
proof-2-text = ‏HMAC-SHA256 ومفتاحه بذرتنا، على بذرتك والجولة والكتلة.
proof-3 = أربعة بايتات تصبح رقماً
proof-3-text = البايت الأول هو الأعلى. يُحسب باقي القسمة.
proof-3-passed = تُخطّي، وإلا لكانت نتائج أرجح من غيرها
proof-3-bytes = البايتات { $bytes }، الأول هو الأعلى
proof-4 = الأرقام تصبح نتيجتك
proof-4-same = النتيجة التي رأيتها
proof-4-differs = رأيت { $told }
proof-5 = النتيجة تحدد الربح
proof-5-text = يُقطع الباقي ولا يُقرَّب إلى أعلى.
proof-5-same = الربح الذي دُفع لك
proof-5-differs = دُفع لك { $told }
proof-trust = لا حاجة إلى الثقة بهذه الصفحة
proof-trust-text = تحسب على جهازك، ودون اتصال أيضاً. خذ الجولة معك واحسبها بأي أداة تعرف SHA-256 وHMAC.
proof-save = خذ هذه الجولة معك
proof-copy = انسخ الجولة
proof-copied = نُسخت.
proof-not-copied = تعذّر النسخ. احفظها بدلاً من ذلك.

# النتائج بالكلمات.
fact-brass-orchard = التوقفات { $stops }: في الوسط { $line }
fact-dice = { $roll }
fact-limbo = { $reached }
fact-mines = ألغام في { $places }
fact-heads = وجه
fact-tails = ظهر
fact-number = { $number }
fact-symbol-seven = سبعة
fact-symbol-bar = بار
fact-symbol-bell = جرس
fact-symbol-clover = برسيم
fact-symbol-plum = برقوق
fact-symbol-lemon = ليمون
fact-symbol-cherry = كرز
