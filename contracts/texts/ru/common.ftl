# Слова, общие для чата и приложения.

product = Cage

vip-level-0 = Бумага
vip-level-1 = Медь
vip-level-2 = Латунь
vip-level-3 = Серебро
vip-level-4 = Золото
vip-level-5 = Платина
one-bonus-at-a-time = Бонусы играются по одному. Срок предложения при этом не меняется.
