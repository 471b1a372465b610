# ما يقرؤه اللاعبون عن TON وUSDT: الإيداع من محفظة أو يدويًا، ومحافظهم، والسحب إليها.

ton-way = TON أو USDT
ton-fee-none = في ثوانٍ، بلا رسوم منا
ton-fee = في ثوانٍ، الرسوم { $fee }
ton-without-amount = أو أرسل أي مبلغ يدويًا
ton-by-hand = إرسال يدوي
ton-pay-from = الدفع من
ton-from-telegram = المحفظة في تيليجرام
ton-from-telegram-text = تُفتح هنا وتوافق هناك
ton-from-wallet = محفظة TON
ton-from-wallet-text = عبر TON Connect
ton-from-hand = إرسال يدوي
ton-from-hand-text = ومن منصة تداول أيضًا؛ تلزم المذكرة
ton-you-send = ترسل
ton-rate-until = السعر، ثابت حتى { $time }
ton-our-fee = رسومنا
ton-network-fee = رسوم الشبكة، من محفظتك
ton-network-fee-back = رسوم الشبكة، يعود معظمها
about = ≈ { $amount }
ton-held-until = إن وصل بعد { $time } فلك سعر تلك الدقيقة.

# يدويًا.
ton-qr = رمز QR فيه العنوان والمذكرة
ton-qr-text = فيه العنوان والمذكرة
ton-qr-amount = رمز QR فيه العنوان والمبلغ والمذكرة
ton-qr-amount-text = فيه العنوان والمبلغ والمذكرة
ton-send-exactly = أرسل بالضبط
ton-to-address = إلى هذا العنوان
ton-with-memo = مع هذه المذكرة (memo)
ton-memo-needed = بدون المذكرة لا نرى أنه لك.
ton-memo-text = قد تسميها محفظتك تعليقًا أو وسمًا. إن نسيتها فالمال في أمان، لكن شخصًا عليه أن يجده: حتى يومين.
ton-have-sent = لقد أرسلته
ton-network-only = { $coin } على شبكة TON فقط.
ton-least = أقل ما يُضاف
ton-rate-now = السعر الآن، بلا وعد

# طريقه.
ton-ran-out-title = لم يعد السعر ثابتًا
ton-ran-out-text = كان ثابتًا حتى { $time } ولم يصل شيء. هل أرسلته؟ يُضاف على كل حال بسعر دقيقة وصوله ويظهر هنا.
ton-closed-text = أغلق موظفونا هذا الإيداع في { $time } ولم يصل شيء. هل أرسلته؟ يُضاف على كل حال بسعر دقيقة وصوله.
ton-becomes = يصبح { $amount } في نقدك
ton-becomes-rate = يصبح نقدًا بسعر وصوله
ton-oddity-late = وصل بعد { $time } حين لم يعد السعر ثابتًا. لك سعر دقيقة وصوله.
ton-oddity-less = وصل أقل من { $asked } التي طلبتها. نضيف ما وصل بسعر وصوله.
ton-oddity-more = وصل أكثر من { $asked } التي طلبتها. نضيفه كله بسعر وصوله.
ton-several =
    { $count ->
        [zero] لم تصل تحويلات ({ $count }).
        [one] وصل تحويل واحد ({ $count }). يُضاف كل منها وحده.
        [two] وصل تحويلان ({ $count }). يُضاف كل منهما وحده.
        [few] وصلت { $count } تحويلات. يُضاف كل منها وحده.
        [many] وصل { $count } تحويلًا. يُضاف كل منها وحده.
       *[other] وصل { $count } تحويل. يُضاف كل منها وحده.
    }
ton-close-and-play = أغلق وتابع اللعب
ton-bot-writes = يكتب لك البوت عند الانتهاء. لا ترسل مرة أخرى.
ton-step-is-sent = ننتظر تحويلك
ton-step-was-sent = أُرسل
ton-step-is-seen = نبحث عنه في الشبكة
ton-step-was-seen = شوهد في الشبكة
ton-step-is-final = يصبح نهائيًا
ton-step-was-final = نهائي
ton-step-credited = في نقدك
ton-waiting-text = يظهر هنا وحده بعد ثوانٍ من إرساله. ومن منصة تداول قد يستغرق دقائق.
ton-vanished = تراجعت الشبكة عن هذا التحويل الآن. قد يعود؛ لا ترسل غيره بعد.
ton-blocks = الكتل
ton-blocks-text = الكتلة { $passed } من { $needed }
ton-transaction = المعاملة
ton-explorer = انظر في المستكشف

# من محفظة.
ton-show-address = أظهر العنوان والمذكرة
ton-pay = ادفع { $amount }
ton-another-wallet = وصّل محفظة أخرى
ton-connect-to-pay = وصّل محفظة لدفع { $amount }
ton-hand-fine = العنوان والمذكرة لك إلى الأبد.
ton-pay-fine = توافق في محفظتك. لا يُرسل شيء قبل ذلك.
ton-connect-fine = التوصيل يرينا عنوانك. لا يستطيع نقل المال.
ton-button-question = ما المحفظة؟
ton-button-close = إغلاق
ton-button-arrow = رجوع
ton-button-qr = أظهر رمز QR
ton-qr-copy = انسخ الرابط
ton-asked-before = في محفظتك طلب حتى { $time }. إن وافقت عليه فانتظر هنا: يظهر وحده.
ton-confirm-in = وافق في { $name }
ton-confirm-text = { $amount }، حتى { $time }. ثم عد إلى هنا.
ton-confirm-fine = لا يُرسل شيء قبل موافقتك.
ton-open-wallet = افتح { $name }
ton-stop-waiting = توقف عن الانتظار
ton-note-bridge-away = الخط إلى محفظتك لا يجيب. نواصل المحاولة؛ ويمكنك الإرسال يدويًا.
ton-note-no-answer = لم تجب { $name } بعد. افتحها وابحث عن الطلب.
ton-note-rate-over = كان السعر ثابتًا حتى { $time }. إن وافقت الآن فلك سعر دقيقة الوصول.

trouble-declined = رفضته في محفظتك. لم يُرسل شيء.
trouble-request-over = انتهى الطلب قبل موافقتك. إن كنت وافقت فانتظر هنا: يظهر وحده. وإلا فاطلب مرة أخرى.
trouble-request-refused = أجابت محفظتك بأن الطلب لم ينجح. انظر فيها هل أُرسل شيء: إن كان كذلك فانتظر هنا، يظهر وحده. وإلا فحاول مرة أخرى أو استخدم محفظة أخرى.
trouble-switched = محفظتك الآن على حساب آخر. لم يُرسل منه شيء؛ انظر أيها ظاهر ثم ادفع مرة أخرى.
trouble-disconnected = لم تعد محفظتك موصولة. إن لم تكن وافقت بعد فلم يُرسل شيء. وصّلها مرة أخرى.
trouble-wrong-network = محفظتك على شبكة أخرى. بدّل الشبكة في المحفظة ثم وصّلها مرة أخرى.
trouble-too-little-gas = في المحفظة { $has } لرسوم الشبكة، ويلزم نحو { $needs }. يعود معظمها. أضف TON أولًا.
trouble-too-little-balance = في المحفظة { $has }، ويلزم { $needs }؛ ورسوم الشبكة، بعملة TON، تُضاف إليه. أضف إليها أو استخدم محفظة أخرى.
trouble-not-payable = لم يعد هذا الإيداع مفتوحًا. افتح غيره.
trouble-already-sent = تحويل لهذا الإيداع في الطريق. لا ترسل مرة أخرى.
trouble-address-invalid = هذه محفظة من نوع لا نقبل الدفع منه. استخدم غيرها أو أرسل يدويًا.
trouble-chain-away = الشبكة لا تجيب الآن. حاول مرة أخرى أو أرسل يدويًا.
trouble-paused = طريقة الدفع هذه متوقفة الآن. نقدك في أمان.
trouble-no-proof = اتصلت محفظتك ولم توقّع، فلا نعرف لمن هي. حدّثها أو استخدم غيرها.
trouble-wallet-unable = هذه المحفظة لا تستطيع إرسال المطلوب. حدّثها أو استخدم غيرها.
trouble-offline = أنت غير متصل. لم يُطلب شيء؛ حاول حين يعود الاتصال.
trouble-failed = لم ينجح ذلك، ولم يُرسل شيء. حاول مرة أخرى أو أرسل يدويًا.

# محافظهم.
wallets = محافظك
wallets-none = لا شيء بعد. يخرج المال فقط إلى محفظة لك أو إلى عنوان تؤكده.
wallets-most =
    { $count ->
        [zero] لا يمكن الربط ({ $count }).
        [one] رُبطت واحدة ({ $count }) ولا يمكن أكثر. أزلها أولًا.
        [two] رُبطت اثنتان ({ $count }) ولا يمكن أكثر. أزل واحدة أولًا.
        [few] رُبطت { $count } محافظ ولا يمكن أكثر. أزل واحدة أولًا.
        [many] رُبطت { $count } محفظة ولا يمكن أكثر. أزل واحدة أولًا.
       *[other] رُبطت { $count } محفظة ولا يمكن أكثر. أزل واحدة أولًا.
    }
wallet-since = { $app }، منذ { $date }
wallet-add = أضف محفظة
wallet-remove = إزالة { $label }
wallet-remove-text = لا يُرسل إليها شيء بعد الآن. يمكنك إضافتها ثانية بتوقيع جديد.
wallet-yours = محفظتك
wallet-why = تسحب فقط إلى محفظة هي لك. توقيع واحد يبيّن ذلك. هو مجاني ولا يستطيع نقل المال.
wallet-app-unknown = محفظة
wallet-sign = وقّع بمحفظتك
wallet-signed = وُقّع بمحفظتك
wallet-shows = تعرض محفظتك عنواننا هذا
wallet-no-payment = يثبت لمن المحفظة. ليس دفعًا.
wallet-linked = جاهزة للسحب
wallet-bot-writes = يكتب لك البوت كلما أضيفت محفظة، فتلاحظ إن لم تكن أنت.
wallet-connect = وصّل ووقّع
wallet-sign-with = وقّع باستخدام { $name }
wallet-no-words = لا نطلب كلماتك الأربع والعشرين أبدًا. ولا ينبغي لأحد.
wallet-go-on = تابع
until = حتى { $time }
why-proof-payload = استغرق ذلك طويلًا أو بدأ في مكان آخر. وقّع مرة أخرى.
why-wallet-address = هذه محفظة من نوع لا نستطيع الدفع إليه. استخدم غيرها.
why-wallet-network = محفظتك على شبكة أخرى. بدّل الشبكة في المحفظة ثم وقّع مرة أخرى.
why-proof-state-init = ذكرت محفظتك عنوانين لا يتفقان. استخدم غيرها.
why-wallet-unknown = لا نعرف هذا النوع من المحافظ. استخدم غيرها.
why-proof-key = التوقيع ليس لهذه المحفظة. وقّع مرة أخرى.
why-proof-domain = التوقيع لموقع آخر. وقّع من هنا.
why-proof-time = ساعة جهازك خاطئة أو التوقيع قديم. اضبط الساعة ثم وقّع مرة أخرى.
why-proof-signature = التوقيع غير صحيح. وقّع مرة أخرى.
why-wallet-taken = هذه المحفظة مربوطة بحساب آخر. أزلها هناك أولًا.
why-too-many-wallets = رُبط عدد كبير، فأزل واحدة أولًا.

# إلى أين يُرسل المال.
way-out-ton = TON، إلى محفظة
way-out-usdt = USDT على TON، إلى محفظة
destination-ton-wallet = محفظتك
destination-ton-address = عنوان، لمنصة تداول مثلًا
destination-choose-wallet = محفظة لك
destination-add-place = أضف مكانًا
destination-add-wallet-text = بتوقيع واحد
destination-add-address-text = لمنصة تداول مثلًا، مع مذكرتها
destination-add-wallet = أضف محفظة لك
destination-add-address = أضف عنوانًا آخر
destination-use = أرسل لي رمزًا لها
address = العنوان
address-hint = 48 حرفًا، كما تعرضه محفظتك أو منصة التداول
address-shape = هذا ليس عنوان TON. فيه 48 حرفًا.
memo = المذكرة (memo)
memo-hint = تحتاجها منصة التداول لتعرف أنه لك، وقد تسميها تعليقًا أو وسمًا. اتركها فارغة للمحفظة.
memo-lost = بدون مذكرة المنصة يضيع المال هناك ولا نستطيع استعادته.
why-unknown-wallet = لم تعد هذه المحفظة مربوطة.
why-address-invalid = هذا ليس عنوان TON: حرف خاطئ أو ناقص أو زائد. انسخه مرة أخرى.
why-address-other-network = هذا العنوان لشبكة تجريبية. لا يُرسل إليه شيء.
why-address-other-workchain = هذا العنوان على سلسلة أخرى من TON. لا يُرسل إليه شيء.
why-address-ours = هذا عنواننا. اكتب عنوانك.
why-address-token = هذا عنوان العملة نفسها لا عنوان محفظة. ما يُرسل إليه يضيع.
why-memo-too-long = المذكرة طويلة. حدها 123 بايت.
why-memo-invalid = في المذكرة أحرف لا يمكن كتابتها.
destination-confirm-place = أكّده
destinations-of-ton = إلى أين
destination-new-place = ليوم واحد ينظر موظفان في كل سحب إلى مكان جديد: أول خطوة للسارق مكان جديد.

# ما يصل.
arrives-about = يصل تقريبًا
arrives = يصل
arrived = وصل
arrives-least = على الأقل
arrives-rate = السعر الآن
arrives-rate-fixed = السعر
arrives-rule = يُثبّت المبلغ عند الإرسال. إن تحرك السعر ضدك أكثر من { $percent } فلا نرسل شيئًا ونسألك ثانية.
waits-to-send = لم يُرسل شيء بعد. ننتظر سعرًا مؤكدًا؛ مالك محجوز لك.
ask-again = اطلب ثانية
ask-again-text = بسعر اليوم، إلى المكان نفسه. تؤكده برمز جديد.
ton-late-text = وصل حين لم يعد السعر ثابتًا. أضفناه على كل حال.
ton-receipt-differs = كنت طلبت { $asked }. أضفنا ما وصل.

# A transfer that did not find its player.
missing = إيداعي لم يصل
missing-link = أرسلت TON أو USDT ولا يظهر؟
missing-why = المال في أمان. يبقى التحويل عندنا إذا نُسيت المذكرة، أو كان أقل من أدنى مبلغ يُضاف. أخبرنا بالمعاملة لنبحث عنها.
missing-hash = المعاملة
missing-hash-hint = رمزها (hash)، أو رابطها في المستكشف
missing-hash-none = هذا ليس رمز معاملة ولا رابطًا إليها. للرمز 64 خانة: أرقام وحروف من a إلى f. وبعض المستكشفات تكتبه في 44.
missing-hash-address = هذا عنوان. افتح المعاملة في المستكشف، وانسخ رمزها أو رابطها.
missing-which = التحويل الواحد عدة معاملات. تكفي أي واحدة منها: التي تعرضها محفظتك، أو التي وصل بها المال إلينا.
missing-proved = من محفظة أثبتّ أنها لك
missing-proved-text = في نقدك بعد بضع ثوانٍ
missing-elsewhere = من أي مكان آخر، كمنصة تداول
missing-elsewhere-text = ينظر فيه اثنان من موظفينا: حتى يومين. ويكتب لك البوت.
missing-prove = أثبت أن المحفظة لك
missing-ask = ابحث عنها
missing-released = وجدناه، وهو لك
missing-released-text = جاء من محفظة أثبتّها. سيكون في نقدك وفي سجلّك بعد بضع ثوانٍ. وإذا مضت أكثر من ساعة على وصوله، يُحتسب بأقلّ السعرين: سعر ذلك الوقت أو السعر الحالي.
missing-noted = وجدناه، وننظر فيه
missing-noted-text = ينظر اثنان من موظفينا هل هو لك: حتى يومين. يكتب لك البوت عندما يصبح في نقدك. لا يلزمك شيء آخر؛ لا ترسل مرة ثانية.
missing-noted-faster = هل أُرسل من محفظة لك؟ أثبت أنها لك ثم اسأل هنا من جديد: فيكون لك فورًا.
missing-history = إلى السجل
missing-another = معاملة أخرى
missing-claims = مطالباتك
missing-claim-noted = ينظر فيه موظفونا
missing-claim-yours = هو لك، انظر في سجلّك
missing-claim-not-yours = لم تمكن إضافته إليك
missing-claim-went-back = عاد إلى مرسله
why-unknown-arrival = لم نجد بهذه المعاملة مالًا ينتظر صاحبه. هل مضى عليها أقل من دقيقة؟ إذًا فاسأل من جديد. وإلا فتأكد أنها أُرسلت إلى عنوانك هنا، وانسخ المعاملة مرة أخرى.
why-arrival-not-final = وصل ولم يصبح نهائيًا بعد. إن كان يحمل مذكرتك فلا يلزمك شيء؛ وإلا فاسأل من جديد بعد نصف دقيقة.
why-arrival-credited = لهذا التحويل حساب من قبل: أُضيف إليه، أو سيُضاف بعد لحظة. انظر في سجلّك؛ فإن لم تجده فاكتب إلى موظفينا.
why-arrival-goes-back = لم تمكن إضافته، وهو يعود إلى العنوان الذي أُرسل منه.
why-arrival-too-little = قيمته أقل من سنت: لا شيء يمكن أن يُضاف عنه.
why-too-many-claims = ينتظر موظفينا عدد كبير من تحويلاتك، فلا نقبل المزيد. اسأل من جديد عندما يُنظر في أحدها.
