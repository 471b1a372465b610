# Bonuses in the chat: the offer with its terms, how far it is, how it ended, and what giving it up costs.
command-bonus = مكافأتك والعروض وما يمكنك سحبه
menu-bonus = المكافآت

bonus-offer = <b>مكافأة لك: { $worth }</b>
bonus-offer-spins =
    { $spins ->
        [one] <b>لك: لفّة مجانية واحدة ({ $spins }) في { $game } بقيمة { $stake }</b>
        [two] <b>لك: لفّتان مجانيتان ({ $spins }) في { $game } بقيمة { $stake } لكل منهما</b>
        [few] <b>لك: { $spins } لفّات مجانية في { $game } بقيمة { $stake } لكل منها</b>
       *[other] <b>لك: { $spins } لفّة مجانية في { $game } بقيمة { $stake } لكل منها</b>
    }
bonus-offer-with-spins =
    { $spins ->
        [one] <b>مكافأة لك: { $worth }، ولفّة مجانية واحدة ({ $spins }) في { $game } بقيمة { $stake }</b>
        [two] <b>مكافأة لك: { $worth }، ولفّتان مجانيتان ({ $spins }) في { $game } بقيمة { $stake } لكل منهما</b>
        [few] <b>مكافأة لك: { $worth }، و{ $spins } لفّات مجانية في { $game } بقيمة { $stake } لكل منها</b>
       *[other] <b>مكافأة لك: { $worth }، و{ $spins } لفّة مجانية في { $game } بقيمة { $stake } لكل منها</b>
    }
bonus-terms =
    { $unit ->
        [hours] العبها { $times }× خلال { $time ->
            [one] ساعة واحدة ({ $time })
            [two] ساعتين ({ $time })
            [few] { $time } ساعات
           *[other] { $time } ساعة
        }، برهانات حتى { $most }.
       *[days] العبها { $times }× خلال { $time ->
            [one] يوم واحد ({ $time })
            [two] يومين ({ $time })
            [few] { $time } أيام
           *[other] { $time } يومًا
        }، برهانات حتى { $most }.
    }
bonus-terms-free =
    { $unit ->
        [hours] لا رهان مطلوب لها. لديك { $time ->
            [one] ساعة واحدة ({ $time })
            [two] ساعتان ({ $time })
            [few] { $time } ساعات
           *[other] { $time } ساعة
        }، برهانات حتى { $most }.
       *[days] لا رهان مطلوب لها. لديك { $time ->
            [one] يوم واحد ({ $time })
            [two] يومان ({ $time })
            [few] { $time } أيام
           *[other] { $time } يومًا
        }، برهانات حتى { $most }.
    }
bonus-terms-sum = أي أن تراهن بمجموع { $sum }.
bonus-terms-spins = نحن ندفع ثمن اللفّات المجانية. ما تربحه مكافأة، وتُلعب { $times }×.
bonus-counts-all = يُحسب كل رهان، من النقد ومن المكافأة.
bonus-counts-cash = لا يُحسب من الرهان إلا ما كان نقدًا.
bonus-counts-bonus = لا يُحسب من الرهان إلا ما كان من المكافأة.
bonus-games = الألعاب التي تُحسب: { $games }.
bonus-order-cash-first = يُراهَن بنقدك أولًا، ثم بالمكافأة.
bonus-order-bonus-first = يُراهَن بالمكافأة أولًا، ثم بنقدك.
bonus-non-sticky = يمكنك سحب النقد في أي وقت. عندها تتخلى عن المكافأة.
bonus-sticky = يبقى نقدك حتى تنتهي المكافأة. يمكنك التخلي عنها في أي وقت.
bonus-becomes-all = متى اكتمل لعب المكافأة، يصبح ما بقي منها نقدًا.
bonus-becomes-most = متى اكتمل لعب المكافأة، يصبح ما بقي منها نقدًا، { $most } على الأكثر.
bonus-offer-until = العرض قائم حتى { $until }.
bonus-take = آخذها
bonus-decline = لا، شكرًا
bonus-decline-sure = <b>أترفض هذه المكافأة؟</b>
    كل مكافأة تُعرض مرة واحدة: لن تُعرض عليك ثانية. ولا يتغير شيء آخر.
bonus-decline-yes = نعم، أرفضها
bonus-see = مكافأة { $worth }
bonus-see-spins =
    { $spins ->
        [one] لفّة مجانية واحدة ({ $spins }) في { $game }
        [two] لفّتان مجانيتان ({ $spins }) في { $game }
        [few] { $spins } لفّات مجانية في { $game }
       *[other] { $spins } لفّة مجانية في { $game }
    }

bonus-active = <b>في مكافأتك { $balance }</b>
bonus-progress = ما راهنت به: { $done } من { $needed }. الباقي: { $left }.
bonus-spins-left =
    { $spins ->
        [one] بقيت لفّة مجانية واحدة ({ $spins }).
        [two] بقيت لفّتان مجانيتان ({ $spins }).
        [few] بقيت { $spins } لفّات مجانية.
       *[other] بقيت { $spins } لفّة مجانية.
    }
bonus-active-until = حتى { $until }، برهانات حتى { $most }.
bonus-look = كيف حالها
bonus-app = افتحها في التطبيق
bonus-play = العب
bonus-reminder = <b>تنتهي مكافأتك في { $until }</b>
bonus-reminder-holds = فيها { $balance }. ما لم يصبح نقدًا حتى ذلك الحين يعود إلينا؛ ونقدك يبقى لك.

bonus-completed = <b>{ $converted } من المكافأة صارت نقدًا لك</b>
    راهنت بالمبلغ كله. النقد لك، تلعب به أو تسحبه.
bonus-completed-back = بحسب الشروط لا يصبح أكثر من ذلك نقدًا: عاد { $back } إلينا.
bonus-expired = <b>انتهى وقت لعب مكافأتك</b>
    عاد { $back } من المكافأة إلينا. نقدك يبقى لك.
bonus-lost = <b>لم يبق شيء من مكافأتك</b>
    لُعبت حتى آخرها. نقدك يبقى لك.
bonus-cancelled = <b>انتهت المكافأة قبل أن تُلعب كاملة</b>
    عاد { $back } من المكافأة إلينا. نقدك يبقى لك.
bonus-withdrawn = <b>سحبت نقدًا، وبذلك انتهت المكافأة</b>
    عاد { $back } من المكافأة إلينا.
bonus-declined = لم تأخذ هذه المكافأة. لا يتغير شيء.
bonus-offer-over = انتهى هذا العرض. لا يتغير شيء.

bonus-none = <b>لا مكافأة قائمة</b>
    ما تربحه نقد، ولك أن تسحبه.
bonus-withdrawable = يمكنك سحب { $cash } الآن.
bonus-locked = يبقى { $locked } من نقدك حتى تنتهي المكافأة أو تتخلى عنها.
bonus-gives-up = سحب النقد يعني التخلي عن المكافأة.
bonus-code-how = لإدخال رمز ترويجي اكتب مثلًا: <code>/code SPRING</code>
bonus-give-up = أتخلى عنها
bonus-keep = أبقي المكافأة
bonus-cost = <b>أتتخلى عن المكافأة؟</b>
    تخسر: { $loses } من المكافأة.
    يبقى لك: { $keeps } نقدًا.
bonus-cost-spins =
    { $spins ->
        [one] وتخسر لفّة مجانية واحدة ({ $spins }) أيضًا.
        [two] وتخسر لفّتين مجانيتين ({ $spins }) أيضًا.
        [few] وتخسر { $spins } لفّات مجانية أيضًا.
       *[other] وتخسر { $spins } لفّة مجانية أيضًا.
    }
bonus-cost-rounds =
    { $rounds ->
        [one] جولة واحدة منها ({ $rounds }) مفتوحة: ما تربحه للمكافأة يضيع أيضًا.
        [two] جولتان منها ({ $rounds }) مفتوحتان: ما تربحانه للمكافأة يضيع أيضًا.
        [few] { $rounds } جولات منها مفتوحة: ما تربحه للمكافأة يضيع أيضًا.
       *[other] { $rounds } جولة منها مفتوحة: ما تربحه للمكافأة يضيع أيضًا.
    }

bonus-claimed-note = المكافأة لك لتلعب بها.
bonus-declined-note = لم تأخذها.
bonus-cancelled-note = تخليت عن المكافأة.
bonus-code-note = الرمز صالح: هذا ما يعرضه.
bonus-refused-offer-over = انتهى هذا العرض.
bonus-refused-bonus-active = مكافأة أخرى قائمة. تنتهي هي أولًا.
bonus-refused-excluded = لا يمكن أن تبدأ لك مكافأة الآن. نقدك يبقى لك.
bonus-refused-deposit-gone = الإيداع الذي جاءت معه أُعيد أو سُحب، لذلك انتهى العرض.
bonus-refused-bonus-over = انتهت هذه المكافأة من قبل.
bonus-refused-cost-changed = ثمنها الآن غير ذلك. انظر مرة أخرى.
bonus-refused-no-such-code = لا يوجد رمز كهذا، أو انتهى.
bonus-refused-code-used = أدخلت هذا الرمز من قبل.
bonus-refused-wrong-wallet = هذا الرمز لعملة غير عملة محفظتك.
bonus-refused-too-many = رموز كثيرة. حاول مجددًا بعد { $minutes ->
        [one] دقيقة واحدة ({ $minutes })
        [two] دقيقتين ({ $minutes })
        [few] { $minutes } دقائق
       *[other] { $minutes } دقيقة
    }.
