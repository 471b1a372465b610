# الألغام ورمي العملة وخمّن الرقم.

table-chance = الاحتمال
table-pays = يدفع
table-paid = المدفوع على { $stake }

# الألغام.
mines-start = ابدأ
mines-take = خذ
mines-waits = افتح مربعاً أولاً. لا شيء لتأخذه بعد.
mines-count =
    { $count ->
        [zero] لا ألغام
        [one] لغم واحد
        [two] لغمان
        [few] { $count } ألغام
       *[other] { $count } لغماً
    }
mines-first = الجوهرة الأولى تدفع { $times }
mines-hidden =
    { $count ->
        [zero] لا ألغام في { $tiles } مربعاً
        [one] لغم واحد في { $tiles } مربعاً
        [two] لغمان في { $tiles } مربعاً
        [few] { $count } ألغام في { $tiles } مربعاً
       *[other] { $count } لغماً في { $tiles } مربعاً
    }
mines-open-one = افتح مربعاً
mines-gems =
    { $gems ->
        [zero] لا جواهر بعد
        [one] وُجدت جوهرة واحدة
        [two] وُجدت جوهرتان
        [few] وُجدت { $gems } جواهر
       *[other] وُجدت { $gems } جوهرة
    }
mines-next = التالي: { $times } · { $safe } من { $closed } آمنة
mines-ended-taken = أخذت { $times }
mines-ended-mine =
    { $gems ->
        [0] لغم في المربع الأول
        [one] لغم بعد جوهرة واحدة
        [two] لغم بعد جوهرتين
        [few] لغم بعد { $gems } جواهر
       *[other] لغم بعد { $gems } جوهرة
    }
mines-ended-top = الدرجة الأخيرة، دُفعت فوراً: { $times }
mines-ended-left =
    { $gems ->
        [0] تُركت قبل المربع الأول. عاد الرهان.
       *[other] تُركت فدفعت ما كانت تعرضه: { $times }
    }
mines-board-closed = 25 مربعاً، فُتح منها { $opened }. ابدأ جولة لفتحها.
mines-board-open = 25 مربعاً، فُتح منها { $opened }. الأسهم تنقل وEnter يفتح.
mines-tile-closed = الصف { $row }، العمود { $column }، مغلق
mines-tile-gem = الصف { $row }، العمود { $column }، جوهرة
mines-tile-mine = الصف { $row }، العمود { $column }، لغم
mines-tile-hit = الصف { $row }، العمود { $column }، اللغم الذي فتحته
mines-how-many = الألغام
mines-other = عدد آخر
mines-another-count = عدد آخر من الألغام
mines-stays = تبقى الجولة مفتوحة إن غادرت. رهانك ينتظر هنا، ويمكنك أخذ ما تعرضه.
mines-pays = كل جوهرة درجة. خذ ما تدفعه الدرجة أو افتح مربعاً آخر. اللغم ينهي الجولة.
mines-column-gems = جواهر
mines-column-chance = الاحتمال
mines-column-pays = يدفع
mines-column-take = تأخذ

# رمي العملة.
coin-flip = ارمِ
coin-side = وجهك
coin-heads = وجه
coin-tails = ظهر
coin-either = الوجه أو الظهر يدفع { $times }
coin-in-the-air = في الهواء
coin-fell-heads = وقعت على الوجه
coin-fell-tails = وقعت على الظهر
coin-pays = قل على أي جانب تقع. الجانبان متساويا الاحتمال.

# خمّن الرقم.
guess-draw = اسحب
guess-choose = اختر رقماً
guess-yours = رقمك { $number }
guess-one = الرقم الصحيح من عشرة يدفع { $times }
guess-drawing = السحب جارٍ
guess-drawn = سُحب { $drawn }، وقلت { $number }
guess-is-drawn = { $number }، مسحوب
guess-pays = قل رقماً واحداً من 1 إلى 10. كلها متساوية الاحتمال.
