# ما بلغه اللاعب باللعب، وما يكتبه البوت من تلقاء نفسه.

command-vip = مستواك ونقاطك
command-leaderboard = نقاط هذا الأسبوع
command-promotions = مكافآت أخرى متاحة
command-notices = ماذا نكتب ومتى
menu-promotions = مكافآت أخرى
menu-vip = المستوى

points =
    { $points ->
        [zero] لا نقاط ({ $points })
        [one] نقطة واحدة ({ $points })
        [two] نقطتان ({ $points })
        [few] { $points } نقاط
        [many] { $points } نقطة
       *[other] { $points } نقطة
    }
vip = <b>{ $name }</b>
    حتى الآن: { $points }.
vip-next = بقي إلى مستوى { $name }: { $left }.
vip-top = لا مستوى فوقه.
vip-how = كل { $amount } تراهن بها نقدًا نقطة. المكافآت والنجوم ونقود اللعب لا تعطي نقاطًا. وما بلغته لا يؤخذ منك.
vip-board = هذا الأسبوع

board = <b>نقاط هذا الأسبوع</b>
    حتى { $ends }.
board-row = { $rank }. { $name } { $points }
board-player = لاعب ·{ $code }
board-hidden = مخفي
board-you = ترتيبك { $rank }: { $points }.
board-not-you = لا نقاط لك هذا الأسبوع.
board-none = لا نقاط لأحد بعد.
board-app = كل ذلك في التطبيق

promotions = <b>مكافآت أخرى</b>
promotions-none = لا جديد الآن. ما عُرض عليك تجده في ⁦/bonus⁩.
promotions-app = افتحها في التطبيق
promotions-tell = أخبروني بالجديد
promotion-match = <b>{ $percent } من إيداعك الأول</b>
    حتى { $most }، لإيداع من { $least } فأكثر.
promotion-spins =
    { $many ->
        [one] <b>لفّة مجانية واحدة ({ $many }) في { $game }</b> بقيمة { $stake }
        [two] <b>لفّتان مجانيتان ({ $many }) في { $game }</b> بقيمة { $stake } لكل منهما
        [few] <b>{ $many } لفّات مجانية في { $game }</b> بقيمة { $stake } لكل منها
       *[other] <b>{ $many } لفّة مجانية في { $game }</b> بقيمة { $stake } لكل منها
    }
promotion-with-deposit = مع أول إيداع لك.

notices = <b>ماذا نكتب إليك</b>
    المال والرموز والتحقق نخبرك بها دائمًا. والباقي لك أن تختاره.
notices-quiet =
    { $from ->
        [none] لا ساعات هدوء. التوقيت: { $zone }.
       *[other] هدوء من { $from } إلى { $until }، بتوقيت { $zone }.
    }
notices-zone = لتوقيت آخر اكتب /notices ثم اسمه، مثل /notices Europe/Malta
notices-no-zone = لا يوجد مثل هذا التوقيت.
notices-promotions = مكافآت جديدة
notices-wagering = مكافأة صارت نقدًا
notices-vip = مستوى جديد
notices-listed = رمزي في القائمة
notices-loud = بلا ساعات هدوء
notices-off = لا ترسلوا مثلها

notice-vip = بلغت مستوى <b>{ $name }</b>.
notice-wagering = أتممت اللعب بمكافأتك: { $amount } منها صارت نقدك الآن.
notice-promotion = مكافأة جديدة لك.
