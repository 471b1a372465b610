# كلمات مشتركة بين المحادثة والتطبيق.

product = Cage

vip-level-0 = ورق
vip-level-1 = نحاس
vip-level-2 = نحاس أصفر
vip-level-3 = فضة
vip-level-4 = ذهب
vip-level-5 = بلاتين
one-bonus-at-a-time = تُلعب مكافأة واحدة في كل مرة، وينتهي كل عرض في موعده على أي حال.
